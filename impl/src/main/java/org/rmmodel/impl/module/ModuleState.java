package org.rmmodel.impl.module;

import org.rmmodel.impl.Fact;

/**
 * Where a module is in its life: {@code enum module_state}, in the kernel's order, so that {@link
 * #ordinal()} is the kernel's number.
 */
public enum ModuleState {
  /** Its {@code init} has succeeded; it may be used and unloaded. */
  LIVE,
  /** Fully formed, its {@code init} has not finished. */
  COMING,
  /** Its {@code init} has failed, or an unload has committed. */
  GOING,
  /** In the list and nothing more: still being set up, or already being taken apart. */
  UNFORMED;

  /**
   * Tells whether references may be taken: {@code module_is_live}.
   *
   * <p>The kernel asks only whether the state differs from {@link #GOING}, so {@link #COMING}
   * counts as live, and so does {@link #UNFORMED}. The latter lets a module on its way out be taken
   * again once it has gone from {@code GOING} to {@code UNFORMED}, if its refcount is above zero
   * ({@link Fact#F7 F7}).
   *
   * @return false for {@code GOING}, true for every other state
   */
  public boolean isLive() {
    return this != GOING;
  }
}
