package org.rmmodel.conformance.replay;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.module.LoadFailure;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleExit;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.ModuleNotifier;
import org.rmmodel.impl.module.ModuleState;
import org.rmmodel.impl.module.Tracepoint;

/**
 * What the tasks of a run do: the environment of the protocol, by the rules that the specification
 * has for it (Environment.tla, and the first conjuncts of each call).
 */
final class Calls {
  /** An address at which no module is. */
  private static final long NOWHERE = 0;

  private final Machine machine;
  private final Roles roles;
  private final Ghosts ghosts;

  Calls(Machine machine, Ghosts ghosts) {
    this.machine = machine;
    this.ghosts = ghosts;
    roles = machine.roles;
  }

  void prepare(Task task) {
    task.cpu().setCapable(!roles.has(task.name, "Unprivileged"));
    Set<Tracepoint> tracing = EnumSet.noneOf(Tracepoint.class);
    roles
        .of("Tracing")
        .forEach(name -> tracing.add(Tracepoint.valueOf(name.toUpperCase(Locale.ROOT))));
    machine.loader.setTracing(tracing);
  }

  // Who may call what.

  List<Move> offered(Task task, Projected now) {
    List<Move> moves = new ArrayList<>();
    if (!requireNonNull(now.values().get("stopped")).equals(Task.NONE)) {
      return moves; // nobody begins while the machine is stopped
    }
    String t = task.name;
    if (roles.has(t, "ListWalkers")) {
      moves.add(call("ModuleAddress_Begin", t));
    }
    if (roles.has(t, "BugWalkers")) {
      moves.add(call("ModuleFindBug_Begin", t));
    }
    boolean somebodyMayGet = false;
    for (String m : roles.modules()) {
      somebodyMayGet |= isWithinBounds(m, now);
      if (roles.has(t, "Users") && ghosts.isRegistered(m) && isWithinBounds(m, now)) {
        moves.add(call("TryModuleGet_Call", t, m));
      }
      if (roles.has(t, "Borrowers")
          && putsBalanceGets(m, now)
          && ghosts.isRegistered(m)
          && isWithinBounds(m, now)) {
        moves.add(call("ModuleGet_Call", t, m));
      }
      if (puts(t) && putsBalanceGets(m, now)) {
        moves.add(call("ModulePut_Call", t, m));
      }
      if (roles.has(t, "Readers") && ghosts.isRegistered(m)) {
        moves.add(call("ModuleRefcount_Call", t, m));
      }
      if (roles.has(t, "Loaders") && mayBeLoaded(m, now)) {
        outcomes(t).forEach(end -> moves.add(call("LoadModule_Call", t, m).as(end)));
      }
      if (roles.has(t, "Unloaders")) {
        moves.add(call("DeleteModule_Call", t, m));
      }
    }
    if (roles.has(t, "SymbolGetters") && somebodyMayGet) {
      moves.add(call("SymbolGet_Begin", t));
    }
    return moves;
  }

  /** How a loader's loads may end; one that has no choice need not say. */
  List<String> outcomes(String t) {
    List<String> kinds =
        Outcomes.KINDS.stream()
            .filter(kind -> roles.has(t, kind) && Outcomes.isLookedAt(kind, machine.modelled))
            .toList();
    return kinds.size() == 1 ? List.of("") : kinds;
  }

  /** Load.tla: what becomes of a load. */
  private boolean ends(Task loader, String kind) {
    return loader.outcome.isEmpty() ? roles.has(loader.name, kind) : loader.outcome.equals(kind);
  }

  private static Move call(String action, String t) {
    return new Move(action, t, "", 0);
  }

  private static Move call(String action, String t, String m) {
    return new Move(action, t, m, 0);
  }

  private boolean puts(String t) {
    return roles.has(t, "Users") || roles.has(t, "Borrowers") || roles.has(t, "SymbolGetters");
  }

  private long count(String m, Set<String> labels, Projected now) {
    return machine.tasks.values().stream()
        .filter(u -> u.obj.equals(m) && labels.contains(now.get("pc", u.name)))
        .count();
  }

  /** Environment.tla: WithinBounds. */
  private boolean isWithinBounds(String m, Projected now) {
    long gets = count(m, Labels.GET, now);
    if (ghosts.refs(m) + gets >= roles.number("MaxRefs")) {
      return false;
    }
    return !machine.modelled.perCpuRefcount() || incs(m, now) + gets < roles.number("MaxIncs");
  }

  private int incs(String m, Projected now) {
    int incs = 0;
    for (int cpu = 0; cpu < roles.cpus(); cpu++) {
      incs += Integer.parseInt(now.get("incs", m + "," + cpu));
    }
    return incs;
  }

