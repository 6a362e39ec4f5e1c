package org.rmmodel.conformance.flaws;

import java.util.Map;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.module.UseAfterFreeException;

/** Gets and puts: too many, too late, traced, and under force. */
final class CountScenes {
  static final Map<String, Scene> ALL =
      Map.of(
          "PutTracepoint", CountScenes::putTracepoint,
          "SurplusPutArmsBug", CountScenes::surplusPut,
          "PutAfterRefusal", CountScenes::putAfterRefusal,
          "GetAfterFree", CountScenes::getAfterFree);

  private CountScenes() {}

  private static void putTracepoint(World world) {
    world.loaded("m");
    world.loader.setTracing(true);
    world
        .task(
            "u1",
            user -> {
              if (user.gets("m")) {
                user.modulePut("m");
              }
            })
        .flawIfDiesOf(UseAfterFreeException.class, Action.ModulePut_Trace);
    world.task("rmmod", rmmod -> rmmod.deleteModule("m"));
  }

  private static void surplusPut(World world) {
    world.loaded("m");
    world.task("u1", user -> user.putTooMuch("m"));
    world
        .task("rmmod", rmmod -> rmmod.deleteModule("m"))
        .flawIfDiesOf(KernelBugException.class, Action.TryReleaseModuleRef_BugOn);
  }

  private static void putAfterRefusal(World world) {
    world.loaded("m");
    world.task(
        "u1",
        user -> {
          if (user.tryModuleGet("m") == Role.Got.REFUSED) {
            world.foundIf(!user.putTooMuch("m"), () -> "module_put warns: nothing to put");
          }
        });
    world.task("rmmod", rmmod -> rmmod.deleteModule("m"));
  }

  /** By a pointer that nothing guarantees. */
  private static void getAfterFree(World world) {
    world.loaded("m");
    world
        .task(
            "u1",
            user -> {
              user.calls("TryModuleGet_Call");
              world.loader.tryModuleGet(user.cpu(), world.life("m").module());
            })
        .flawIfDiesOf(UseAfterFreeException.class);
    world.task("rmmod", rmmod -> rmmod.deleteModule("m"));
  }
}
