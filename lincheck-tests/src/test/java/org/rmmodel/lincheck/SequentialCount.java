package org.rmmodel.lincheck;

import org.rmmodel.impl.kernel.Errno;

/** What {@link CountOperations} do when they are done one after another. */
public class SequentialCount {
  private final Setting setting = Setting.now();
  private final HeldReferences<String> held = new HeldReferences<>();
  private boolean going;

  /** Whether the unload was decided with no reference held, so that BASE has gone. */
  private boolean committed;

  /** A get succeeds until the unload is decided. */
  public boolean tryModuleGet(int thread) {
    if (!going) {
      held.add(thread, "module");
    }
    return !going;
  }

  /** A put gives back a reference that the thread holds. */
  public String modulePut(int thread) {
    return held.take(thread) == null ? "nothing held" : "put";
  }

  /** The number of references held; -1 if BASE has gone. */
  public Object moduleRefcount(int thread) {
    return references();
  }

  /** An unload is decided once, when no reference is held. */
  public String deleteModule(int thread) {
    return delete(false);
  }

  /** A forced unload does not ask about references. */
  public String forceDeleteModule(int thread) {
    return delete(true);
  }

  private String delete(boolean force) {
    if (going) {
      return setting.tell(Errno.EBUSY);
    }
    committed = held.count(module -> true) == 0;
    going = committed || force;
    return setting.tell(going ? Errno.OK : Errno.EWOULDBLOCK);
  }

  /** What a sequential reader of the count sees. */
  int references() {
    boolean baseIsGone = committed && !setting.kernel().testsUnderStopMachine();
    return held.count(module -> true) - (baseIsGone ? 1 : 0);
  }
}
