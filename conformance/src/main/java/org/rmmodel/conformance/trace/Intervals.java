package org.rmmodel.conformance.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.rmmodel.conformance.trace.RecordedCall.RecordedStep;
import org.rmmodel.impl.kernel.Action;

/** When tasks were in some kinds of steps: from each one's start to that of the next. */
final class Intervals {
  private final long[] start;

  /** The latest end of those up to this one. */
  private final long[] latestEnd;

  /**
   * Collects them.
   *
   * @param recording the recording
   * @param actions which steps
   */
  Intervals(Recording recording, Set<Action> actions) {
    List<long[]> all = new ArrayList<>();
    for (List<RecordedCall> calls : recording.cpus()) {
      for (RecordedCall call : calls) {
        List<RecordedStep> steps = call.steps();
        for (int i = 0; i < steps.size(); i++) {
          long next = i + 1 < steps.size() ? steps.get(i + 1).start() : call.end();
          if (actions.contains(steps.get(i).action())) {
            all.add(new long[] {steps.get(i).start(), next});
          }
        }
      }
    }
    all.sort(Comparator.comparingLong(interval -> interval[0]));
    start = all.stream().mapToLong(interval -> interval[0]).toArray();
    latestEnd = all.stream().mapToLong(interval -> interval[1]).toArray();
    Arrays.parallelPrefix(latestEnd, Math::max);
  }

  /**
   * Whether one of them can have been between two instants.
   *
   * @param from the first
   * @param to the second
   * @return whether the interval of one meets theirs
   */
  boolean between(long from, long to) {
    int after = Arrays.binarySearch(start, to + 1);
    int count = after >= 0 ? after : -after - 1;
    while (count > 0 && count < start.length && start[count] <= to) {
      count++;
    }
    return count > 0 && latestEnd[count - 1] >= from;
  }
}
