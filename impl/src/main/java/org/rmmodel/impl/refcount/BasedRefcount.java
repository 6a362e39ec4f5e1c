package org.rmmodel.impl.refcount;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelBugException;

/**
 * A module's reference count as patch 5 of the series leaves it: one atomic integer that counts the
 * users and, above them, {@link #MODULE_REF_BASE}, which the module itself holds until an unload
 * takes it away.
 *
 * <pre>
 *   raw count   meaning
 *   BASE + n    n references are held
 *   n           an unload has released BASE and is about to look at n
 *   0           an unload has committed: no get succeeds any more
 *   below 0     references were put that nobody held (F5)
 * </pre>
 *
 * <p>Every decision is taken on this one variable: a get succeeds unless it reads 0, and an unload
 * commits only by bringing it to 0, or by finding it there. So gets and the commit exclude each
 * other ({@link Fact#P1 P1}) by the order of writes to a single variable, which every access mode
 * from opaque up respects. Stronger modes are used only for what must be ordered around the count,
 * and each access below says what that is.
 *
 * <p>All writes are atomic read-modify-writes. An acquiring read therefore has every earlier
 * {@linkplain #modulePut put} before it, not only the last one: each write continues the release
 * sequence of those that it replaced, as in C11, to whose orders the modes of {@link VarHandle}
 * correspond.
 *
 * <p>Get and put loop only when another task has changed the count meanwhile: lock-free, not
 * wait-free ({@link Fact#L2 L2}). The rules that this class cannot see are the caller's, as in the
 * kernel: a get is made only while something else guarantees that the module exists, every put
 * follows a get of its own, and unloaders exclude each other (module_mutex).
 */
public final class BasedRefcount implements Refcount {
  /** What a module holds of itself: the kernel's {@code MODULE_REF_BASE}. */
  public static final int MODULE_REF_BASE = 1;

  private static final VarHandle REFCNT;

