package org.rmmodel.lincheck;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Which operations of a run have to take effect before which others. */
enum Precedence {
  /**
   * Those that had returned when the other was called, and those that the same thread called
   * before: linearizability.
   */
  REAL_TIME {
    @Override
    List<BitSet> of(int[] lengths, int[][][] seen) {
      List<BitSet> all = new ArrayList<>();
      for (int thread = 0; thread < lengths.length; thread++) {
        for (int call = 0; call < lengths[thread]; call++) {
          int[] returned = seen[thread][call].clone();
          returned[thread] = call;
          all.add(prefixes(lengths, returned));
        }
      }
      return all;
    }
  },

  /**
   * Those that are separated from the other by a moment at which nothing is under way: quiescent
   * consistency. Within a stretch without such a moment there is no order, not even a thread's own.
   */
  QUIESCENCE {
    @Override
    List<BitSet> of(int[] lengths, int[][][] seen) {
      List<BitSet> all = new ArrayList<>();
      List<int[]> moments = quietMoments(lengths, seen);
      for (int thread = 0; thread < lengths.length; thread++) {
        for (int call = 0; call < lengths[thread]; call++) {
          BitSet before = new BitSet();
          for (int[] moment : moments) {
            if (moment[thread] <= call) {
              before.or(prefixes(lengths, moment));
            }
          }
          all.add(before);
        }
      }
      return all;
    }
  };

  /**
   * Gives, for each operation, those before it. Operations are numbered thread by thread.
   *
   * @param lengths how many operations each thread did
   * @param seen for each thread and each of its operations, how many operations of each thread had
   *     returned when it was called
   */
  abstract List<BitSet> of(int[] lengths, int[][][] seen);

  /** The set of the first operations of each thread, so many of each. */
  private static BitSet prefixes(int[] lengths, int[] counts) {
    BitSet set = new BitSet();
    int first = 0;
    for (int thread = 0; thread < lengths.length; thread++) {
      set.set(first, first + counts[thread]);
      first += lengths[thread];
    }
    return set;
  }

  /** All moments, as counts of what each thread has done, after which each call saw that done. */
  private static List<int[]> quietMoments(int[] lengths, int[][][] seen) {
    List<int[]> moments = new ArrayList<>(List.of(new int[0]));
    for (int length : lengths) {
      moments =
          moments.stream()
              .flatMap(
                  m ->
                      IntStream.rangeClosed(0, length)
                          .mapToObj(
                              i -> IntStream.concat(IntStream.of(m), IntStream.of(i)).toArray()))
              .toList();
    }
    return moments.stream().filter(m -> isQuiet(m, lengths, seen)).toList();
  }

  private static boolean isQuiet(int[] moment, int[] lengths, int[][][] seen) {
    for (int thread = 0; thread < lengths.length; thread++) {
      if (moment[thread] < lengths[thread]) {
        int[] next = seen[thread][moment[thread]];
        for (int other = 0; other < lengths.length; other++) {
          if (other != thread && next[other] < moment[other]) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
