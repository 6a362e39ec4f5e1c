package org.rmmodel.conformance.flaws;

import org.jspecify.annotations.Nullable;

/**
 * A step that a task took.
 *
 * @param task the task's name
 * @param label what it is: an action of the specification, or a call that the scene makes
 * @param module the name of the module in hand, or null
 */
record Step(String task, String label, @Nullable String module) {
  @Override
  public String toString() {
    return task + " · " + label + (module == null ? "" : " " + module);
  }
}
