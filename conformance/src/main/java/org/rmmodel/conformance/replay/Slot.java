package org.rmmodel.conformance.replay;

import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.module.Module;

/**
 * A slot for modules, one life after another. What the specification keeps of a slot is overwritten
 * variable by variable as a new life begins; here each life has memory of its own. So the slot
 * remembers from which life each variable is.
 */
final class Slot {
  final String name;

  /** The life whose state, memory and place on the list count; null before the first. */
  @Nullable Module module;

  /** The life that was last put on module_bug_list. */
  @Nullable Module onBugList;

  /** The life whose count was last initialised. */
  @Nullable Module counted;

  /**
   * Whether the count is of a module that was loaded before the first state: its pairs of numbers
   * have the init hold's get and put in them, which the specification begins without.
   */
  boolean countedBefore;

  Slot(String name) {
    this.name = name;
  }
}
