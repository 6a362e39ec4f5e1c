package org.rmmodel.conformance.flaws;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.module.ModuleImage;

/** A task of a scene, by what it calls; the calls that users make are here. */
final class Role {
  private final World world;
  private final int id;
  private final String name;
  private final Cpu cpu;
  private final List<BiPredicate<Throwable, @Nullable Action>> flaws = new ArrayList<>();

  Role(World world, int id, String name, Cpu cpu) {
    this.world = world;
    this.id = id;
    this.name = name;
    this.cpu = cpu;
  }

  int id() {
    return id;
  }

  String name() {
    return name;
  }

  Cpu cpu() {
    return cpu;
  }

  /** It is the flaw if this task dies of that, in whatever step. */
  Role flawIfDiesOf(Class<? extends Throwable> death) {
    flaws.add((thrown, action) -> death.isInstance(thrown));
    return this;
  }

  /** It is the flaw if this task dies of that, in one of these steps. */
  Role flawIfDiesOf(Class<? extends Throwable> death, Action... steps) {
    Set<Action> these = Set.of(steps);
    flaws.add((thrown, action) -> death.isInstance(thrown) && these.contains(action));
    return this;
  }

  boolean isFlaw(Throwable thrown, @Nullable Action action) {
    return flaws.stream().anyMatch(flaw -> flaw.test(thrown, action));
  }

  /**
   * Comes to a call that may be made only when its guard holds.
   *
   * @return false if that is never so, as nobody else goes on
   */
  boolean mayCall(String label, BooleanSupplier guard) {
    return world.call(this, label, guard);
  }

  /**
   * Comes to a call that may be made only when a guard holds, and whose first step is taken in the
   * same instant.
   *
   * @return false if that is never so, as nobody else goes on
   */
  boolean mayBegin(BooleanSupplier guard) {
    return world.begin(this, guard);
  }

  /** Comes to a call that may be made at any time. */
  void calls(String label) {
    world.call(this, label, () -> true);
  }

  // What users call.

  /** What came of a get: it may not be made, was refused, or has a reference. */
  enum Got {
    NOT_CALLED,
    REFUSED,
    REFERENCE
  }

  /** Calls try_module_get once the module's interface is there, if it ever is. */
  Got tryModuleGet(String module) {
    if (!mayCall("TryModuleGet_Call", () -> world.isRegistered(module))) {
      return Got.NOT_CALLED;
    }
    World.Life life = world.life(module);
    life.entering++;
    try {
      if (!world.loader.tryModuleGet(cpu, life.module())) {
        return Got.REFUSED;
      }
      life.references++;
      return Got.REFERENCE;
    } finally {
      life.entering--;
    }
  }

  /** Has a reference, if the module's interface ever is there and the get succeeds. */
  boolean gets(String module) {
    return tryModuleGet(module) == Got.REFERENCE;
  }

  /**
   * Puts the reference that it has to the module of a name.
   *
   * @return false for a WARN_ON
   */
  boolean modulePut(String module) {
    World.Life life = world.life(module);
    calls("ModulePut_Call");
    boolean put = world.loader.modulePut(cpu, life.module());
    life.references--;
    return put;
  }

  /**
   * Puts a reference that it does not have.
   *
   * @return false for a WARN_ON
   */
  boolean putTooMuch(String module) {
    calls("ModulePut_Call");
    return world.loader.modulePut(cpu, world.life(module).module());
  }

  /** Reads the count of a module that is there. */
  int moduleRefcount(String module) {
    if (!mayCall("ModuleRefcount_Call", () -> world.isRegistered(module))) {
      return 0;
    }
    World.Life life = world.life(module);
    life.entering++;
    try {
      return world.loader.moduleRefcount(cpu, life.module());
    } finally {
      life.entering--;
    }
  }

  Errno loadModule(ModuleImage image) {
    calls("LoadModule_Call");
    return world.loader.loadModule(cpu, image);
  }

  Errno deleteModule(String module) {
    calls("DeleteModule_Call");
    return world.loader.deleteModule(cpu, module);
  }

  Errno forceDeleteModule(String module) {
    calls("DeleteModule_Call");
    return world.loader.forceDeleteModule(cpu, module);
  }
}
