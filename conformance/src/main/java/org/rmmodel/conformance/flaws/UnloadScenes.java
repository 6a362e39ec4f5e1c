package org.rmmodel.conformance.flaws;

import java.util.Map;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.module.ModuleState;
import org.rmmodel.impl.module.UseAfterFreeException;

/** Unloads that are forced, or given a wrong name. */
final class UnloadScenes {
  static final Map<String, Scene> ALL =
      Map.of(
          "ForcedGet", UnloadScenes::forcedGet,
          "ForcedWhileLoading", UnloadScenes::forcedWhileLoading,
          "LongName", UnloadScenes::longName);

  private static final int TOO_LONG = 56;

  private UnloadScenes() {}

  /** What a user got is looked at before anybody else takes a step. */
  private static void forcedGet(World world) {
    world.loaded("m");
    world.task(
        "u1",
        user -> {
          for (int i = 0; i < 2; i++) {
            world.foundIf(
                user.gets("m") && world.life("m").module().state() == ModuleState.GOING,
                () -> "m is got while it is GOING");
          }
        });
    world.task("rmmod", rmmod -> rmmod.forceDeleteModule("m"));
  }

  private static void forcedWhileLoading(World world) {
    world
        .task("modprobe", modprobe -> modprobe.loadModule(world.image("m")))
        .flawIfDiesOf(UseAfterFreeException.class);
    world.task("rmmod", rmmod -> rmmod.forceDeleteModule("m"));
  }

  /** The name of m, and one letter more than a name can have. */
  private static void longName(World world) {
    String name = "m".repeat(TOO_LONG - 1);
    world.loaded(name);
    world.task(
        "rmmod",
        rmmod ->
            world.foundIf(
                rmmod.deleteModule(name + "m") == Errno.OK,
                () -> "a module is unloaded by a name that is not its own"));
  }
}
