package org.rmmodel.lincheck;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.rmmodel.impl.ModuleState;

/**
 * One live module as its users and unloaders see it: the refcount under test, the state beside it,
 * and the unloaders' mutex. Subclasses say which refcount, and may add operations.
 */
public abstract class ModuleOperations {
  final Refcount refcount;
  private final HeldReferences held = new HeldReferences();
  private final Object moduleMutex = new Object();
  private volatile ModuleState state = ModuleState.LIVE;

  ModuleOperations(Refcount refcount) {
    this.refcount = refcount;
  }

  /** {@code try_module_get}: reads the state, then the count decides. */
  @Operation
  public boolean tryModuleGet(@Param(gen = ThreadIdGen.class) int thread) {
    boolean got = refcount.tryModuleGet(state);
    if (got) {
      held.add(thread);
    }
    return got;
  }

  /** {@code module_put}, of a reference that the thread holds. */
  @Operation
  public String modulePut(@Param(gen = ThreadIdGen.class) int thread) {
    if (!held.take(thread)) {
      return "nothing held";
    }
    return refcount.modulePut() ? "put" : "WARN";
  }

  /**
   * {@code delete_module} from its state check to its commit. Waits for other unloaders; gets and
   * puts never do.
   */
  @Operation(blocking = true)
  public String tryUnload() {
    synchronized (moduleMutex) {
      if (state != ModuleState.LIVE) {
        return "EBUSY";
      }
      if (!refcount.tryReleaseModuleRef()) {
        return "EWOULDBLOCK";
      }
      state = ModuleState.GOING;
      return "0";
    }
  }
}
