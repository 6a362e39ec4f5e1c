package org.rmmodel.checker.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.catalogue.Release;

/** Says in words which kernels some are: rows stand for all releases up to the next row. */
final class KernelRanges {
  private final Kernels kernels;
  private final List<Release> rows;

  KernelRanges(Kernels kernels) {
    this.kernels = kernels;
    rows =
        kernels.versions().stream()
            .filter(version -> !version.series())
            .flatMap(version -> Release.of(version.id()).stream())
            .filter(release -> release.point().isEmpty())
            .sorted()
            .toList();
  }

  /**
   * The kernels in words.
   *
   * @param some kernels of the file, or one of a user's own
   * @return for example {@code v3.19 to v6.4}, or {@code v6.5-preempt to v6.8-preempt}
   */
  String inWords(Collection<Kernel> some) {
    Set<String> preempt = versions(some, true);
    Set<String> not = versions(some, false);
    if (preempt.equals(not)) {
      return ranges(preempt, "");
    }
    List<String> parts = new ArrayList<>();
    if (!not.isEmpty()) {
      parts.add(ranges(not, Kernel.NOT_PREEMPTIBLE));
    }
    if (!preempt.isEmpty()) {
      parts.add(ranges(preempt, Kernel.PREEMPTIBLE));
    }
    return String.join(", ", parts);
  }

  private static Set<String> versions(Collection<Kernel> some, boolean preempt) {
    return some.stream()
        .filter(kernel -> kernel.preempt() == preempt)
        .map(kernel -> kernel.version() + "\t" + kernel.made())
        .collect(Collectors.toSet());
  }

  private String ranges(Set<String> versions, String preempt) {
    List<String> ranges = new ArrayList<>();
    int begin = -1;
    for (int i = 0; i <= rows.size(); i++) {
      boolean in = i < rows.size() && versions.contains(rows.get(i) + "\t");
      if (in && begin < 0) {
        begin = i;
      } else if (!in && begin >= 0) {
        Release last = i == rows.size() ? kernels.newest() : rows.get(i).previous();
        String first = rows.get(begin) + preempt;
        ranges.add(rows.get(begin).equals(last) ? first : first + " to " + last + preempt);
        begin = -1;
      }
    }
    if (ranges.isEmpty()) {
      // Stable releases and kernels of one's own, where no row of mainline is among them.
      return versions.stream()
          .sorted()
          .map(
              version ->
                  version.substring(0, version.indexOf('\t'))
                      + preempt
                      + version.substring(version.indexOf('\t') + 1))
          .collect(Collectors.joining(", "));
    }
    return String.join(", ", ranges);
  }
}
