package org.rmmodel.checker.patch;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.catalogue.Release;
import org.rmmodel.checker.source.KnownForms;
import org.rmmodel.checker.source.Modelled;

/**
 * The kernel that patches apply to, as far as they say it themselves.
 *
 * @param kernel its name
 * @param because why that one
 */
public record AppliesTo(String kernel, String because) {
  /**
   * Looks for it: in the subjects, then in the ids that git's {@code index} lines give to the files
   * before the patch, then in the mails' dates; and else it is the newest that has the files.
   *
   * @param patches the patches
   * @param modelled the functions that are modelled, and where they live
   * @param forms the releases whose files have known ids
   * @param kernels the kernels
   * @return the kernel, with the reason
   */
  public static AppliesTo of(
      Patches patches, Modelled modelled, KnownForms forms, Kernels kernels) {
    Optional<String> subject =
        Subjects.release(patches)
            .filter(release -> Release.of(release).flatMap(kernels::row).isPresent());
    if (subject.isPresent()) {
      return new AppliesTo(subject.get(), "as the subject says" + line(subject.get(), kernels));
    }
    List<Release> alike = alike(patches.hunks(), forms);
    if (!alike.isEmpty()) {
      Release newest = alike.get(alike.size() - 1);
      return new AppliesTo(
          newest.toString(), "the index lines are of files of " + forms.ranges(alike));
    }
    List<String> files = patches.hunks().stream().map(Hunk::file).distinct().toList();
    Release newest = Release.of(modelled.kernelOf(files, kernels)).orElseThrow();
    Optional<Release> then =
        patches
            .written()
            .flatMap(kernels::newestOn)
            .filter(release -> release.compareTo(newest) < 0);
    return then.isPresent()
        ? new AppliesTo(
            then.get().toString(),
            "the newest release when it was written, "
                + patches.written().map(LocalDate::toString).orElse("")
                + "; --kernel says another one")
        : new AppliesTo(
            newest.toString(),
            "the newest that has these files, as the patches do not say it; --kernel does");
  }

  /** What a subject does not say: which point release of a stable line it is for. */
  private static String line(String release, Kernels kernels) {
    String line = release + ".y";
    boolean same =
        kernels.parse(release).stream()
            .map(Kernel::changes)
            .toList()
            .equals(kernels.parse(line).stream().map(Kernel::changes).toList());
    return same
        ? ""
        : ", without what its stable line has taken over; --kernel " + line + " has that";
  }

  /**
   * The releases whose files the patches begin with. Of a file that several patches change it is
   * the first that counts; files with an id of no release say nothing.
   */
  private static List<Release> alike(List<Hunk> hunks, KnownForms forms) {
    Map<String, String> ids = new LinkedHashMap<>();
    hunks.forEach(hunk -> ids.putIfAbsent(hunk.file(), hunk.index()));
    Optional<Collection<Release>> alike = Optional.empty();
    for (Map.Entry<String, String> file : ids.entrySet()) {
      Collection<Release> these = new TreeSet<>(forms.withFile(file.getKey(), file.getValue()));
      if (!these.isEmpty()) {
        alike.ifPresent(these::retainAll);
        alike = Optional.of(these);
      }
    }
    return alike.orElse(List.of()).stream().sorted(Comparator.naturalOrder()).toList();
  }
}
