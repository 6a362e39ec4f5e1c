package org.rmmodel.property.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.ModuleInfo;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.module.ModuleNotifier;
import org.rmmodel.impl.module.ModuleState;
import org.rmmodel.property.schedule.Flaw;

/**
 * The module loader and beside it a map of names: each call is made of the one and foretold from
 * the other. One thread, two CPUs, so that references are taken and given back on different ones.
 */
final class World {
  private static final int BUG = 0x20;

  private final KernelVersion version;
  private final ModuleLoader loader;
  private final List<Cpu> cpus;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Module> gone = new ArrayList<>();
  private final ModuleNotifier notifier = this::moduleNotify;

  /** What the notifier holds, from COMING on until LIVE or GOING. */
  private final Map<String, Module> noticed = new HashMap<>();

  private boolean notified;
  private boolean tainted;

  /** The module of the load that is under way, once it is COMING. */
  private @Nullable Module coming;

  World(KernelVersion version, Flaw flaw) {
    this.version = version;
    Kernel kernel = new Kernel(version);
    loader = new ModuleLoader(kernel, flaw.refcounts(kernel), 0, TimeUnit.SECONDS);
    cpus = List.of(kernel.cpuUp(), kernel.cpuUp());
    loader.registerModuleNotifier(
        (cpu, event, module) -> {
          if (event == ModuleState.COMING) {
            coming = module;
          }
        });
  }

  // The calls.

  void load(Load load) {
    Cpu cpu = cpus.get(0);
    Snapshot before = snapshot();
    Errno expected = foretell(load);
    cpu.setCapable(load.capable());
    coming = null;
    if (expected == Errno.OK || load.kind() != Load.Kind.INIT_THROWS || fails(load)) {
      assertThat(loader.loadModule(cpu, image(load))).as("%s", load).isEqualTo(expected);
    } else {
      assertThatThrownBy(() -> loader.loadModule(cpu, image(load))).hasMessage("init");
    }
    cpu.setCapable(true);
    count("load", expected);
    if (coming != null && expected != Errno.OK) {
      gone.add(coming);
      noticed.remove(load.name()); // nobody told of a load that failed late (F15)
    }
    if (expected == Errno.OK) {
      List<Entry> uses = load.imports().stream().distinct().map(entries::get).toList();
      boolean permanent = load.kind() == Load.Kind.PERMANENT;
      Entry entry = new Entry(load.name(), Objects.requireNonNull(coming), permanent, uses);
      uses.forEach(used -> used.users.add(entry));
      entries.put(load.name(), entry);
    } else {
      changedNothing(before, load);
    }
  }

  /** Tells whether a load fails before its init. */
  private boolean fails(Load load) {
    return !load.capable()
        || entries.containsKey(load.name())
        || !entries.keySet().containsAll(load.imports());
  }

  private Errno foretell(Load load) {
    if (!load.capable()) {
      return Errno.EPERM;
    }
    if (entries.containsKey(load.name())) {
      return Errno.EEXIST;
    }
    if (fails(load) || load.kind() == Load.Kind.SYMBOL_MISSING) {
      return Errno.ENOENT;
    }
    return switch (load.kind()) {
      case EXPORTED_TWICE -> entries.isEmpty() ? Errno.OK : Errno.ENOEXEC;
      case PARAMETER_REFUSED -> Errno.EINVAL;
      case INIT_FAILS, INIT_THROWS -> Errno.EIO;
      default -> Errno.OK;
    };
  }

  private ModuleImage image(Load load) {
    String name = load.name();
    ModuleImage image =
        ModuleImage.named(name)
            .exporting(symbol(name))
            .importing(load.imports().stream().map(World::symbol).toArray(String[]::new))
            .withBug(BUG);
    return switch (load.kind()) {
      case GOOD -> image;
      case PERMANENT -> image.permanent();
      case INIT_FAILS -> image.withInit((cpu, self) -> Errno.EIO);
      case INIT_THROWS ->
          image.withInit(
              (cpu, self) -> {
                throw new IllegalArgumentException("init");
              });
      case PARAMETER_REFUSED -> image.withBadParameter();
      case SYMBOL_MISSING -> image.importing("missing_symbol");
      case EXPORTED_TWICE ->
          entries.isEmpty() ? image : image.exporting(symbol(entries.keySet().iterator().next()));
      case NOSY -> image.withInit(this::nosyInit).withExit(this::nosyExit);
    };
  }

  /** While COMING, a module can be got, but neither unloaded nor used. */
  private Errno nosyInit(Cpu cpu, Module self) {
    String name = self.name();
    assertThat(loader.deleteModule(cpu, name)).as("unload while COMING").isEqualTo(Errno.EBUSY);
    ModuleImage user = ModuleImage.named("user").importing(symbol(name));
    assertThat(loader.loadModule(cpu, user)).as("user while COMING").isEqualTo(Errno.EBUSY);
    assertThat(loader.symbolGet(cpu, symbol(name))).as("symbol while COMING").isNull();
    assertThat(loader.tryModuleGet(cpu, self)).as("get while COMING").isTrue();
    assertThat(loader.procModules(cpu).get(0).state()).isEqualTo(ModuleState.COMING);
    assertThat(loader.modulePut(cpu, self)).isTrue();
    return Errno.OK;
  }