  /** Environment.tla: PutsBalanceGets; or Negatives.tla: PutsUnbalanced. */
  private boolean putsBalanceGets(String m, Projected now) {
    if (roles.putsNeedNoGet()) {
      return true;
    }
    long busy =
        machine.tasks.values().stream()
            .filter(u -> u.obj.equals(m))
            .filter(
                u ->
                    (Labels.PUT.contains(now.get("pc", u.name)) && !Ghosts.isInitHoldPut(u))
                        || (Labels.BORROW.contains(now.get("pc", u.name))
                            && !u.isWithin("DeleteModule_Call")))
            .count();
    return ghosts.refs(m) > busy;
  }

  /** Environment.tla: OnTheWayIn; what exit() waits for. */
  private boolean nobodyIsOnTheWayIn(String m) {
    return machine.tasks.values().stream()
        .filter(u -> u.obj.equals(m))
        .map(machine::label)
        .noneMatch(label -> Labels.GET.contains(label) || Labels.COUNT.contains(label));
  }

  /** Load.tla: MayBeLoaded. */
  private boolean mayBeLoaded(String m, Projected now) {
    Slot slot = requireNonNull(machine.slots.get(m));
    List<String> imports = requireNonNull(roles.imports().get(m));
    if (machine.modelled.perCpuRefcount() && !imports.isEmpty()) {
      for (String b : roles.modules()) {
        if (incs(b, now) + imports.size() > roles.number("MaxIncs")) {
          return false;
        }
      }
    }
    return (slot.module == null || slot.module.isFreed())
        && ghosts.refs(m) == 0
        && !ghosts.isRegistered(m)
        && !machine.isOnBugList(slot)
        && machine.tasks.values().stream().noneMatch(u -> u.obj.equals(m));
  }

  // What a call is.

  Callable<?> body(Task task, Move move) {
    Cpu cpu = task.cpu();
    Slot slot = machine.slots.get(move.module());
    return switch (move.action()) {
      case "ModuleAddress_Begin" ->
          () -> machine.loader.moduleAddress(cpu, NOWHERE) == null ? "none" : "found";
      case "ModuleFindBug_Begin" ->
          () -> machine.loader.moduleFindBug(cpu, NOWHERE) == null ? "none" : "found";
      case "SymbolGet_Begin" -> () -> machine.loader.symbolGet(cpu, anySymbol()) != null;
      case "TryModuleGet_Call" -> {
        Module module = module(slot);
        yield () -> machine.loader.tryModuleGet(cpu, module);
      }
      case "ModuleGet_Call" -> {
        Module module = module(slot);
        yield () -> {
          machine.loader.moduleGet(cpu, module);
          return true;
        };
      }
      case "ModulePut_Call" -> {
        Module module = module(slot);
        yield () -> machine.loader.modulePut(cpu, module);
      }
      case "ModuleRefcount_Call" -> {
        Module module = module(slot);
        yield () -> machine.loader.moduleRefcount(cpu, module);
      }
      case "LoadModule_Call" -> {
        ModuleImage image = image(requireNonNull(slot), task);
        yield () -> machine.loader.loadModule(cpu, image);
      }
      case "DeleteModule_Call" -> {
        String name = roles.has(task.name, "BadPointer") ? null : roles.names().get(move.module());
        yield roles.has(task.name, "Forcers")
            ? () -> machine.loader.forceDeleteModule(cpu, name)
            : () -> machine.loader.deleteModule(cpu, name);
      }
      default -> throw new Disagreement("no task can begin with " + move);
    };
  }

  private static Module module(@Nullable Slot slot) {
    return requireNonNull(requireNonNull(slot).module);
  }

  /** Lookups.tla leaves open which module a lookup finds; one that is open here is not played. */
  private String anySymbol() {
    if (roles.modules().size() != 1) {
      throw new Disagreement("a lookup among several modules is not played");
    }
    return symbol(roles.names().values().iterator().next());
  }

  private static String symbol(String module) {
    return "symbol_of_" + module;
  }

  /** What is loaded into a slot, by whom; by nobody, if it is there at first. */
  ModuleImage image(Slot slot, @Nullable Task loader) {
    String name = requireNonNull(roles.names().get(slot.name));
    String[] imports =
        requireNonNull(roles.imports().get(slot.name)).stream()
            .map(Calls::symbol)
            .toArray(String[]::new);
    ModuleImage image = ModuleImage.named(name).exporting(symbol(name)).importing(imports);
    if (loader != null) {
      image = image.failing(failure(loader));
    }
    boolean initFails = loader != null && ends(loader, "InitFailers");
    boolean exists = loader != null && roles.has(loader.name, "ExistsFailers");
    image =
        image.withInit(
            (cpu, self) -> {
              if (initFails) {
                return exists ? Errno.EEXIST : Errno.EIO;
              }
              ghosts.registered.put(slot.name, !roles.has(slot.name, "SetUpWhenLive"));
              return Errno.OK;
            });
    return roles.has(slot.name, "Permanent") ? image.permanent() : image.withExit(exit(slot));
  }

