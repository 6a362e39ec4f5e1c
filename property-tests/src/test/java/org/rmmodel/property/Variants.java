package org.rmmodel.property;

import org.rmmodel.impl.ModuleState;

/** Refcounts for one task, each with one mistake. */
final class Variants {
  private Variants() {}

  /** An unload that fails does not take BASE back. */
  static final class WithoutRecovery extends Plain {
    @Override
    public boolean tryReleaseModuleRef() {
      count--;
      return count == 0;
    }
  }

  /** A get that does not look whether the count is zero. */
  static final class BlindGet extends Plain {
    @Override
    public boolean tryModuleGet(ModuleState state) {
      count += state.isLive() ? 1 : 0;
      return state.isLive();
    }
  }

  /** What all have in common: a right refcount, for one task. */
  private static class Plain implements Refcount {
    int count = 2;

    @Override
    public boolean tryModuleGet(ModuleState state) {
      boolean got = state.isLive() && count != 0;
      count += got ? 1 : 0;
      return got;
    }

    @Override
    public boolean modulePut() {
      boolean put = count > 0;
      count -= put ? 1 : 0;
      return put;
    }

    @Override
    public boolean tryReleaseModuleRef() {
      count -= count == 1 ? 1 : 0;
      return count == 0;
    }

    @Override
    public int moduleRefcount() {
      return count - 1;
    }
  }
}