  static {
    try {
      REFCNT = MethodHandles.lookup().findVarHandle(BasedRefcount.class, "refcnt", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String module;

  /** The raw count, accessed through {@link #REFCNT} alone. */
  @SuppressWarnings("UnusedVariable") // read and written by its name
  private int refcnt;

  /**
   * Makes a count of 0, as zeroed memory has it: of a module that cannot be got yet.
   *
   * @param kernel the machine on which it counts
   * @param module the module's name
   */
  public BasedRefcount(Kernel kernel, String module) {
    Objects.requireNonNull(kernel, "kernel");
    this.module = Objects.requireNonNull(module, "module");
  }

  /**
   * Reads the number, BASE included. For tests. Memory order: <em>opaque</em>. Litmus: none, as no
   * step reads so.
   *
   * @return it
   */
  public int refcnt() {
    return (int) REFCNT.getOpaque(this);
  }

  @Override
  public Action getAction() {
    return Action.TryModuleGet_IncNotZero;
  }

  @Override
  public Action putAction() {
    return Action.ModulePut_DecIfPositive;
  }

  /**
   * {@inheritDoc}
   *
   * <p>BASE, and the reference that is held until {@code init} has finished.
   *
   * <p>Memory order: <em>release</em>, as the module is on the list already: who takes a reference
   * sees what was set up before. The kernel's plain store relies on nobody looking so early ({@link
   * Fact#F43 F43}). Litmus: first-count-release-acquire.
   */
  @Override
  public void moduleUnloadInit(Cpu cpu) {
    REFCNT.setRelease(this, MODULE_REF_BASE + 1);
  }

  /**
   * Takes a reference unless an unload has committed: {@code atomic_inc_not_zero}.
   *
   * <p>On a live module, false means that an unload has committed ({@link Fact#P5 P5}), given that
   * puts are balanced; a failing unload never makes a get fail. After the commit no get succeeds
   * ({@link Fact#P4 P4}).
   *
   * <p>Memory order. First read: <em>opaque</em>; it only proposes a value, and a failed get
   * promises nothing (in the kernel, too, a failed conditional update is unordered). Update:
   * <em>acquire</em>, so that what the caller does with the module stays behind the moment from
   * which it holds it. Not release: nobody learns anything from a get. In the kernel, an update
   * that succeeds is fully ordered; nothing here needs more than half of that. Litmus:
   * live-release, first-count-release-acquire.
   *
   * @param cpu the caller's
   * @return true if the caller now holds a reference
   */
  @Override
  public boolean tryModuleGet(Cpu cpu) {
    int seen = (int) REFCNT.getOpaque(this);
    while (seen != 0) {
      int found = (int) REFCNT.compareAndExchangeAcquire(this, seen, seen + 1);
      if (found == seen) {
        return true;
      }
      seen = found;
    }
    return false;
  }

  /**
   * {@inheritDoc}
   *
   * <p>{@code atomic_inc}, also from 0: a module whose unload has committed is lifted back ({@link
   * Fact#F4 F4}).
   *
   * <p>Memory order: <em>acquire</em>, as {@link #tryModuleGet}; the kernel's {@code atomic_inc} is
   * unordered, as its caller holds a reference already. Litmus: none, as there is no new module to
   * see.
   */
  @Override
  public void moduleGet(Cpu cpu) {
    REFCNT.getAndAddAcquire(this, 1);
  }

  /**
   * Gives a reference back: {@code atomic_dec_if_positive} of {@code module_put}.
   *
   * <p>May be the step that commits an unload: the last put while BASE is released brings the count
   * to 0 ({@link Fact#P2 P2}). A put that nobody holds is silent on an idle module, which looks
   * unloaded from then on and whose next unload is a BUG ({@link Fact#F5 F5}, {@link Fact#P8 P8});
   * only the one after that is told by false.
   *
   * <p>Memory order. First read: <em>opaque</em>, as in {@link #tryModuleGet}. Update:
   * <em>release</em>, so that everything that was done under the reference stays before it is given
   * up; it pairs with the acquire of the unload that commits ({@link Fact#P13 P13}). Not acquire:
   * the caller may not touch the module any more, so there is nothing to order after it. (The
   * tracepoint of a put does touch it, and that is {@link Fact#F10 F10}.) In the kernel, an update
   * that succeeds is fully ordered. Litmus: commit-read-least, commit-read-put-relaxed.
   *
   * @param cpu the caller's
   * @return true if the count went down; false, the kernel's {@code WARN_ON(ret < 0)}, if it was
   *     not positive and is unchanged
   */
  @Override
  public boolean modulePut(Cpu cpu) {
    int seen = (int) REFCNT.getOpaque(this);
    while (seen > 0) {
      int found = (int) REFCNT.compareAndExchangeRelease(this, seen, seen - 1);
      if (found == seen) {
        return true;
      }
      seen = found;
    }
    return false;
  }

  /**
   * Releases BASE, and takes it back if references are held: {@code try_release_module_ref}. Two
   * steps, and unloaders are excluded.
   *
   * <p>True is the commit: no reference is held ({@link Fact#P2 P2}) and none can be taken ({@link
   * Fact#P3 P3}, {@link Fact#P4 P4}). It happens in the subtraction, or in the last holder's put
   * between the two steps. False leaves no trace but that others may have read a count without BASE
   * meanwhile ({@link Fact#P6 P6}, {@link Fact#P7 P7}).
   *
   * <p>Memory order. Subtraction: <em>volatile</em>, as the kernel's is fully ordered; its acquire
   * half is the needed one (what holders did happens before {@code exit()}, {@link Fact#P13 P13}),
   * and the rest costs nothing worth saving on so rare a path. Recovery: <em>acquire</em>, for the
   * same reason when it finds 0 and so commits. Here this class is stronger than the kernel on
   * purpose: a failing {@code atomic_add_unless} is unordered there, and {@code exit()} may miss
   * the last holder's writes ({@link Fact#F9 F9}). A recovery that succeeds orders nothing and
   * needs nothing. Litmus: commit-read-least, commit-read-sub-relaxed, recovery-read-again-acquire,
   * recovery-read-again.
   *
   * @param cpu the unloader's
   * @return true if the unload has committed, false if references are held and everything is as
   *     before
   * @throws KernelBugException the kernel's {@code BUG_ON(ret < 0)}: BASE was gone already, through
   *     a put that nobody held ({@link Fact#F5 F5}) or a second release; the count stays negative
   */
  @Override
  public boolean tryRelease(Cpu cpu) {
    cpu.at(Action.TryReleaseModuleRef_SubBase, module);
    int left = (int) REFCNT.getAndAdd(this, -MODULE_REF_BASE) - MODULE_REF_BASE;
    if (left < 0) {
      cpu.at(Action.TryReleaseModuleRef_BugOn, module);
      throw new KernelBugException("ret < 0");
    }
    if (left == 0) {
      return true;
    }
    cpu.at(Action.TryReleaseModuleRef_Recover, module);
    int seen = (int) REFCNT.getAcquire(this);
    while (seen != 0) {
      int found = (int) REFCNT.compareAndExchangeAcquire(this, seen, seen + MODULE_REF_BASE);
      if (found == seen) {
        return false;
      }
      seen = found;
    }
    return true;
  }

  /**
   * Reads how many references are held: {@code module_refcount}.
   *
   * <p>Not linearizable ({@link Fact#P7 P7}): while an unload fails, the count is one lower for a
   * moment. The true bound: at some instant of the call, the answer was the number of references or
   * one less. -1 means that an unload has committed, or that a reference was put too often ({@link
   * Fact#F5 F5}). Signed, as in the kernels that mended {@link Fact#F3 F3}; patch 5 itself returns
   * an unsigned number.
   *
   * <p>Memory order: <em>opaque</em>, the kernel's {@code atomic_read}. A number to show, on which
   * nothing may be built. Litmus: none, for the same reason.
   *
   * @param cpu the caller's
   * @return the raw count less BASE
   */
  @Override
  public int moduleRefcount(Cpu cpu) {
    cpu.at(Action.ModuleRefcount_AtomicRead, module);
    return count();
  }

  /** Memory order: as {@link #moduleRefcount}. Litmus: none, as there. */
  @Override
  public int count() {
    return (int) REFCNT.getOpaque(this) - MODULE_REF_BASE;
  }
}