  private LoadFailure failure(Task loader) {
    if (ends(loader, "EarlyFailers")) {
      return LoadFailure.RELOCATION;
    }
    if (ends(loader, "LateFailers")) {
      return LoadFailure.PARAMETER;
    }
    if (ends(loader, "Misaligned")) {
      return LoadFailure.MISALIGNED_SECTION;
    }
    if (ends(loader, "CodetagFailers")) {
      return LoadFailure.CODETAG;
    }
    return ends(loader, "RoFailers") ? LoadFailure.RO_AFTER_INIT : LoadFailure.NONE;
  }

  /** Notifiers.tla: what the listeners do, each in the step in which it is told. */
  ModuleNotifier listener() {
    return new ModuleNotifier() {
      @Override
      public void moduleNotify(Cpu cpu, ModuleState event, Module module) {
        Slot slot = machine.lives.get(module);
        if (slot == null) {
          return; // loaded before the first state
        }
        String m = slot.name;
        switch (event) {
          case COMING -> {
            ghosts.registered.put(m, roles.has(m, "PublishedWhileComing"));
            if (roles.has(m, "ProbedWhileComing") && machine.loader.tryModuleGet(cpu, module)) {
              machine.loader.modulePut(cpu, module);
            }
          }
          case LIVE -> ghosts.registered.put(m, true);
          case GOING -> ghosts.registered.put(m, false);
          case UNFORMED -> throw new IllegalArgumentException("nobody is told of UNFORMED");
        }
      }

      @Override
      public Errno answer(Module module) {
        Slot slot = machine.lives.get(module);
        boolean refuses =
            machine.tasks.values().stream()
                .anyMatch(
                    loader ->
                        loader.isWithin("LoadModule_Call")
                            && slot != null
                            && loader.obj.equals(slot.name)
                            && ends(loader, "RefusedLoaders"));
        return refuses ? Errno.EINVAL : Errno.OK;
      }

      @Override
      public boolean isQuiet(Module module) {
        Slot slot = machine.lives.get(module);
        return slot == null || nobodyIsOnTheWayIn(slot.name);
      }
    };
  }

  private ModuleExit exit(Slot slot) {
    return new ModuleExit() {
      @Override
      public void exit(Cpu cpu, Module self) {
        ghosts.registered.compute(
            slot.name, (m, is) -> Boolean.TRUE.equals(is) && roles.has(m, "SetUpWhenLive"));
      }

      @Override
      public boolean isQuiet() {
        return nobodyIsOnTheWayIn(slot.name);
      }
    };
  }

  // What a step is called, and what it has in hand then.

  /** The specification's action at a label: where one has several, the one that can be taken. */
  String action(Task task, String label) {
    String t = task.name;
    boolean mutexIsFree = machine.view.moduleMutexOwner() == null;
    return switch (label) {
      case "DeleteModule_MutexLock" ->
          !mutexIsFree && roles.has(t, "Interrupted") ? "DeleteModule_Interrupted" : label;
      case "LoadModule_AddUnformed", "LoadModule_EarlyModCheck" ->
          machine.linked(requireNonNull(roles.names().get(task.obj))) == null
              ? label
              : "LoadModule_NameIsTaken";
      case "RefModule_Link" -> cannotResolve(task) ? "LoadModule_FailEarly" : label;
      // Of several actions, the implementation has announced which it takes.
      default -> {
        String announced = requireNonNull(task.at).action().name();
        yield announced.startsWith("ModuleUnloadFree_") ? label : announced;
      }
    };
  }

  /** Dependencies.tla: CannotResolve. */
  private boolean cannotResolve(Task task) {
    Projected now = machine.state();
    String symbol = requireNonNull(roles.imports().get(task.obj)).get(task.linked);
    Slot owner = machine.linked(symbol);
    if (owner == null || now.get("state", owner.name).equals("UNFORMED")) {
      return true;
    }
    String b = owner.name;
    boolean isCounted = !machine.modelled.baseRefcount() || !now.get("refcnt", b).equals("0");
    boolean isGettable = !now.get("state", b).equals("GOING") && isCounted;
    return !now.get("uses", task.obj).contains(b)
        && !now.get("state", b).equals("COMING")
        && !isGettable;
  }

  /** After a step: what the task has in hand. */
  void moveObj(Task task, Move move) {
    switch (task.call) {
      case "ModuleAddress_Begin", "ModuleFindBug_Begin", "SymbolGet_Begin" -> {
        String module = requireNonNull(task.at).module();
        task.obj = module == null ? "head" : slot(module);
      }
      case "DeleteModule_Call" -> {
        if (move.action().equals("DeleteModule_Check")) {
          Slot found = machine.linked(requireNonNull(roles.names().get(task.obj)));
          task.obj = found == null ? task.obj : found.name;
        }
      }
      default -> {}
    }
  }

  private String slot(String name) {
    return roles.names().entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new Disagreement("no slot has a module of the name " + name));
  }
}
