package org.rmmodel.property.schedule;

import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Action;

/** One step that was taken: by which task, which, and on which module. */
record Step(int task, Action action, @Nullable String module) {
  @Override
  public String toString() {
    return module == null ? action.toString() : action + " " + module;
  }
}