  /** While GOING, it can neither be got nor unloaded once more, and its name is taken. */
  private void nosyExit(Cpu cpu, Module self) {
    String name = self.name();
    assertThat(loader.tryModuleGet(cpu, self)).as("get while GOING").isFalse();
    assertThat(loader.symbolGet(cpu, symbol(name))).as("symbol while GOING").isNull();
    assertThat(loader.deleteModule(cpu, name)).as("unload while GOING").isEqualTo(Errno.EBUSY);
    assertThat(loader.loadModule(cpu, ModuleImage.named(name)))
        .as("load while GOING (F12)")
        .isEqualTo(Errno.EEXIST);
  }

  void delete(Unload unload) {
    Cpu cpu = cpus.get(1);
    Snapshot before = snapshot();
    Errno expected = foretell(unload);
    Entry entry = unload.name() == null ? null : entries.get(unload.name());
    cpu.setCapable(unload.capable());
    Errno errno =
        unload.forced()
            ? loader.forceDeleteModule(cpu, unload.name())
            : loader.deleteModule(cpu, unload.name());
    cpu.setCapable(true);
    assertThat(errno).as("%s", unload).isEqualTo(expected);
    count(entry != null && !entry.users.isEmpty() ? "unload of a used one" : "unload", errno);
    if (entry == null || errno != Errno.OK) {
      changedNothing(before, unload);
      return;
    }
    // References that a forced unload has left behind are nobody's any more (F8).
    tainted |= unload.forced() && (entry.permanent || entry.references > 0);
    entry.uses.forEach(used -> used.users.remove(entry));
    entries.remove(entry.name);
    gone.add(entry.module);
  }

  private Errno foretell(Unload unload) {
    if (!unload.capable()) {
      return Errno.EPERM;
    }
    if (unload.name() == null) {
      return Errno.EFAULT;
    }
    Entry entry = entries.get(unload.name());
    if (entry == null) {
      return Errno.ENOENT;
    }
    if (!entry.users.isEmpty()) {
      return Errno.EWOULDBLOCK;
    }
    boolean force = unload.forced() && version.forceUnload();
    if (entry.permanent && !force) {
      return Errno.EBUSY;
    }
    return entry.references > 0 && !force ? Errno.EWOULDBLOCK : Errno.OK;
  }

  void get(String name) {
    Entry entry = entries.get(name);
    if (entry != null) {
      assertThat(loader.tryModuleGet(cpus.get(0), entry.module)).as("get of %s", name).isTrue();
      entry.references++;
    }
  }

  void getMore(String name) {
    Entry entry = entries.get(name);
    if (entry != null && entry.references > 0) {
      loader.moduleGet(cpus.get(1), entry.module);
      entry.references++;
    }
  }

  void symbolGet(String name) {
    Entry entry = entries.get(name);
    Module module = loader.symbolGet(cpus.get(0), symbol(name));
    assertThat(module).as("symbol_get of %s", name).isSameAs(entry == null ? null : entry.module);
    if (entry != null) {
      entry.references++;
    }
  }

  void put(String name) {
    Entry entry = entries.get(name);
    if (entry != null && entry.references > 0) {
      assertThat(loader.modulePut(cpus.get(1), entry.module)).as("put of %s", name).isTrue();
      entry.references--;
    }
  }

