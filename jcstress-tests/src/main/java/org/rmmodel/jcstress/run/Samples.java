package org.rmmodel.jcstress.run;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came out of one JVM, or of several.
 *
 * @param outcomes how often each outcome was seen
 * @param forks how many JVMs were started
 * @param thrown what an actor has thrown, or nothing
 * @param failed why a JVM gave no result, or nothing
 */
record Samples(SortedMap<String, Long> outcomes, int forks, String thrown, String failed) {
  static final Samples NONE = new Samples(Collections.emptySortedMap(), 0, "", "");

  Samples {
    outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
  }

  static Samples seen(SortedMap<String, Long> outcomes) {
    return new Samples(outcomes, 1, "", "");
  }

  static Samples threw(String what) {
    return new Samples(Collections.emptySortedMap(), 1, what, "");
  }

  static Samples failure(String why) {
    return new Samples(Collections.emptySortedMap(), 1, "", why);
  }

  Samples plus(Samples more) {
    SortedMap<String, Long> sum = new TreeMap<>(outcomes);
    more.outcomes.forEach((outcome, count) -> sum.merge(outcome, count, Long::sum));
    return new Samples(
        sum,
        forks + more.forks,
        thrown.isEmpty() ? more.thrown : thrown,
        failed.isEmpty() ? more.failed : failed);
  }

  long count(String outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  long total() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  boolean hasAll(Collection<String> wanted) {
    return wanted.stream().allMatch(outcome -> count(outcome) > 0);
  }
}
