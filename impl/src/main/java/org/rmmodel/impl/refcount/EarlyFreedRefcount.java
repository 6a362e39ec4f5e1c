package org.rmmodel.impl.refcount;

import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;

/**
 * The count per CPU as v3.18 has it to the letter: {@code module_unload_free} frees the numbers,
 * which are memory of their own, while the module is still listed. Who finds the module UNFORMED
 * and takes it for live ({@link org.rmmodel.impl.Fact#F7 F7}) counts in freed memory.
 *
 * <p>The specification has the get as the fault, and counts on; so {@link PerCpuRefcount} does.
 * This form is for who wants to see what becomes of it.
 */
public final class EarlyFreedRefcount extends PerCpuRefcount {
  private final String module;

  /** Litmus: none, as the flaw is there in any order. */
  private volatile boolean freed;

  /**
   * Makes a count of 0.
   *
   * @param kernel the machine on which it counts
   * @param module the module's name
   */
  public EarlyFreedRefcount(Kernel kernel, String module) {
    super(kernel, module);
    this.module = module;
  }

  /**
   * Frees the numbers: every later touch throws. Memory order: <em>volatile</em>, see {@link
   * #freed}.
   */
  @Override
  public void moduleUnloadFree() {
    freed = true;
  }

  @Override
  public void moduleGet(Cpu cpu) {
    touch();
    super.moduleGet(cpu);
  }

  @Override
  public boolean modulePut(Cpu cpu) {
    touch();
    return super.modulePut(cpu);
  }

  @Override
  public int moduleRefcount(Cpu cpu) {
    touch();
    return super.moduleRefcount(cpu);
  }

  private void touch() {
    if (freed) {
      throw new IllegalStateException("use after free: the per-CPU numbers of " + module);
    }
  }
}
