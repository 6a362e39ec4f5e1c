package org.rmmodel.conformance.flaws;

import java.util.Map;
import java.util.function.Consumer;
import org.rmmodel.impl.module.LoadFailure;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.UseAfterFreeException;
import org.rmmodel.impl.rcu.ListPoisonException;

/** Walkers of the module list and of module_bug_list, while modules go. */
final class ListScenes {
  static final Map<String, Scene> ALL =
      Map.of(
          "UnloadListWalker", world -> walked(world, ListScenes::listWalker, "m"),
          "TwoModulesListWalker", world -> walked(world, ListScenes::listWalker, "a", "b"),
          "InitFailListWalker", world -> failing(world, ListScenes::listWalker, initFails(world)),
          "FailedLoadListWalker", ListScenes::failedLoadListWalker,
          "UnloadBugWalker", world -> walked(world, ListScenes::bugWalker, "m"),
          "InitFailBugWalker", world -> failing(world, ListScenes::bugWalker, initFails(world)),
          "MisalignedBugWalker",
              world ->
                  failing(
                      world,
                      ListScenes::bugWalker,
                      world.image("m").failing(LoadFailure.MISALIGNED_SECTION)),
          "FailedLoadBugWalker",
              world -> failing(world, ListScenes::poisonedBugWalker, badParameter(world)));

  private ListScenes() {}

  /** They are loaded, and unloaded one after the other. */
  private static void walked(World world, Consumer<World> walker, String... modules) {
    for (String module : modules) {
      world.loaded(module);
    }
    walker.accept(world);
    world.task(
        "rmmod",
        rmmod -> {
          for (String module : modules) {
            rmmod.deleteModule(module);
          }
        });
  }

  private static void failing(World world, Consumer<World> walker, ModuleImage image) {
    walker.accept(world);
    world.task("modprobe", modprobe -> modprobe.loadModule(image));
  }

  private static ModuleImage initFails(World world) {
    return world.failing("m");
  }

  private static ModuleImage badParameter(World world) {
    return world.image("m").withBadParameter();
  }

  /** A load that fails early, and one that fails late. */
  private static void failedLoadListWalker(World world) {
    listWalker(world);
    world.task(
        "modprobe",
        modprobe -> {
          modprobe.loadModule(world.image("m").importing("missing"));
          modprobe.loadModule(world.image("m").withBadParameter());
        });
  }

  private static void listWalker(World world) {
    world
        .task(
            "walker",
            walker -> {
              world.loader.moduleAddress(walker.cpu(), World.NOWHERE);
            })
        .flawIfDiesOf(UseAfterFreeException.class);
  }

  private static void bugWalker(World world) {
    bug(world).flawIfDiesOf(UseAfterFreeException.class);
  }

  private static void poisonedBugWalker(World world) {
    bug(world).flawIfDiesOf(ListPoisonException.class);
  }

  private static Role bug(World world) {
    return world.task(
        "bug",
        bug -> {
          world.loader.moduleFindBug(bug.cpu(), World.NOWHERE);
        });
  }
}
