package org.rmmodel.checker.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * Something that the protocol promises.
 *
 * @param id its number, for example {@code P9} or {@code L1}
 * @param title the promise in a few words
 * @param shortTitle the same for a table's legend
 * @param models the models that ask for it
 * @param properties the properties of the specification that it consists of
 * @param assumes the ids of the assumptions that it needs
 * @param note what else there is to say, or nothing
 * @param litmus the litmus tests that decide it, if it is about memory order
 * @param outside why nothing here can ask for it, if nothing can
 */
public record Property(
    String id,
    String title,
    String shortTitle,
    List<String> models,
    List<String> properties,
    List<String> assumes,
    String note,
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
