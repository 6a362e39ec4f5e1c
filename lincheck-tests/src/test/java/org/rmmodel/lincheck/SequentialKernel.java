package org.rmmodel.lincheck;

import org.rmmodel.impl.kernel.Errno;

/**
 * What {@link Operations} do when they are done one after another: the specification that results
 * are compared with. Trivial on purpose, and the same for all kernels.
 */
public class SequentialKernel {
  private final Setting setting = Setting.now();
  private final HeldReferences<Integer> held = new HeldReferences<>();
  private final HeldReferences<Integer> heldBySymbol = new HeldReferences<>();

  /** Which of the modules that had the name it is, and whether it is loaded. */
  private int load = 1;

  private boolean loaded = true;
  private boolean userLoaded;
  private int surplusPuts;

  /** A get succeeds while the module is loaded. */
  public boolean tryModuleGet(int thread) {
    if (loaded) {
      held.add(thread, load);
    }
    return loaded;
  }

  /** A put gives back a reference that the thread holds; after a forced unload it should not. */
  public String modulePut(int thread) {
    Integer of = held.take(thread);
    if (of == null) {
      return "nothing held";
    }
    return isThere(of) ? "put" : Operations.USE_AFTER_FREE;
  }

  /** A surplus put makes the module look used. */
  public String surplusPut(int thread) {
    surplusPuts += loaded ? 1 : 0;
    return "put";
  }

  /** The number of references held; -1 once unloaded. */
  public int moduleRefcount(int thread) {
    return loaded ? references() : -1;
  }

  /** A load succeeds unless the name is there. */
  public String loadModule(int thread) {
    if (loaded) {
      return setting.tell(Errno.EEXIST);
    }
    loaded = true;
    load++;
    return setting.tell(Errno.OK);
  }

  /** A load that fails leaves nothing behind. */
  public String loadModuleInitFails(int thread) {
    return setting.tell(loaded ? Errno.EEXIST : Errno.EIO);
  }

  /** Nor does one that fails early. */
  public String loadModuleSymbolMissing(int thread) {
    return setting.tell(Errno.ENOENT);
  }

  /** An unload succeeds if the module is loaded and nobody uses it. */
  public String deleteModule(int thread) {
    return delete(loaded && references() + surplusPuts > 0);
  }

  /** A forced unload does not ask about references. */
  public String forceDeleteModule(int thread) {
    return delete(false);
  }

  private String delete(boolean used) {
    if (!loaded) {
      return setting.tell(Errno.ENOENT);
    }
    if (used || userLoaded) {
      return setting.tell(Errno.EWOULDBLOCK);
    }
    loaded = false;
    return setting.tell(Errno.OK);
  }

  /** A module that needs another can be loaded while that is. */
  public String loadUser(int thread) {
    if (userLoaded) {
      return setting.tell(Errno.EEXIST);
    }
    userLoaded = loaded;
    return setting.tell(loaded ? Errno.OK : Errno.ENOENT);
  }

  /** Nobody uses the user. */
  public String deleteUser(int thread) {
    boolean was = userLoaded;
    userLoaded = false;
    return setting.tell(was ? Errno.OK : Errno.ENOENT);
  }

  /** A walker finds the module until it is unloaded. */
  public boolean moduleAddress(int thread) {
    return isThere(1);
  }

  /** A get succeeds if the lookup does. */
  public boolean moduleAddressAndGet(int thread) {
    return isThere(1) && tryModuleGet(thread);
  }

  /** As {@link #moduleAddress}. */
  public boolean moduleFindBug(int thread) {
    return isThere(1);
  }

  /** As {@link #tryModuleGet}. */
  public boolean symbolGet(int thread) {
    if (loaded) {
      heldBySymbol.add(thread, load);
    }
    return loaded;
  }

  /** As {@link #modulePut}. */
  public String symbolPut(int thread) {
    return heldBySymbol.take(thread) == null ? "nothing held" : "put";
  }

  private boolean isThere(Integer of) {
    return loaded && of == load;
  }

  private int references() {
    return held.count(this::isThere) + heldBySymbol.count(this::isThere) + (userLoaded ? 1 : 0);
  }
}
