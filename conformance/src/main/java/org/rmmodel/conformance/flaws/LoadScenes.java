package org.rmmodel.conformance.flaws;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.caller.Kprobes;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.module.LoadFailure;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.ModuleNotifier;
import org.rmmodel.impl.module.ModuleQuery;
import org.rmmodel.impl.module.ModuleState;

/** Loads that fail, and loads of a name that is taken. */
final class LoadScenes {
  static final Map<String, Scene> ALL = new LinkedHashMap<>();

  static {
    ALL.put("InitFailPublished", LoadScenes::initFailPublished);
    ALL.put("LateFailPublished", LoadScenes::lateFailPublished);
    ALL.put("LateFailKprobe", LoadScenes::lateFailKprobe);
    ALL.put("RefusedKprobe", LoadScenes::refusedKprobe);
    ALL.put("CodetagFails", LoadScenes::codetagFails);
    ALL.put("RoFailsWhileUsed", LoadScenes::roFailsWhileUsed);
    ALL.put("RoFailsWhileLinked", LoadScenes::roFailsWhileLinked);
    ALL.put("InitExists", LoadScenes::initExists);
    ALL.put("DuplicateExists", LoadScenes::duplicateExists);
    ALL.put("DuplicateWaits", LoadScenes::duplicateWaits);
  }

  private LoadScenes() {}

  /** Publishes modules at COMING; takes that back at GOING, when nobody is on the way in. */
  private record Publisher(World world) implements ModuleNotifier {
    @Override
    public void moduleNotify(Cpu cpu, ModuleState event, Module module) {
      if (event == ModuleState.COMING) {
        world.register(module);
      } else if (event == ModuleState.GOING) {
        world.life(module.name()).registered = false;
      }
    }

    @Override
    public boolean isQuiet(Module module) {
      return world.life(module.name()).entering == 0;
    }
  }

  /** Sees modules at COMING, and refuses them. */
  private record Refuser(World world, Errno answer) implements ModuleNotifier {
    @Override
    public void moduleNotify(Cpu cpu, ModuleState event, Module module) {
      world.see(module);
    }

    @Override
    public Errno answer(Module module) {
      return answer;
    }
  }

  private static void initFailPublished(World world) {
    world.loader.registerModuleNotifier(new Publisher(world));
    world.flawIfFreedWhileReferenced("m");
    world.task("modprobe", modprobe -> modprobe.loadModule(world.failing("m")));
    world.task("u1", user -> user.gets("m"));
  }

  private static void lateFailPublished(World world) {
    world.loader.registerModuleNotifier(new Publisher(world));
    world.after(
        Action.LoadModule_Free,
        modprobe ->
            world.foundIf(
                world.isRegistered("m"),
                () -> "m is freed, and what was published of it is there"));
    world.task("modprobe", modprobe -> modprobe.loadModule(badParameter(world)));
  }

  private static void lateFailKprobe(World world) {
    world.loader.registerModuleNotifier(new Refuser(world, Errno.OK));
    takenForLive(world, Action.LoadModule_FailLate, badParameter(world));
  }

  private static void refusedKprobe(World world) {
    world.loader.registerModuleNotifier(new Refuser(world, Errno.EIO));
    takenForLive(world, Action.LoadModule_FailRefused, world.image("m"));
  }

  private static void codetagFails(World world) {
    world.loader.registerModuleNotifier(new Refuser(world, Errno.OK));
    world.task(
        "modprobe",
        modprobe ->
            world.foundIf(
                modprobe.loadModule(world.image("m").failing(LoadFailure.CODETAG)) == Errno.OK
                    && world.life("m").module().isFreed(),
                () -> "a load returns 0, and has freed its module"));
  }

  private static void roFailsWhileUsed(World world) {
    world.flawIfFreedWhileReferenced("m");
    world.task(
        "modprobe",
        modprobe -> modprobe.loadModule(world.image("m").failing(LoadFailure.RO_AFTER_INIT)));
    world.task("u1", user -> user.gets("m"));
  }

  /** b links to a, which it can as soon as a is LIVE, and the load of a is undone. */
  private static void roFailsWhileLinked(World world) {
    world.loader.registerModuleNotifier(new Refuser(world, Errno.OK));
    boolean[] linked = {false};
    world.after(Action.RefModule_Link, l2 -> linked[0] |= world.isLive("a"));
    world.after(
        Action.DoInitModule_Going,
        l1 -> world.foundIf(linked[0], () -> "a is GOING, and b uses it"));
    world.task("l1", l1 -> l1.loadModule(world.image("a").failing(LoadFailure.RO_AFTER_INIT)));
    world.task("l2", l2 -> l2.loadModule(world.image("b").importing(World.symbol("a"))));
  }

  /** A load fails in a step, and somebody who has found the module asks whether it is live. */
  private static void takenForLive(World world, Action fails, ModuleImage image) {
    Kprobes kprobes = new Kprobes(world.loader);
    boolean[] hasFailed = {false};
    world.after(fails, modprobe -> hasFailed[0] = true);
    world.before(
        Action.TryModuleGet_IsLive,
        prober ->
            world.foundIf(
                hasFailed[0] && world.life("m").module().state() == ModuleState.COMING,
                () -> "the load of m has failed, and m is taken for live"));
    world.task("modprobe", modprobe -> modprobe.loadModule(image));
    world.task("prober", prober -> kprobes.checkKprobeAddressSafe(prober.cpu(), ModuleQuery.any()));
  }

  private static ModuleImage badParameter(World world) {
    return world.image("m").withBadParameter();
  }

  private static void initExists(World world) {
    world.task(
        "modprobe",
        modprobe ->
            world.foundIf(
                modprobe.loadModule(world.image("m").withInit((cpu, self) -> Errno.EEXIST))
                    == Errno.EEXIST,
                () -> "a load says EEXIST, and there is no such module"));
  }

  /** What state the one that has the name was in when the load looked at it last. */
  private static void duplicateExists(World world) {
    world.loaded("m");
    World.Life old = world.life("m");
    @Nullable ModuleState[] seen = {null};
    Consumer<Role> look = modprobe -> seen[0] = old.module().state();
    world.before(Action.LoadModule_EarlyModCheck, look);
    world.before(Action.LoadModule_AddUnformed, look);
    world.before(Action.LoadModule_LookOnceMore, look);
    world.task(
        "modprobe",
        modprobe ->
            world.foundIf(
                modprobe.loadModule(world.image("m")) == Errno.EEXIST
                    && seen[0] != ModuleState.LIVE,
                () -> "a load says EEXIST of a module that is " + seen[0]));
    world.task("rmmod", rmmod -> rmmod.deleteModule("m"));
  }

  private static void duplicateWaits(World world) {
    world.loaded("m");
    world.flawIfStuck("nobody wakes who waits for the name");
    world.task("modprobe", modprobe -> modprobe.loadModule(world.image("m").importing("missing")));
    world.task("rmmod", rmmod -> rmmod.deleteModule("m"));
  }
}
