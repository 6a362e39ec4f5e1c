package org.rmmodel.conformance.trace;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rmmodel.conformance.trace.Event.Tells;
import org.rmmodel.conformance.trace.RecordedCall.RecordedStep;
import org.rmmodel.impl.kernel.Action;

/**
 * What each announced step is in the specification: the step of its name, one to one. The tables
 * say which ones the specification does not have in a recording and why, and which of its steps are
 * not announced.
 */
final class Translation {
  /** Announced, and no step of the specification in any recording. */
  static final Map<Action, String> LEFT_OUT = new EnumMap<>(Action.class);

  static {
    LEFT_OUT.put(Action.Cpu_Enter, "waits while the machine is stopped; so does each step there");
    LEFT_OUT.put(Action.ProcModules_Show, "/proc/modules is left out there");
    LEFT_OUT.put(Action.RcuBarrier_MutexLock, "callbacks are left out there");
    LEFT_OUT.put(Action.RcuBarrier_Invoke, "callbacks are left out there");
    LEFT_OUT.put(Action.ModuleNotify_Coming, "nobody listens in a recording");
    LEFT_OUT.put(Action.ModuleNotify_ComingEnd, "nobody listens in a recording");
    LEFT_OUT.put(Action.ModuleNotify_Live, "nobody listens in a recording");
    LEFT_OUT.put(Action.ModuleNotify_Going, "nobody listens in a recording");
    LEFT_OUT.put(Action.DeleteModule_LastUnloaded, "nobody prints last_unloaded_module");
    LEFT_OUT.put(Action.DeleteModule_LastUnloadedRest, "nobody prints last_unloaded_module");
  }

  /**
   * Steps of the specification that have no name of their own among those announced: a task decides
   * to call, from when it came in to the end of its first step; or what follows tells that a step
   * was this one.
   */
  static final Set<String> NOT_ANNOUNCED =
      Set.of(
          "TryModuleGet_Call",
          "ModuleGet_Call",
          "ModulePut_Call",
          "ModuleRefcount_Call",
          "LoadModule_Call",
          "DeleteModule_Call",
          "LoadModule_NameIsTaken",
          "ResolveSymbol_TimesOut",
          "DeleteModule_Interrupted");

  /** And these, if no module imports anything. */
  private static final Set<Action> LINKS =
      EnumSet.of(Action.ModuleUnloadFree_MutexLock, Action.ModuleUnloadFree_MutexUnlock);

  /** The steps that change the numbers of their CPU, up to patch 3. */
  private static final Set<String> COUNTS =
      Set.of(
          "TryModuleGet_ThisCpuInc",
          "ModuleGet_Inc",
          "ModulePut_ThisCpuInc",
          "LoadModule_ModuleUnloadInit",
          "RefModule_Link",
          "ModuleUnloadFree_Put");

  private static final Set<String> COUNTS_DOWN =
      Set.of("ModulePut_ThisCpuInc", "ModulePut_AtomicDec", "ModulePut_DecIfPositive");

  /**
   * While one of these is taken, module_mutex may be held by somebody who does not hold it there.
   */
  private static final Set<Action> FUSED =
      EnumSet.of(
          Action.LoadModule_EarlyModCheck,
          Action.LoadModule_AddUnformed,
          Action.LoadModule_FinishedLoading,
          Action.LoadModule_LookOnceMore,
          Action.RefModule_Link,
          Action.LoadModule_CompleteFormation,
          Action.LoadModule_BugCleanup,
          Action.FreeModule_Unformed,
          Action.ModuleUnloadFree_MutexLock,
          Action.ModuleUnloadFree_MutexUnlock,
          Action.ProcModules_Show,
          Action.ModuleRefcount_SumDecs,
          Action.ModuleRefcount_SumIncs,
          Action.ModuleRefcount_AtomicRead);

  private static final int EIO = 5;

  private final Recording recording;
  private final Intervals fused;

  private Translation(Recording recording) {
    this.recording = recording;
    fused = new Intervals(recording, FUSED);
  }

  /**
   * Translates a recording.
   *
   * @param recording the recording
   * @return for each CPU its steps of the specification, in their order
   */
  static List<List<Event>> of(Recording recording) {
    Translation translation = new Translation(recording);
    List<List<Event>> all = new ArrayList<>();
    for (int cpu = 0; cpu < recording.cpus().size(); cpu++) {
      List<Event> events = new ArrayList<>();
      for (RecordedCall call : recording.cpus().get(cpu)) {
        if (call.kind().isOfTheProtocol()) {
          translation.new OneCall(cpu, call).translate(events);
        }
      }
      all.add(events);
    }
    return all;
  }

