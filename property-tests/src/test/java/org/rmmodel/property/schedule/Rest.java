package org.rmmodel.property.schedule;

import java.util.List;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleInfo;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.module.ModuleState;

/** What has to be true when all tasks are done, and that everything can be unloaded then. */
final class Rest {
  private final World world;
  private final ModuleLoader loader;
  private final Cpu cpu;
  private final Calls calls;

  Rest(World world) {
    this.world = world;
    loader = world.loader;
    cpu = world.alone.cpu;
    calls = new Calls(world, world.alone);
  }

  void check() {
    refusalsMeantACommit();
    nothingHeldIsFreed();
    linesAreRight();
    everythingUnloads();
  }

  private void refusalsMeantACommit() {
    for (World.Refusal refusal : world.refusals) {
      if (refusal.unloads().stream().noneMatch(unload -> unload.returned == Errno.OK)) {
        throw world.fail(
            Oracle.REFUSED,
            "a get of " + refusal.life().name + " was refused, but no unload committed");
      }
    }
  }

  private void nothingHeldIsFreed() {
    for (Task task : world.tasks) {
      for (Life life : task.held) {
        if (module(life).isFreed()) {
          throw world.fail(Oracle.USE_AFTER_FREE, life.name + " is freed and held");
        }
      }
    }
  }

  private void linesAreRight() {
    List<ModuleInfo> lines = loader.procModules(cpu);
    List<Life> up = world.lives.stream().filter(Life::isUp).toList();
    if (lines.size() != up.size()) {
      throw world.fail(Oracle.AT_REST, up.size() + " modules should be there, not " + lines);
    }
    for (Life life : up) {
      List<String> users =
          up.stream().filter(user -> life.name.equals(user.uses)).map(user -> user.name).toList();
      ModuleInfo line =
          new ModuleInfo(life.name, life.references() + users.size(), users, ModuleState.LIVE);
      if (!lines.contains(line)) {
        throw world.fail(Oracle.AT_REST, line + " should be there, not " + lines);
      }
    }
  }

  /** Users before whom they use: the first names in the alphabet are used by the later ones. */
  private void everythingUnloads() {
    for (Task task : world.tasks) {
      while (!task.held.isEmpty()) {
        calls.put(task.held.pop(), false);
      }
    }
    for (String name : List.of("d", "c", "b", "a")) {
      boolean there = world.lives.stream().anyMatch(life -> life.name.equals(name) && life.isUp());
      Errno errno = calls.unload(name, false);
      if (errno != (there ? Errno.OK : Errno.ENOENT)) {
        throw world.fail(
            Oracle.LEFT_BEHIND, "in the end, unload of " + name + " returned " + errno);
      }
    }
    List<ModuleInfo> lines = loader.procModules(cpu);
    if (!lines.isEmpty()) {
      throw world.fail(Oracle.LEFT_BEHIND, "still listed: " + lines);
    }
    for (Life life : world.lives) {
      if (life.module != null) {
        nothingIsLeftOf(module(life));
      }
    }
  }

  private void nothingIsLeftOf(Module module) {
    boolean found =
        loader.moduleAddress(cpu, module.address()) != null
            || loader.moduleFindBug(cpu, module.address() + World.BUG) != null
            || loader.symbolGet(cpu, World.symbol(module.name())) != null;
    if (found || !module.isFreed()) {
      throw world.fail(Oracle.LEFT_BEHIND, module + " is " + (found ? "still found" : "not freed"));
    }
  }

  private static Module module(Life life) {
    return java.util.Objects.requireNonNull(life.module);
  }
}
