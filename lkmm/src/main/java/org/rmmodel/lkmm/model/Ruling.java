package org.rmmodel.lkmm.model;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rmmodel.lkmm.execution.Relation;

/**
 * What the model says of a candidate execution.
 *
 * @param violated the first axiom that forbids it, or null if it is allowed
 * @param flags what an allowed execution is flagged with, for example {@code data-race}
 * @param relations the relations by their published names, as far as they were needed
 */
public record Ruling(@Nullable Axiom violated, Set<String> flags, Map<String, Relation> relations) {
  /**
   * Whether the execution is possible.
   *
   * @return whether no axiom forbids it
   */
  public boolean allows() {
    return violated == null;
  }
}
