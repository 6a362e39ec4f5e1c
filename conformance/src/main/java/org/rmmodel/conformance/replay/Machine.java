package org.rmmodel.conformance.replay;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rmmodel.common.Turns;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.kernel.StepListener;
import org.rmmodel.impl.module.LoaderView;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.refcount.PerCpuRefcount;
import org.rmmodel.impl.refcount.Refcount;

/**
 * The real classes with the tasks of a run, one thread at a time. A machine begins in the run's
 * initial state and goes forward only; {@link #abandon} ends its threads.
 */
final class Machine {
  /** Longer than any test: nobody gives up by the clock. */
  private static final long PATIENCE_DAYS = 365;

  final Roles roles;
  final Modelled modelled;
  final ModuleLoader loader;
  final LoaderView view;
  final Map<String, Task> tasks = new LinkedHashMap<>();
  final Map<String, Slot> slots = new LinkedHashMap<>();
  final IdentityHashMap<Module, Slot> lives = new IdentityHashMap<>();
  final Kernel kernel;
  private final Turns turns;
  private final Labels labels;
  private final Ghosts ghosts;
  private final Calls calls;
  private final JavaProjection projection;
  private long steps;
  private final IdentityHashMap<Cpu, Task> byCpu = new IdentityHashMap<>();

  Machine(Roles roles, KernelVersion version, ShapeOf shape) {
    this.roles = roles;
    modelled = shape.modelled();
    labels = new Labels(modelled);
    turns = new Turns(this::where);
    int cpus = roles.tasks().size() + 1;
    StepListener listener =
        (cpu, action, module, enabled) -> {
          Task task = byCpu.get(cpu);
          if (task != null) {
            task.announce(action, module, enabled);
          }
        };
    kernel = new Kernel(version, cpus, listener);
    loader = new ModuleLoader(kernel, this::refcount, PATIENCE_DAYS, TimeUnit.DAYS);
    view = loader.view();
    roles.modules().forEach(module -> slots.put(module, new Slot(module)));
    ghosts = new Ghosts(this);
    calls = new Calls(this, ghosts);
    projection = new JavaProjection(this, shape.variables(), ghosts);
    loadWhatIsThereAtFirst();
    if (modelled.somebodyListens() || !roles.of("ProbedWhileComing").isEmpty()) {
      loader.registerModuleNotifier(calls.listener());
    }
    for (String name : roles.tasks()) {
      Task task = new Task(name, kernel.cpuUp(), turns);
      calls.prepare(task);
      tasks.put(name, task);
      byCpu.put(task.cpu(), task);
    }
    ghosts.begin();
  }

  /** What a run's machines have in common. */
  record ShapeOf(Modelled modelled, Variables variables) {
    static ShapeOf of(Roles roles) {
      Modelled modelled = new Modelled(roles);
      return new ShapeOf(modelled, new Variables(roles, modelled));
    }
  }

  private String where() {
    List<String> at = new ArrayList<>();
    tasks.values().forEach(task -> at.add(task.name + " in " + task.call));
    return String.join(", ", at);
  }

  private Refcount refcount(Kernel of, String module) {
    if (!modelled.perCpuRefcount()) {
      return Refcount.of(of).make(of, module);
    }
    return new PerCpuRefcount(
        module,
        roles.cpus(),
        cpu -> {
          Task task = byCpu.get(cpu);
          return task == null ? 0 : task.countsOn;
        });
  }

  private void loadWhatIsThereAtFirst() {
    Cpu first = kernel.cpuUp();
    for (Slot slot : slots.values()) {
      if (roles.has(slot.name, "InitiallyLive")) {
        loader.loadModule(first, calls.image(slot, null));
        Module module = requireNonNull(view.next(null).module());
        slot.module = module;
        slot.onBugList = module;
        slot.counted = module;
        slot.countedBefore = true;
        lives.put(module, slot);
      }
    }
    kernel.cpuDown(first);
  }

  /** The label at which a task stands, or none. */
  String label(Task task) {
    Task.Announcement at = task.at;
    return at == null ? task.thrown == null ? Task.NONE : "Dead" : labels.label(task, at.action());
  }

  /** What the implementation's state is, in the specification's variables. */
  Projected state() {
    return projection.state();
  }

  /** How a loader's loads may end. */
  List<String> outcomes(String task) {
    return calls.outcomes(task);
  }

  /** What is decided already and does not show in the specification's variables yet. */
  String hidden() {
    StringBuilder hidden = new StringBuilder();
    for (Task task : tasks.values()) {
      if (!task.outcome.isEmpty()) {
        hidden.append(task.name).append(':').append(task.outcome).append(' ');
      }
    }
    return hidden.toString();
  }

  /** All steps that can be taken now. */
  List<Move> moves() {
    List<Move> moves = new ArrayList<>();
    Projected now = state();
    for (Task task : tasks.values()) {
      if (task.thrown != null) {
        continue;
      }
      if (task.isIdle()) {
        calls.offered(task, now).forEach(moves::add);
      } else if (task.isAsleep && label(task).equals("ResolveSymbol_Wait")) {
        if (requireNonNull(now.values().get("stopped")).equals(Task.NONE)) {
          moves.add(new Move("ResolveSymbol_TimesOut", task.name, "", 0)); // it may, at any time
        }
      } else if (isEnabled(task)) {
        String label = label(task);
        int cpus =
            modelled.perCpuRefcount() && Labels.COUNTED_ON_A_CPU.contains(label) ? roles.cpus() : 1;
        for (int cpu = 0; cpu < cpus; cpu++) {
          moves.add(new Move(calls.action(task, label), task.name, "", cpu));
        }
      }
    }
    return moves;
  }

