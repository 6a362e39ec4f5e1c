package org.rmmodel.benchmarks.readers;

import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleLoader;

/** What a reader does, again and again. */
public enum Operation {
  /** A reference is taken on a live module and given back. */
  GET_PUT("get and put") {
    @Override
    void run(ModuleLoader loader, Cpu cpu, Module oldest) {
      if (!loader.tryModuleGet(cpu, oldest) || !loader.modulePut(cpu, oldest)) {
        throw new IllegalStateException("a get or a put has failed on a live module");
      }
    }
  },
  /**
   * Both lists are walked to their last entry: {@code __module_address}, then {@code
   * module_find_bug}.
   */
  WALK("walks of both lists") {
    @Override
    void run(ModuleLoader loader, Cpu cpu, Module oldest) {
      if (loader.moduleAddress(cpu, oldest.address()) != oldest
          || loader.moduleFindBug(cpu, oldest.address()) != oldest) {
        throw new IllegalStateException("a live module was not found");
      }
    }
  };

  private final String text;

  Operation(String text) {
    this.text = text;
  }

  /**
   * Says what it is.
   *
   * @return a few words
   */
  public String text() {
    return text;
  }

  /**
   * Does it once.
   *
   * @param loader the loader
   * @param cpu the caller's
   * @param oldest the module that was loaded first, so that it is the last on the lists
   */
  abstract void run(ModuleLoader loader, Cpu cpu, Module oldest);
}
