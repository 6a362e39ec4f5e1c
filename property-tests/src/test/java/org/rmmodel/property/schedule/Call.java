package org.rmmodel.property.schedule;

import java.util.Locale;
import org.rmmodel.impl.Fact;

/**
 * One call that a task makes.
 *
 * @param kind which
 * @param slot on the module of which name
 */
public record Call(Kind kind, Slot slot) {
  /** The names of modules: {@code b} uses {@code a}, {@code c} stands alone. */
  public enum Slot {
    A,
    B,
    C;

    /**
     * Gives the name.
     *
     * @return it
     */
    public String module() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The calls. Unless it says otherwise, a call keeps the environment's rule: a get is made only of
   * a module that is registered between its init and its exit, and a put only of what the task
   * holds; where there is nothing to do, nothing is done.
   */
  public enum Kind {
    /** Loads {@code a} or {@code c}. */
    LOAD,
    /** Loads {@code b}, which needs {@code a}. */
    LOAD_USER,
    /** Loads a module of this name whose init fails. */
    LOAD_INIT_FAILS,
    /** Loads a module of this name with a bad parameter. */
    LOAD_LATE_FAILS,
    /** Loads a fourth module, which uses {@code a} and misses a symbol. */
    LOAD_SYMBOL_MISSING,
    /** Loads a fourth module, which uses {@code c} and exports the same as it. */
    LOAD_EXPORTS_TWICE,
    UNLOAD,
    /** try_module_get; the reference is held until it is put, or to the end. */
    GET,
    /** module_put of what the task holds. */
    PUT,
    /** __module_get of what the task holds already. */
    GET_MORE,
    /** __symbol_get of what the task holds already. */
    SYMBOL_GET,
    /** __symbol_put of what the task holds. */
    SYMBOL_PUT,
    /** module_refcount of a module that is registered. */
    READ,
    /** /proc/modules. */
    SHOW,
    /** __module_address and a look at what it found, in a preempt-off section. */
    LOOK_UP,
    /** As LOOK_UP, and takes a reference on what it found: as kprobes do. */
    LOOK_UP_AND_GET,
    /** module_find_bug. */
    FIND_BUG,

    // What breaks the environment's rules, or what some kernels get wrong.

    /**
     * module_find_bug, and a look at what it found when the section has ended ({@link Fact#F18
     * F18}).
     */
    FIND_BUG_AND_USE,
    /** __symbol_get of a module of which nobody need hold a reference ({@link Fact#F13A F13}). */
    SYMBOL_GET_BARE,
    /** module_put of what nobody holds ({@link Fact#F5 F5}). */
    PUT_SURPLUS,
    /** delete_module with O_TRUNC ({@link Fact#F8A F8}). */
    UNLOAD_FORCED,
    /**
     * Loads a module that is made known when it is COMING, and whose init then fails ({@link
     * Fact#F6 F6}).
     */
    LOAD_KNOWN_INIT_FAILS
  }

  static Call parse(String text) {
    String[] parts = text.split(" ", -1);
    return new Call(Kind.valueOf(parts[0]), Slot.valueOf(parts[1].toUpperCase(Locale.ROOT)));
  }

  @Override
  public String toString() {
    return kind + " " + slot.module();
  }
}
