package org.rmmodel.checker.litmus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.catalogue.Release;
import org.rmmodel.checker.catalogue.Version;

/**
 * Kernels in a few words, such as {@code p5 to v4.1, preemptible}. A stable line goes with the row
 * of mainline that it began as; only one that differs from that is named.
 */
final class KernelRows {
  private final Kernels kernels;
  private final Set<String> chosen;

  private KernelRows(Kernels kernels, List<Kernel> chosen) {
    this.kernels = kernels;
    this.chosen = chosen.stream().map(Kernel::id).collect(Collectors.toCollection(HashSet::new));
  }

  static String of(Kernels kernels, List<Kernel> chosen) {
    if (chosen.isEmpty()) {
      return "";
    }
    return chosen.size() == kernels.all().size() ? "all" : new KernelRows(kernels, chosen).told();
  }

  private String told() {
    List<Version> mainline = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    List<String> stable = new ArrayList<>();
    for (Version version : kernels.versions()) {
      Optional<Release> release = Release.of(version.id()).filter(r -> r.point().isPresent());
      if (release.isEmpty()) {
        mainline.add(version);
      } else {
        Optional<Version> row = kernels.row(release.get());
        if (!row.map(this::preemption).equals(Optional.of(preemption(version)))) {
          stable.add((preemption(version).equals("no") ? "not " : "") + version.id());
        }
      }
    }
    for (int from = 0; from < mainline.size(); ) {
      String is = preemption(mainline.get(from));
      int to = from;
      while (to + 1 < mainline.size() && preemption(mainline.get(to + 1)).equals(is)) {
        to++;
      }
      if (!is.equals("no")) {
        parts.add(range(mainline, from, to) + is);
      }
      from = to + 1;
    }
    parts.addAll(stable);
    return String.join("; ", parts);
  }

  private static String range(List<Version> versions, int from, int to) {
    String first = versions.get(from).id();
    if (to == versions.size() - 1) {
      return "from " + first + " on";
    }
    return from == to ? first : first + " to " + versions.get(to).id();
  }

  /** Which kernels of a version: no, nothing to add for both, or which one. */
  private String preemption(Version version) {
    boolean without = chosen.contains(version.kernel(false).id());
    boolean with = chosen.contains(version.kernel(true).id());
    return with && without ? "" : with ? ", preemptible" : without ? ", not preemptible" : "no";
  }
}
