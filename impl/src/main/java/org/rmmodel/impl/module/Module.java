package org.rmmodel.impl.module;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.rcu.RcuList;
import org.rmmodel.impl.refcount.Refcount;

/**
 * A {@code struct module}: one load of one name, in memory of its own. Once freed it is poisoned,
 * and every touch throws.
 *
 * <p>Outside this package it is only handed around; {@link ModuleLoader} says what can be done with
 * it.
 */
public final class Module {
  /** How much memory a module occupies, in bytes of the addresses that are looked up. */
  public static final int SIZE = 0x1000;

  private final ModuleImage image;
  private final long address;
  private final Refcount refcount;
  private final RcuList.Node<Module> list = RcuList.Node.of(this);
  private final RcuList.Node<Module> bugList = RcuList.Node.of(this);

  /** The modules that use this one: {@code source_list}; under module_mutex. */
  private final List<Module> users = new ArrayList<>();

  /** The modules that this one uses: {@code target_list}; written under module_mutex. */
  private final List<Module> uses = new ArrayList<>();

  private final AtomicReference<ModuleState> state = new AtomicReference<>(ModuleState.UNFORMED);
  private final AtomicBoolean freed = new AtomicBoolean();

  Module(ModuleImage image, long address, Refcount refcount) {
    this.image = image;
    this.address = address;
    this.refcount = refcount;
  }

  /**
   * Gives its name, which stays readable when the module has been freed.
   *
   * @return the name
   */
  public String name() {
    return image.name();
  }

  /**
   * Gives where its memory begins; it ends {@link #SIZE} bytes further on. No two loads share an
   * address.
   *
   * @return the address
   */
  public long address() {
    return address;
  }

  /**
   * Tells whether its memory has been freed, without touching it. For tests.
   *
   * <p>Memory order: <em>acquire</em>. Litmus: none, as no step reads so.
   *
   * @return whether it has
   */
  public boolean isFreed() {
    return freed.getAcquire();
  }

  /**
   * Accounts for an access to the module's memory. Every access of the protocol comes with one.
   *
   * <p>Memory order: <em>opaque</em>. That a touch cannot see a free that is ordered behind it is
   * what the protocol is for; nothing is added here that would make it so. Litmus: grace-period,
   * put-trace.
   *
   * @param cpu the toucher's
   * @param action the step that touches
   * @throws UseAfterFreeException if the memory has been freed
   */
  void touch(Cpu cpu, Action action) {
    if (freed.getOpaque()) {
      throw new UseAfterFreeException(name(), cpu + " in " + action);
    }
  }

  /**
   * Frees the memory: every later touch throws. Memory order: <em>release</em>, as a free is.
   * Litmus: grace-period.
   */
  void free(Cpu cpu, Action action) {
    touch(cpu, action);
    freed.setRelease(true);
  }

  ModuleImage image() {
    return image;
  }

  Refcount refcount() {
    return refcount;
  }

  RcuList.Node<Module> list() {
    return list;
  }

  RcuList.Node<Module> bugList() {
    return bugList;
  }

  List<Module> users() {
    return users;
  }

  List<Module> uses() {
    return uses;
  }

  /**
   * Reads the state, without touching the module.
   *
   * <p>Memory order: <em>acquire</em>, to the release of who wrote it. Stronger than the kernel's
   * plain load on purpose: who sees COMING sees a module that is set up ({@link Fact#F20 F20}).
   * Litmus: coming-release-acquire.
   *
   * @return the state; once the module is freed, what was there last
   */
  public ModuleState state() {
    return state.getAcquire();
  }

  /**
   * Writes the state. Memory order: <em>release</em>; the kernel's is a plain store ({@link
   * Fact#F20 F20}, {@link Fact#F42 F42}). Litmus: coming-release-acquire, live-release.
   */
  void setState(ModuleState state) {
    this.state.setRelease(state);
  }

  boolean contains(long address) {
    return this.address <= address && address < this.address + SIZE;
  }

  boolean hasBugAt(long address) {
    return contains(address) && image.bugs().contains((int) (address - this.address));
  }

  @Override
  public String toString() {
    return name();
  }
}
