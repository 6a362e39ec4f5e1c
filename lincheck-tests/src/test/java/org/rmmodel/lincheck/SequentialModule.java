package org.rmmodel.lincheck;

/**
 * What get, put, unload and a read of the count do when nobody runs beside them: the specification
 * that Lincheck compares with. Trivial on purpose.
 */
public class SequentialModule {
  private final HeldReferences held = new HeldReferences();
  private boolean unloaded;

  /** A get succeeds until the module is unloaded. */
  public boolean tryModuleGet(int thread) {
    if (unloaded) {
      return false;
    }
    held.add(thread);
    return true;
  }

  /** A put gives back a reference that the thread holds. */
  public String modulePut(int thread) {
    return held.take(thread) ? "put" : "nothing held";
  }

  /** An unload succeeds once, and only when no reference is held. */
  public String tryUnload() {
    if (unloaded) {
      return "EBUSY";
    }
    if (held.total() > 0) {
      return "EWOULDBLOCK";
    }
    unloaded = true;
    return "0";
  }

  /** The number of references held; -1 once unloaded. */
  public int moduleRefcount() {
    return unloaded ? -1 : held.total();
  }
}