  void symbolPut(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      Snapshot before = snapshot();
      assertThatThrownBy(() -> loader.symbolPut(cpus.get(0), symbol(name)))
          .isInstanceOf(KernelBugException.class);
      changedNothing(before, "symbol_put of nothing");
    } else if (entry.references > 0) {
      assertThat(loader.symbolPut(cpus.get(0), symbol(name))).as("put of %s", name).isTrue();
      entry.references--;
    }
  }

  void setTracing(boolean on) {
    loader.setTracing(on);
  }

  void toggleNotifier() {
    if (notified) {
      assertThat(loader.unregisterModuleNotifier(notifier)).isEqualTo(Errno.OK);
    } else {
      assertThat(loader.unregisterModuleNotifier(notifier)).isEqualTo(Errno.ENOENT);
      loader.registerModuleNotifier(notifier);
    }
    notified = !notified;
  }

  /** Holds each module from COMING on until it knows what has become of it. */
  private void moduleNotify(Cpu cpu, ModuleState event, Module module) {
    assertThat(loader.procModules(cpu))
        .as("what /proc/modules says of %s while it is %s", module, event)
        .anyMatch(line -> line.name().equals(module.name()) && line.state() == event);
    if (event == ModuleState.COMING) {
      assertThat(loader.tryModuleGet(cpu, module)).as("get while COMING").isTrue();
      noticed.put(module.name(), module);
    } else if (noticed.remove(module.name(), module)) {
      assertThat(loader.modulePut(cpu, module)).as("put by a notifier").isTrue();
    }
  }

  // What is true between any two calls.

  /** All that a caller can see. */
  private record Snapshot(List<ModuleInfo> lines, List<@Nullable Module> found, boolean tainted) {}

  private Snapshot snapshot() {
    Cpu cpu = cpus.get(0);
    List<@Nullable Module> found = new ArrayList<>();
    for (Module module : gone) {
      found.add(loader.moduleAddress(cpu, module.address()));
      found.add(loader.moduleFindBug(cpu, module.address() + BUG));
    }
    for (Entry entry : entries.values()) {
      found.add(loader.moduleAddress(cpu, entry.module.address()));
      found.add(loader.moduleFindBug(cpu, entry.module.address() + BUG));
    }
    return new Snapshot(loader.procModules(cpu), found, loader.isTainted());
  }

  /** A failed load may have added a module to those that are gone; all else is as before. */
  private void changedNothing(Snapshot before, Object call) {
    Snapshot after = snapshot();
    assertThat(after.lines()).as("lines after failed %s", call).isEqualTo(before.lines());
    assertThat(after.found()).as("found after failed %s", call).containsAll(before.found());
    assertThat(after.tainted()).as("taint after failed %s", call).isEqualTo(before.tainted());
  }

  /** What is listed, held and found is what the map says. */
  void agrees() {
    List<ModuleInfo> expected = new ArrayList<>();
    for (Entry entry : entries.values()) {
      List<String> users = entry.users.stream().map(user -> user.name).toList();
      expected.add(0, new ModuleInfo(entry.name, entry.refcount(), users, ModuleState.LIVE));
    }
    List<ModuleInfo> lines = loader.procModules(cpus.get(0));
    assertThat(lines).as("lines").isEqualTo(expected);
    assertThat(loader.isTainted()).as("tainted").isEqualTo(tainted);
    for (Cpu cpu : cpus) {
      entries.values().forEach(entry -> isThere(cpu, entry));
      gone.forEach(module -> isGone(cpu, module));
    }
    namesAreUnique(lines);
    dependenciesAreCountedAndHaveNoCycle(lines);
  }

  private void isThere(Cpu cpu, Entry entry) {
    Module module = entry.module;
    long address = module.address();
    assertThat(module.isFreed()).as("%s is freed", module).isFalse();
    assertThat(loader.moduleRefcount(cpu, module))
        .as("references of %s", module)
        .isEqualTo(entry.refcount())
        .isNotNegative();
    assertThat(loader.moduleAddress(cpu, address)).isSameAs(module);
    assertThat(loader.moduleAddress(cpu, address + Module.SIZE - 1)).isSameAs(module);
    assertThat(loader.moduleFindBug(cpu, address + BUG)).isSameAs(module);
    assertThat(loader.moduleFindBug(cpu, address + BUG + 1)).isNull();
  }

  private void isGone(Cpu cpu, Module module) {
    assertThat(module.isFreed()).as("%s is freed", module).isTrue();
    assertThat(loader.moduleAddress(cpu, module.address())).as("address of a freed one").isNull();
    assertThat(loader.moduleFindBug(cpu, module.address() + BUG)).as("bug of a freed one").isNull();
  }

  private static void namesAreUnique(List<ModuleInfo> lines) {
    assertThat(lines.stream().map(ModuleInfo::name).toList()).as("names").doesNotHaveDuplicates();
  }

  /**
   * By the lines alone: each user is there, has a reference, and does not use itself by detours.
   */
  private static void dependenciesAreCountedAndHaveNoCycle(List<ModuleInfo> lines) {
    Map<String, List<String>> users = new HashMap<>();
    for (ModuleInfo line : lines) {
      users.put(line.name(), line.users());
      assertThat(line.users()).as("users").doesNotHaveDuplicates();
      assertThat(line.refcount()).isGreaterThanOrEqualTo(line.users().size());
    }
    for (String name : users.keySet()) {
      Set<String> reached = new HashSet<>();
      List<String> frontier = new ArrayList<>(users.get(name));
      while (!frontier.isEmpty()) {
        String next = frontier.remove(frontier.size() - 1);
        assertThat(users).as("users of %s", name).containsKey(next);
        if (reached.add(next)) {
          frontier.addAll(users.get(next));
        }
      }
      assertThat(reached).as("those that need %s", name).doesNotContain(name);
    }
  }

  /** In the end everything unloads: the newest first, as users come after those whom they use. */
  void unloadEverything() {
    agrees();
    List<String> names = new ArrayList<>(entries.keySet());
    for (int i = names.size() - 1; i >= 0; i--) {
      Entry entry = entries.get(names.get(i));
      while (entry.references > 0) {
        put(entry.name);
      }
      delete(new Unload(entry.name, true, version.forceUnload()));
      agrees();
    }
    // A permanent module stays, and so do those that it uses.
    assertThat(entries.values()).allMatch(entry -> entry.permanent || !entry.users.isEmpty());
    assertThat(version.forceUnload() && !entries.isEmpty()).as("left over").isFalse();
  }

  private static String symbol(String name) {
    return name + "_symbol";
  }

  private static void count(String call, Errno errno) {
    Statistics.label("calls").collect(call + ": " + errno);
  }

  @Override
  public String toString() {
    return version + ": " + loader.procModules(cpus.get(0));
  }
}
