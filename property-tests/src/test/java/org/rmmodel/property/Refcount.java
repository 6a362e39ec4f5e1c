package org.rmmodel.property;

import org.rmmodel.impl.BasedRefcount;
import org.rmmodel.impl.ModuleState;

/**
 * The operations that a chain is made of: the real ones, or those of a variant that must be caught.
 */
interface Refcount {
  boolean tryModuleGet(ModuleState state);

  boolean modulePut();

  boolean tryReleaseModuleRef();

  int moduleRefcount();

  /** The class under test, of a module that is being loaded. */
  class Real implements Refcount {
    private final BasedRefcount refcount = new BasedRefcount();

    @Override
    public boolean tryModuleGet(ModuleState state) {
      return refcount.tryModuleGet(state);
    }

    @Override
    public boolean modulePut() {
      return refcount.modulePut();
    }

    @Override
    public boolean tryReleaseModuleRef() {
      return refcount.tryReleaseModuleRef();
    }

    @Override
    public int moduleRefcount() {
      return refcount.moduleRefcount();
    }
  }
}
