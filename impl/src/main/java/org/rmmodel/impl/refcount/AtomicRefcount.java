package org.rmmodel.impl.refcount;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;

/**
 * The count as patch 4 leaves it: one atomic number, still tested with every CPU stopped, so that
 * gets and puts need not look at it.
 */
public final class AtomicRefcount implements Refcount {
  private final String module;
  private final AtomicInteger refcnt = new AtomicInteger();

  /**
   * Makes a count of 0.
   *
   * @param kernel the machine on which it counts
   * @param module the module's name
   */
  public AtomicRefcount(Kernel kernel, String module) {
    Objects.requireNonNull(kernel, "kernel");
    this.module = Objects.requireNonNull(module, "module");
  }

  /**
   * Reads the number. For tests. Memory order: <em>opaque</em>. Litmus: none, as no step reads so.
   *
   * @return it
   */
  public int refcnt() {
    return refcnt.getOpaque();
  }

  @Override
  public Action getAction() {
    return Action.TryModuleGet_AtomicInc;
  }

  @Override
  public Action putAction() {
    return Action.ModulePut_AtomicDec;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Memory order: <em>release</em>, as in {@link BasedRefcount#moduleUnloadInit}. Litmus:
   * first-count-release-acquire.
   */
  @Override
  public void moduleUnloadInit(Cpu cpu) {
    refcnt.setRelease(1);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Memory order: <em>volatile</em>, for no better reason than that {@code atomic_inc} orders
   * nothing and {@link AtomicInteger} has no weaker increment; stop_machine orders what matters.
   *
   * @return true
   */
  @Override
  public boolean tryModuleGet(Cpu cpu) {
    moduleGet(cpu);
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Memory order: as {@link #tryModuleGet}. Litmus: none, as the memory model has no
   * stop_machine.
   */
  @Override
  public void moduleGet(Cpu cpu) {
    refcnt.incrementAndGet();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Memory order: as {@link #tryModuleGet}. Litmus: none, as the memory model has no
   * stop_machine.
   *
   * @return true
   */
  @Override
  public boolean modulePut(Cpu cpu) {
    refcnt.decrementAndGet();
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Memory order: <em>opaque</em>, the kernel's {@code atomic_read}.
   *
   * @return the number of references held at the instant of the read
   */
  @Override
  public int moduleRefcount(Cpu cpu) {
    cpu.at(Action.ModuleRefcount_AtomicRead, module);
    return count();
  }

  /** Memory order: as {@link #moduleRefcount}. Litmus: none, as it is a number to show. */
  @Override
  public int count() {
    return refcnt.getOpaque();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Memory order: plain would do, as stop_machine orders everything before and after. Litmus:
   * stop-machine-exit-count.
   */
  @Override
  public boolean tryRelease(Cpu cpu) {
    cpu.at(Action.TryStopModule_AtomicRead, module);
    return refcnt.getOpaque() == 0;
  }
}