  /**
   * The specification's task that makes a call: who unloads with a mistake is another one than who
   * does not, as roles are for good.
   */
  static String task(int cpu, CallKind kind) {
    return switch (kind) {
      case DELETE_UNPRIVILEGED, DELETE_BAD_POINTER, DELETE_INTERRUPTED ->
          "cpu" + cpu + "-" + kind.word();
      default -> "cpu" + cpu;
    };
  }

  /** A step in the making: the task is at the label and takes the action. */
  private record Draft(String label, String action, String hand, long start, long end, int line) {
    private Draft until(long later) {
      return new Draft(label, action, hand, start, later, line);
    }
  }

  /** One call. */
  private final class OneCall {
    private final int cpu;
    private final RecordedCall call;
    private final List<RecordedStep> steps;
    private final List<Draft> drafts = new ArrayList<>();

    private OneCall(int cpu, RecordedCall call) {
      this.cpu = cpu;
      this.call = call;
      steps = call.steps();
    }

    private void translate(List<Event> events) {
      for (int i = 0; i < steps.size(); i++) {
        step(i);
      }
      if (gaveUpWhereNobodyHoldsTheMutex()) {
        return;
      }
      String begin = begin();
      if (!begin.isEmpty()) {
        // Nobody can tell when a task decides to call, but that it was before its first step.
        long end = drafts.isEmpty() ? call.end() : drafts.get(0).end;
        drafts.add(0, new Draft("", begin, "", call.enter(), end, call.line()));
      }
      for (int i = 0; i < drafts.size(); i++) {
        events.add(event(i));
      }
    }

    /**
     * There, a signal ends the wait for the mutex while somebody holds it. Here, too, while
     * somebody is in a section that is one step there. Such a call changes nothing, and is left
     * out.
     */
    private boolean gaveUpWhereNobodyHoldsTheMutex() {
      return drafts.stream()
          .anyMatch(
              draft ->
                  draft.action.equals("DeleteModule_Interrupted")
                      && fused.between(draft.start, draft.end));
    }

    /** The step that takes a task from nothing to do into the call; empty if it is announced. */
    private String begin() {
      return switch (call.kind()) {
        case GET -> "TryModuleGet_Call";
        case BORROW -> "ModuleGet_Call";
        case PUT -> "ModulePut_Call";
        case READ -> "ModuleRefcount_Call";
        case LOAD -> "LoadModule_Call";
        case DELETE, DELETE_UNPRIVILEGED, DELETE_BAD_POINTER, DELETE_INTERRUPTED ->
            "DeleteModule_Call";
        case WALK, WALK_BUGS, SYMBOL_GET, SYMBOL_PUT, PROC_MODULES, BARRIER -> "";
      };
    }

    private void step(int i) {
      RecordedStep step = steps.get(i);
      Action action = step.action();
      boolean isFirst = i == 0;
      if (!isFirst
          && (action == Action.Cpu_Enter
              || (action == Action.StopMachine_Park && isAnnounced(i - 1, action)))) {
        // Who finds the machine stopped is in the middle of a step, which goes on after that; and
        // who is not the first to stop it tries again.
        if (isDrafted(steps.get(i - 1).action())) {
          drafts.add(drafts.remove(drafts.size() - 1).until(step.end()));
        }
      } else if (isDrafted(action)) {
        int line = call.line() == 0 ? 0 : call.line() + 1 + i;
        String name = name(i);
        drafts.add(new Draft(label(i, name), name, hand(step), step.start(), step.end(), line));
      }
    }

    private boolean isDrafted(Action action) {
      return !LEFT_OUT.containsKey(action)
          && (recording.modules().someImport() || !LINKS.contains(action));
    }

    private boolean isAnnounced(int i, Action action) {
      return i < steps.size() && steps.get(i).action() == action;
    }

    /** Where several actions are possible at one label, what follows tells which one it was. */
    private String name(int i) {
      Action action = steps.get(i).action();
      return switch (action) {
        case LoadModule_EarlyModCheck, LoadModule_AddUnformed ->
            isAnnounced(i + 1, Action.LoadModule_FinishedLoading)
                    || isAnnounced(i + 1, Action.LoadModule_Return)
                ? "LoadModule_NameIsTaken"
                : action.name();
        case RefModule_Link ->
            isAnnounced(i + 1, Action.ModuleUnloadFree_MutexLock)
                ? "LoadModule_FailEarly"
                : action.name();
        case ResolveSymbol_Wait ->
            isAnnounced(i + 1, Action.ModuleUnloadFree_MutexLock)
                ? "ResolveSymbol_TimesOut"
                : action.name();
        case DeleteModule_MutexLock ->
            isAnnounced(i + 1, Action.DeleteModule_Return)
                ? "DeleteModule_Interrupted"
                : action.name();
        default -> action.name();
      };
    }

