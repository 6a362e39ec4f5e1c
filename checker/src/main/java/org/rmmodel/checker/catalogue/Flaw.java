package org.rmmodel.checker.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * A flaw of some kernel.
 *
 * @param id its number, for example {@code F7}
 * @param title the flaw in a few words
 * @param shortTitle the same for a table's legend
 * @param what what is wrong
 * @param who who is hurt
 * @param how the interleaving in words
 * @param fix what mends it, or that nothing does
 * @param source where that is known from
 * @param evidence how: {@code read}, {@code listed}, {@code derived}, {@code herd7}, {@code memory}
 * @param models where it is found, if models decide it
 * @param fixed models that have the fix and hold
 * @param litmus the litmus tests that decide it, if it is about memory order
 * @param outside why nothing here can show it, if nothing can
 */
public record Flaw(
    String id,
    String title,
    String shortTitle,
    String what,
    String who,
    String how,
    String fix,
    String source,
    List<String> evidence,
    List<Sighting> models,
    List<String> fixed,
    Optional<ByLitmus> litmus,
    Optional<Outside> outside) {
  /**
   * Whether models decide it.
   *
   * @return false if litmus tests do, or nothing can
   */
  public boolean isModelled() {
    return litmus.isEmpty() && outside.isEmpty();
  }
}
