package org.rmmodel.checker.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.common.BadInput;

/**
 * One of several parts of a lane, each for a machine of its own. Every run is in exactly one part,
 * and the parts cost about the same.
 *
 * @param part which part, from 1
 * @param of how many parts there are
 */
public record Shard(int part, int of) {
  private static final int MOST = 256;
  private static final Pattern TEXT = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  /**
   * Reads a part as users write it.
   *
   * @param text for example {@code 2/4}
   * @return the part
   * @throws BadInput if it is none
   */
  public static Shard parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      Shard shard =
          new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
      if (shard.part >= 1 && shard.part <= shard.of && shard.of <= MOST) {
        return shard;
      }
    }
    throw new BadInput("a part such as 1/4 is expected, of at most " + MOST + ", not " + text);
  }

  /**
   * The runs of this part. The most expensive run goes first, to the part that has the least cost
   * by then, and so on; of runs and parts that are alike, the first.
   *
   * @param cases all runs
   * @return those of them that belong to this part, in the order in which they are given
   */
  public List<Case> in(List<Case> cases) {
    List<Case> heaviest = new ArrayList<>(cases);
    heaviest.sort(Comparator.comparingLong(Cost::of).reversed().thenComparing(Case::id));
    long[] costs = new long[of];
    Set<String> mine = new HashSet<>();
    for (Case run : heaviest) {
      int lightest = 0;
      for (int i = 1; i < of; i++) {
        lightest = costs[i] < costs[lightest] ? i : lightest;
      }
      costs[lightest] += Cost.of(run);
      if (lightest == part - 1) {
        mine.add(run.id());
      }
    }
    return cases.stream().filter(run -> mine.contains(run.id())).toList();
  }

  @Override
  public String toString() {
    return part + "/" + of;
  }
}