    private String label(int i, String name) {
      return switch (name) {
        case "LoadModule_NameIsTaken", "ResolveSymbol_TimesOut", "DeleteModule_Interrupted" ->
            steps.get(i).action().name();
        case "LoadModule_FailEarly" ->
            isAnnounced(i, Action.RefModule_Link)
                ? "RefModule_Link"
                : "LoadModule_CompleteFormation";
        case "LoadModule_FailLate" -> "LoadModule_Trace";
        default -> name;
      };
    }

    /** Who begins has nothing in hand yet; a walker has the list's head in hand at first. */
    private String hand(RecordedStep step) {
      String module = step.module() == null ? "" : step.module();
      return switch (step.action()) {
        case ModuleAddress_Begin, ModuleFindBug_Begin, SymbolGet_Begin, SymbolPut_Begin -> "";
        case ModuleAddress_Next, ModuleFindBug_Next, SymbolGet_Next, SymbolPut_Lookup ->
            module.isEmpty() ? Event.HEAD : module;
        default -> module;
      };
    }

    // ---------------------------------------------------------------------------------------------

    private boolean isOops() {
      return call.result() == RecordedCall.OOPS || call.result() == RecordedCall.DEATH;
    }

    private Event event(int i) {
      Draft draft = drafts.get(i);
      @Nullable Draft next = i + 1 < drafts.size() ? drafts.get(i + 1) : null;
      boolean dies = next == null && call.result() == RecordedCall.DEATH;
      return new Event(
          task(cpu, call.kind()),
          cpu,
          draft.action,
          call.name(),
          call.load(),
          draft.start,
          draft.end,
          COUNTS.contains(draft.action),
          draft.hand,
          next != null ? next.label : dies ? "Dead" : "",
          next != null ? next.hand : "",
          isOops() ? Tells.NOTHING : tells(i, next),
          call.kind() == CallKind.LOAD ? errnoOfALoad() : call.result(),
          next == null && isOops(),
          draft.line);
    }

    private Tells tells(int i, @Nullable Draft next) {
      String action = drafts.get(i).action;
      boolean last = next == null;
      return switch (call.kind()) {
        case GET, BORROW, SYMBOL_GET ->
            !isTrace(action) && (next == null || isTrace(next.action)) ? Tells.GOT : Tells.NOTHING;
        case PUT, SYMBOL_PUT -> COUNTS_DOWN.contains(action) ? Tells.PUT : Tells.NOTHING;
        case READ ->
            last ? Tells.COUNT : i == drafts.size() - 2 && i > 0 ? Tells.READS : Tells.NOTHING;
        case LOAD, DELETE, DELETE_UNPRIVILEGED, DELETE_BAD_POINTER, DELETE_INTERRUPTED ->
            next == null
                ? Tells.ERRNO
                : isRefused(action, next.label) ? Tells.FAILS : Tells.NOTHING;
        case WALK, WALK_BUGS, PROC_MODULES, BARRIER -> Tells.NOTHING;
      };
    }

    /** A tracepoint, which comes after a get that has succeeded. */
    private static boolean isTrace(String action) {
      return action.endsWith("_Trace");
    }

    /** Whether the call has failed with this step: what follows is the way out. */
    private boolean isRefused(String action, String next) {
      return switch (action) {
        case "DeleteModule_Capable", "DeleteModule_CopyName" -> next.equals("DeleteModule_Return");
        case "DeleteModule_Check", "TryReleaseModuleRef_Recover" ->
            next.equals("DeleteModule_MutexUnlock");
        case "TryStopModule_TestZero" -> call.result() != 0;
        case "LoadModule_NameIsTaken", "LoadModule_LookOnceMore" ->
            next.equals("LoadModule_Return");
        default -> false;
      };
    }

    /** There, EIO stands for whatever a load returns that fails after its name was free. */
    private int errnoOfALoad() {
      boolean begun =
          drafts.stream().anyMatch(draft -> draft.action.equals("LoadModule_ModuleUnloadInit"));
      return begun && call.result() < 0 ? -EIO : call.result();
    }
  }
}
