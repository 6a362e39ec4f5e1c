package org.rmmodel.checker.patch;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was found in the input.
 *
 * @param hunks the hunks, in their order
 * @param files how many files are changed
 * @param binary how many of these in a way that no text shows
 * @param written when the newest of them was written, if a mail's head says it
 * @param remarks what could not be read, in a line each
 */
public record Patches(
    List<Hunk> hunks, int files, int binary, Optional<LocalDate> written, List<String> remarks) {
  /** Copies the lists. */
  public Patches {
    hunks = List.copyOf(hunks);
    remarks = List.copyOf(remarks);
  }

  /**
   * Several inputs as one.
   *
   * @param all what was found in each
   * @return what was found in all
   */
  public static Patches together(List<Patches> all) {
    return new Patches(
        all.stream().flatMap(patches -> patches.hunks().stream()).toList(),
        all.stream().mapToInt(Patches::files).sum(),
        all.stream().mapToInt(Patches::binary).sum(),
        all.stream().flatMap(patches -> patches.written().stream()).max(Comparator.naturalOrder()),
        all.stream().flatMap(patches -> patches.remarks().stream()).distinct().toList());
  }
}