  private boolean isEnabled(Task task) {
    return requireNonNull(task.at).guard().getAsBoolean();
  }

  /** How many steps were taken. */
  long steps() {
    return steps;
  }

  /** Takes a step, and all that the specification takes with it. */
  void take(Move move) {
    steps++;
    Task task = requireNonNull(tasks.get(move.task()), move.task());
    Projected before = state();
    if (task.isIdle()) {
      task.call = move.action();
      task.last = "";
      task.linked = 0;
      task.isInNotifier = false;
      task.outcome = move.outcome();
      task.obj = move.module().isEmpty() ? "head" : move.module();
      Callable<?> body = calls.body(task, move);
      task.begin(body);
    } else {
      task.countsOn = move.cpu();
      String label = label(task);
      if (isSignal(move)) {
        task.interrupt();
      }
      while (labels.kind(requireNonNull(task.at).action()) == Labels.Kind.FIRST_PART) {
        step(task);
        if (task.isIdle()) {
          throw new Disagreement(move + ": the call returned before its step");
        }
        takeLastParts(task, label);
      }
      task.last = label;
      if (isSignal(move)) {
        task.step(); // the interrupt shows only when the thread runs
      } else {
        step(task);
      }
    }
    takeLastParts(task, "");
    follow(task, move, before);
  }

  private static boolean isSignal(Move move) {
    return move.action().equals("DeleteModule_Interrupted")
        || move.action().equals("ResolveSymbol_TimesOut");
  }

  /** Goes on to the next step that is the specification's, or to the one that is looked for. */
  private void takeLastParts(Task task, String label) {
    while (!task.isIdle()) {
      Task.Announcement at = requireNonNull(task.at);
      if (at.action().name().equals(label) || labels.kind(at.action()) != Labels.Kind.LAST_PART) {
        return;
      }
      switch (at.action()) {
        case ModuleNotify_Coming -> task.isInNotifier = true;
        case ModuleNotify_ComingEnd -> task.isInNotifier = false;
        default -> {}
      }
      step(task);
    }
  }

  private void step(Task task) {
    Task.Announcement at = requireNonNull(task.at);
    if (!at.guard().getAsBoolean()) {
      throw new Disagreement(task.name + " would have to wait in " + at.action());
    }
    task.step();
  }

  /** Notes what the step has done that the specification has variables for. */
  private void follow(Task task, Move move, Projected before) {
    Throwable thrown = task.thrown;
    if (move.action().equals("LoadModule_AddUnformed")) {
      Module module = requireNonNull(view.next(null).module(), "nothing was put on the list");
      Slot slot = requireNonNull(slots.get(task.obj));
      slot.module = module;
      lives.put(module, slot);
    }
    Slot slot = slots.get(task.obj);
    if (slot != null && move.action().equals("LoadModule_ModuleUnloadInit")) {
      slot.counted = slot.module;
      slot.countedBefore = false;
    }
    if (slot != null
        && (move.action().equals("LoadModule_CompleteFormation")
            || move.action().equals("LoadModule_Misaligned"))) {
      slot.onBugList = slot.module;
    }
    sleepOrWake(task, move);
    boolean mayFailLater = calls.outcomes(task.name).contains("RoFailers");
    if (task.isIdle() || Outcomes.isDecidedBy(task.outcome, move.action(), mayFailLater)) {
      task.outcome = "";
    }
    switch (move.action()) {
      case "ModuleNotify_Coming" -> task.isInNotifier = true;
      case "ModuleNotify_ComingEnd", "LoadModule_Trace", "LoadModule_FailLate" ->
          task.isInNotifier = false;
      default -> {}
    }
    ghosts.follow(task, move, before, thrown);
    if (task.isIdle()) {
      task.obj = Task.NONE;
    } else {
      calls.moveObj(task, move);
    }
  }

  /** Load.tla, Dependencies.tla: who is added to asleep, and who empties it. */
  private void sleepOrWake(Task task, Move move) {
    switch (move.action()) {
      case "LoadModule_FinishedLoading" ->
          task.isAsleep = label(task).equals("LoadModule_FinishedLoading");
      case "RefModule_Link" -> {
        task.isAsleep = label(task).equals("ResolveSymbol_Wait");
        task.linked += task.isAsleep ? 0 : 1;
      }
      case "ResolveSymbol_TimesOut" -> task.isAsleep = false;
      case "LoadModule_WakeUpAll", "DeleteModule_WakeUpAll" ->
          tasks.values().forEach(other -> other.isAsleep = false);
      default -> {}
    }
  }

  /** The slot of a module's life; the name is that of the module if it is none of the run's. */
  String slotOf(Module module) {
    Slot slot = lives.get(module);
    return slot == null ? module.name() : slot.name;
  }

  /** Ends all calls, wherever they are. The machine cannot be used any more. */
  void abandon() {
    tasks.values().stream().filter(task -> !task.isIdle()).forEach(Task::abandon);
  }

  /** Whether an entry of the slot is on module_bug_list, be it of a load that is gone. */
  boolean isOnBugList(Slot slot) {
    Module entry = view.nextBug(null).module();
    while (entry != null && lives.get(entry) != slot) {
      entry = view.nextBug(entry).module();
    }
    return entry != null;
  }

  /**
   * The slot with a module of the name that is on the list, as a writer under the mutex sees it.
   */
  @Nullable Slot linked(String name) {
    for (Module module = view.next(null).module();
        module != null;
        module = view.next(module).module()) {
      Slot slot = lives.get(module);
      if (slot != null && requireNonNull(roles.names().get(slot.name)).equals(name)) {
        return slot;
      }
    }
    return null;
  }
}
