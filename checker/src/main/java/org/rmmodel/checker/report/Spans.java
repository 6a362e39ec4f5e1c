package org.rmmodel.checker.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.catalogue.Release;
import org.rmmodel.checker.catalogue.Version;

/** Some of the kernels in words: rows that follow each other by the first and the last of them. */
public final class Spans {
  private Spans() {}

  /**
   * The kernels of which something is true; the rows of stable lines are told one by one.
   *
   * @param kernels the kernels
   * @param is what is asked of each
   * @return for example {@code v3.18 to p3, v4.2 preemptible}; empty for none
   */
  public static String of(Kernels kernels, Predicate<Kernel> is) {
    List<List<String>> ranges = new ArrayList<>();
    String before = "";
    for (Version version : kernels.versions()) {
      String which = which(version, is);
      boolean stable = Release.of(version.id()).filter(r -> r.point().isPresent()).isPresent();
      if (!which.isEmpty()) {
        if (stable || !which.equals(before)) {
          ranges.add(new ArrayList<>(List.of(which)));
        }
        ranges.get(ranges.size() - 1).add(version.id());
      }
      before = stable ? "" : which;
    }
    return ranges.stream().map(Spans::range).collect(Collectors.joining(", "));
  }

  /** In one word, which of a version's kernels; empty for none. */
  private static String which(Version version, Predicate<Kernel> is) {
    boolean without = is.test(version.kernel(false));
    boolean with = is.test(version.kernel(true));
    return without && with ? "both" : with ? "preemptible" : without ? "not preemptible" : "";
  }

  /** Of a word for the kernels, and the versions. */
  private static String range(List<String> range) {
    String last = range.get(range.size() - 1);
    String names = range.size() == 2 ? last : range.get(1) + " to " + last;
    return range.get(0).equals("both") ? names : names + " " + range.get(0);
  }
}
