package org.rmmodel.checker.trace;

import static java.util.Objects.requireNonNull;

import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Searches for a behaviour of TraceProtocol.tla that explains a script, with TLC's evaluator and a
 * search of its own.
 *
 * <p>It goes through the lines with a frontier, the states that explain the lines so far: closure
 * under silent steps, then the next line. Each step is an action of the unmodified Next, evaluated
 * by TLC, conjoined with Permitted. The name of the action that a task can take is the first label
 * of its pc (State.tla), so one action is evaluated, not all of them.
 *
 * <p>What makes it small, and why it loses no explanation:
 *
 * <ul>
 *   <li>Steps that change nothing another task can see, or that only let others go on (leaving a
 *       section, releasing the mutex, returning, the read of a count that matches what was
 *       printed), are taken at once and alone: a behaviour in which such a step comes later remains
 *       one when it is moved here.
 *   <li>The steps of a get or put up to its read-modify-write are taken in one go. Disabling
 *       preemption early only holds up grace periods, so it can be moved to just before; likewise
 *       the look at the state, unless the state can turn to GOING with references left, which only
 *       a failing init() and a forced unload do: then the two are kept apart.
 *   <li>A get that was refused, a read of the count, a look at a missing file and a refused
 *       delete_module have no effect, so they happen at one instant, the first at which they can.
 * </ul>
 *
 * <p>One thing can lose some: normally a get or put is begun only when its own line is next (its
 * read-modify-write may come earlier, while its window is open). Where the next line then has no
 * explanation, gets and puts are begun early, as few as will do; where that does not help, the
 * search goes back to the last line after which the state was certain ({@link #base}) and allows
 * all of them everywhere. Only when this fails the log is rejected. So acceptance is by a
 * behaviour, and rejection by a search that left nothing out.
 */
final class TraceSearch {
  /** Once all this is on the stack of a task it is taken at once, or the state is given up. */
  private static final Set<String> AT_ONCE =
      Set.of(
          "TryModuleGet_PreemptDisable",
          "TryModuleGet_IsLive",
          "TryModuleGet_IncNotZero",
          "ModulePut_DecIfPositive",
          "ModuleRefcount_AtomicRead",
          "ModuleRefcount_Return",
          "DeleteModule_Capable",
          "DeleteModule_CopyName",
          "DeleteModule_Check");

  /** Taken as soon as possible, and nothing else before it. */
  private static final Set<String> SOON =
      Set.of(
          "TryModuleGet_Trace",
          "ModulePut_Trace",
          "DeleteModule_Return",
          "LoadModule_Return",
          "SynchronizeRcu_Begin",
          "SynchronizeRcu_End",
          "SynchronizeSched_Begin",
          "SynchronizeSched_End",
          "FreeModule_BugCleanup",
          "FreeModule_MutexUnlock",
          "DeleteModule_MutexUnlock",
          "DeleteModule_ExitBegin",
          "DeleteModule_ExitEnd",
          "DoInitModule_DropInit",
          "LoadModule_ModuleUnloadInit",
          "LoadModule_Trace",
          "DoInitModule_Init",
          "FreeModule_Trace");

  private static final Set<String> TRACES = Set.of("TryModuleGet_Trace", "ModulePut_Trace");

  /** More steps than a load has. */
  private static final int NOT_BEGUN = 100;

  /** Lines between two reports of progress. */
  private static final int REPORT = 32;

  /** Bounds of a search; reaching one makes the verdict inconclusive. */
  record Bounds(long maxStates, double maxSeconds) {}

  /** Says how far a search is. */
  interface Progress {
    void at(String module, int line, int lines, int frontier);
  }

  /** A bound was reached. */
  private static final class BoundReached extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BoundReached(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * A state, how many operations each task has begun, how many silent steps led to it, how many of
   * them came early, and the references at first (-1: not there). Two nodes of the same print are
   * the same, as far as the log's explanation goes.
   */
  private static final class Node {
    final Steps.State state;
    final int[] nth;
    final long print;
    final long silent;
    final int early;
    final int initially;

    Node(Steps.State state, int[] nth, long silent, int early, int initially) {
      this.state = state;
      this.nth = nth;
      this.silent = silent;
      this.early = early;
      this.initially = initially;
      long all = state.print;
      for (int k : nth) {
        all = (Long.rotateLeft(all, 21) ^ k) * 0x9E3779B97F4A7C15L;
      }
      print = all;
    }

    Node withEarly(int gets) {
      return gets == early ? this : new Node(state, nth, silent, gets, initially);
    }

    Node after(Steps.Successor next, int task) {
      int[] begun = nth;
      if (next.begins()) {
        begun = nth.clone();
        begun[task]++;
      }
      return new Node(next.state(), begun, silent + 1, early, initially);
    }
  }

  private final Steps steps;
  private final List<String> names;
  private final Map<String, Integer> numbers = new HashMap<>();

  private ModuleScript script;

  /** The tasks that have something to do, as numbers, and each one's operations. */
  private int[] tasks = {};

  private List<List<ModuleScript.Operation>> operations = List.of();
  private final int phantom;

  /** Which of the tasks load. */
  private final Set<Integer> loaders = new HashSet<>();

  /** The line at which an operation shows its recovery's success. */
  private final Map<Long, Integer> recovered = new HashMap<>();

  private Bounds bounds;
  private long generated;
  private int widest;
  private long begun;

  /** The processor time at which the search of a module began. */
  private long begunProcessor;

  private int cursor;
  private boolean full;
  private boolean early;
  private int target;

  /**
   * A search.
   *
   * @param steps the specification
   */
  @SuppressWarnings("NullAway.Init") // What the constructor leaves out is set by search(), first.
  TraceSearch(Steps steps) {
    this.steps = steps;
    names = steps.tasks();
    for (String name : names) {
      numbers.put(name, numbers.size());
    }
    phantom = number(TraceOperators.PHANTOM);
  }

  /**
   * Searches.
   *
   * @param next the script
   * @param limits where to stop
   * @param progress told now and then how far it is
   * @return the verdict
   */
  ModuleVerdict search(ModuleScript next, Bounds limits, Progress progress) {
    script = next;
    bounds = limits;
    Map<String, List<ModuleScript.Operation>> byTask = operations(next);
    List<List<ModuleScript.Operation>> all =
        new ArrayList<>(Collections.nCopies(names.size(), List.of()));
    List<Integer> busy = new ArrayList<>();
    byTask.forEach(
        (task, list) -> {
          all.set(number(task), list);
          busy.add(number(task));
        });
    if (script.phantom()) {
      busy.add(phantom);
    }
    operations = all;
    tasks = busy.stream().mapToInt(Integer::intValue).toArray();
    loaders.clear();
    for (int i = 0; i < next.loaders().size(); i++) {
      loaders.add(number(ModuleScript.Role.LOADER.task(i)));
    }
    recovered.clear();
    for (int i = 0; i < script.lines().size(); i++) {
      ModuleScript.Line line = script.lines().get(i);
      if (line.kind() == LineKind.REL_READD) {
        recovered.put(id(number(line.task()), line.nth()), i + 1);
      }
    }
    generated = 0;
    widest = 0;
    begun = System.nanoTime();
    begunProcessor = processorTime();
    try {
      return run(progress);
    } catch (BoundReached e) {
      return verdict(
          ModuleVerdict.Outcome.INCONCLUSIVE,
          0,
          cursor,
          "",
          requireNonNull(e.getMessage()),
          List.of(),
          null);
    }
  }

  private int number(String task) {
    return numbers.getOrDefault(task, -1);
  }

  private static long id(int task, int nth) {
    return ((long) task << 32) + nth;
  }

  /** The k-th operation of a task, from 1; of kind none if there is none. */
  private ModuleScript.Operation operation(int task, int k) {
    if (task == phantom) {
      return script.phantom() ? ModuleScript.Operation.REFUSED : ModuleScript.Operation.NONE;
    }
    List<ModuleScript.Operation> list = operations.get(task);
    return k >= 1 && k <= list.size() ? list.get(k - 1) : ModuleScript.Operation.NONE;
  }

  /** The operation that a task begins next. */
  private ModuleScript.Operation soon(Node node, int task) {
    return operation(task, node.nth[task] + 1);
  }

  static Map<String, List<ModuleScript.Operation>> operations(ModuleScript script) {
    Map<String, List<ModuleScript.Operation>> all = new LinkedHashMap<>();
    for (ModuleScript.Role role : ModuleScript.Role.values()) {
      List<List<ModuleScript.Operation>> of =
          switch (role) {
            case USER -> script.users();
            case READER -> script.readers();
            case UNLOADER -> script.unloaders();
            case FORCER -> script.forcers();
            case LOADER -> script.loaders();
          };
      for (int i = 0; i < of.size(); i++) {
        all.put(role.task(i), of.get(i));
      }
    }
    return all;
  }

  private ModuleVerdict run(Progress progress) {
    int n = script.lines().size();
    List<Node> frontier = new ArrayList<>();
    for (Steps.Successor first : steps.initial(script, operations(script))) {
      Steps.State state = first.state();
      int[] nth = new int[names.size()];
      for (int task = 0; task < nth.length; task++) {
        nth[task] = first.begins() && state.labels[task] != null ? 1 : 0;
      }
      frontier.add(new Node(state, nth, 0, 0, state.allocated ? state.refs : -1));
    }
    boolean[] unsettled = unsettled();
    long violatedAt = 0;
    int settledAt = 0;
    List<Node> settled = frontier;
    boolean wentBack = false;
    cursor = 0;
    while (cursor < n) {
      // How many references there were at first is found out without leaving anything out.
      full = wentBack || isAmbiguous(frontier);
      if (cursor % REPORT == 0) {
        progress.at(script.module(), cursor, n, frontier.size());
      }
      List<Node> after = advance(frontier);
      if (after.isEmpty()) {
        if (full) {
          return rejected(frontier, cursor);
        }
        cursor = settledAt;
        frontier = settled;
        wentBack = true;
        continue;
      }
      frontier = after;
      cursor++;
      if (violatedAt == 0
          && frontier.stream().allMatch(node -> !steps.violations(node.state).isEmpty())) {
        violatedAt = script.lines().get(cursor - 1).number();
      }
      Node base = unsettled[cursor] ? null : base(frontier);
      if (base != null) {
        settledAt = cursor;
        settled = List.of(base);
        frontier = settled;
        wentBack = false;
      }
    }
    Node best = frontier.get(0);
    for (Node node : frontier) {
      int worse = steps.violations(node.state).size() - steps.violations(best.state).size();
      if (worse < 0 || (worse == 0 && node.silent < best.silent)) {
        best = node;
      }
    }
    List<String> violated = steps.violations(best.state);
    return verdict(
        violated.isEmpty() ? ModuleVerdict.Outcome.ACCEPTED : ModuleVerdict.Outcome.VIOLATED,
        violated.isEmpty() ? 0 : violatedAt,
        n,
        "",
        "",
        violated,
        best);
  }

  /**
   * Between which lines an unload is under way that may release the base, or a load that may fail.
   */
  private boolean[] unsettled() {
    int n = script.lines().size();
    Map<Long, Integer> last = new HashMap<>();
    int nextLoad = n + 1;
    for (int i = n - 1; i >= 0; i--) {
      ModuleScript.Line line = script.lines().get(i);
      // An unload whose return is not in the log is certainly over when the module is loaded again.
      if (line.role() != ModuleScript.Role.USER && line.role() != ModuleScript.Role.READER) {
        last.putIfAbsent(
            id(number(line.task()), line.nth()),
            line.kind() == LineKind.MODULE_FREE || line.kind() == LineKind.FREE_CALL
                ? nextLoad
                : i + 1);
      }
      nextLoad = line.kind() == LineKind.MODULE_LOAD ? i + 1 : nextLoad;
    }
    int[] change = new int[n + 2];
    for (int task : tasks) {
      List<ModuleScript.Operation> list = operations.get(task);
      for (int k = 1; k <= list.size(); k++) {
        ModuleScript.Operation op = list.get(k - 1);
        boolean harmless =
            switch (op.kind()) {
              case "delete" -> Errno.ENOENT.is(op.result()) || Errno.EBUSY.is(op.result());
              case "load" -> op.result() == 0;
              default -> true;
            };
        if (!harmless) {
          int end =
              op.result() == ModuleScript.UNKNOWN ? n + 1 : last.getOrDefault(id(task, k), n + 1);
          if (op.from() + 1 < end) {
            change[op.from() + 1]++;
            change[end]--;
          }
        }
      }
    }
    boolean[] unsettled = new boolean[n + 1];
    int open = 0;
    for (int i = 0; i <= n; i++) {
      open += change[i];
      unsettled[i] = open > 0;
    }
    return unsettled;
  }

  /**
   * The one state from which, by silent steps, all states can be reached that explain the lines so
   * far; null if there is none such, or it is not in the frontier. Where no unload can be releasing
   * the base, nor a load be failing, the lines so far determine the state but for what has been
   * begun early and how far a load is. So it is the state in which nothing was begun early, each
   * load is least far (its init hold not dropped yet, as long as nothing shows it), and nobody has
   * a count still to read; nor can somebody be between two lines with a look at the state that may
   * have been possible earlier only.
   */
  private @Nullable Node base(List<Node> frontier) {
    if (isAmbiguous(frontier)) {
      return null;
    }
    Node best = null;
    int most = -1;
    for (Node node : frontier) {
      int toDo = 0;
      boolean idle = true;
      for (int task : tasks) {
        String label = node.state.labels[task];
        if (loaders.contains(task)) {
          // Has it dropped the init hold before its line? It may have in this frontier only because
          // gets and puts have not been begun early.
          idle &= label == null || !label.equals("ModulePut_Trace");
          // A load that has not begun is least far.
          toDo +=
              node.state.toDo[task] + NOT_BEGUN * (operations.get(task).size() - node.nth[task]);
        } else {
          idle &= label == null || label.equals("DeleteModule_MutexLock");
          idle &= !mayHaveLooked(task, soon(node, task));
        }
      }
      if (toDo > most || (toDo == most && best == null)) {
        most = toDo;
        best = idle ? node : null;
      }
    }
    return best;
  }

  /** Is this an operation without effect that can have happened before, and has not yet? */
  private boolean mayHaveLooked(int task, ModuleScript.Operation op) {
    return op.from() < cursor
        && task != phantom
        && (op.kind().equals("read")
            || op.kind().equals("absent")
            || (op.kind().equals("get") && op.result() == 0)
            || op.kind().equals("delete"));
  }

  private static boolean isAmbiguous(List<Node> frontier) {
    return frontier.stream().mapToInt(node -> node.initially).distinct().count() > 1;
  }

  private ModuleVerdict verdict(
      ModuleVerdict.Outcome outcome,
      long line,
      int prefix,
      String text,
      String wanted,
      List<String> violated,
      @Nullable Node end) {
    long loads =
        script.lines().stream()
            .filter(l -> l.kind() == LineKind.MODULE_LOAD)
            .map(ModuleScript.Line::number)
            .distinct()
            .count();
    return new ModuleVerdict(
        script.module(),
        outcome,
        (int) loads + (end != null && end.initially >= 0 ? 1 : 0),
        script.lines().size(),
        script.usedEvents(),
        end == null ? 0 : end.silent,
        widest,
        generated,
        (System.nanoTime() - begun) / 1e9,
        line,
        prefix,
        text,
        wanted,
        violated);
  }

  // -----------------------------------------------------------------------------------------------

  /**
   * The states after the next line: first with its own task's get or put only, then with as few
   * early ones as do.
   */
  private List<Node> advance(List<Node> frontier) {
    ModuleScript.Line line = script.lines().get(cursor);
    target = number(line.task());
    List<Node> after = new ArrayList<>();
    if (!full) {
      early = false;
      take(close(frontier, Integer.MAX_VALUE), after);
      if (!after.isEmpty()) {
        return after;
      }
    }
    early = true;
    take(close(frontier, full ? Integer.MAX_VALUE : 0), after);
    return after;
  }

  private void take(List<Node> closure, List<Node> after) {
    Set<Long> seen = new HashSet<>();
    List<Node> taken = new ArrayList<>();
    for (Node node : closure) {
      if (takes(node) && seen.add(node.print)) {
        taken.add(node.withEarly(0));
      }
    }
    // What is to be taken at once now, so that a count that can be read has been read.
    cursor++;
    seen.clear();
    while (!taken.isEmpty()) {
      Node node = taken.remove(taken.size() - 1);
      List<Node> next = new ArrayList<>();
      if (eager(node, next)) {
        taken.addAll(next);
      } else if (seen.add(node.print)) {
        after.add(node);
      }
    }
    cursor--;
    widest = Math.max(widest, after.size());
  }

  /** Can the next line be taken? */
  private boolean takes(Node node) {
    ModuleScript.Line line = script.lines().get(cursor);
    return steps.takes(node.state, relative(line, node.nth));
  }

  /** The line as Steps wants it: all that matters of an operation is whether it is under way. */
  private ModuleScript.Line relative(ModuleScript.Line line, int[] nth) {
    List<ModuleScript.Due> due = List.of();
    if (!line.due().isEmpty()) {
      due = new ArrayList<>(line.due().size());
      for (ModuleScript.Due d : line.due()) {
        due.add(new ModuleScript.Due(d.task(), Integer.compare(d.nth(), nth[number(d.task())])));
      }
    }
    int task = number(line.task());
    return new ModuleScript.Line(
        0,
        line.kind(),
        "",
        line.role(),
        line.task(),
        task < 0 ? line.nth() : Integer.compare(line.nth(), nth[task]),
        line.value(),
        due);
  }

  /**
   * The states that silent steps lead to. With stopAt 0 the closure goes by the number of early
   * gets and puts, and stops at the fewest with which the next line can be taken.
   */
  private List<Node> close(List<Node> frontier, int stopAt) {
    Set<Long> seen = new HashSet<>();
    List<Node> closure = new ArrayList<>();
    Deque<Node> now = new ArrayDeque<>();
    List<Node> later = new ArrayList<>();
    for (Node node : frontier) {
      now.add(node.withEarly(0));
    }
    while (!now.isEmpty()) {
      while (!now.isEmpty()) {
        Node node = now.poll();
        if (!seen.add(node.print)) {
          continue;
        }
        List<Node> next = new ArrayList<>();
        if (expand(node, next)) {
          closure.add(node);
        }
        for (Node n : next) {
          (n.early > node.early ? later : now).add(n);
        }
      }
      if (stopAt == 0 && closure.stream().anyMatch(this::takes)) {
        break;
      }
      now.addAll(later);
      later.clear();
    }
    return closure;
  }

  private void check() {
    generated++;
    if ((generated & 255) == 0) {
      if (generated > bounds.maxStates) {
        throw new BoundReached("more than " + bounds.maxStates + " states");
      }
      if ((processorTime() - begunProcessor) / 1e9 > bounds.maxSeconds) {
        throw new BoundReached(
            "more than " + (long) bounds.maxSeconds + " seconds of processor time");
      }
    }
  }

  /**
   * Puts the node's successors into next; false if the node is not one in which a line can be
   * taken.
   */
  private boolean expand(Node node, List<Node> next) {
    check();
    if (eager(node, next)) {
      return false;
    }
    for (int task : tasks) {
      if (instant(node, task, next)) {
        return false;
      }
    }
    for (int task : tasks) {
      String label = node.state.labels[task];
      if (label == null) {
        begin(node, task, next);
      } else if (!SOON.contains(label)) {
        step(node, task, label, next);
      }
    }
    return true;
  }

  /**
   * Takes a step that is to be taken at once, if there is one; true if there was, even if it could
   * not be taken.
   */
  private boolean eager(Node node, List<Node> next) {
    for (int task : tasks) {
      String label = node.state.labels[task];
      if (label == null) {
        continue;
      }
      if (AT_ONCE.contains(label)
          && !(script.goesWhileUsed() && label.equals("TryModuleGet_IncNotZero"))) {
        step(node, task, label, next);
        return true;
      }
      if (SOON.contains(label) && !isWaitedFor(node, task, label)) {
        step(node, task, label, next);
        if (!next.isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  /** A line that shows the recovery's success is taken before the mutex is released. */
  private boolean isWaitedFor(Node node, int task, String label) {
    if (!label.equals("DeleteModule_MutexUnlock")) {
      return false;
    }
    return recovered.getOrDefault(id(task, node.nth[task]), 0) > cursor;
  }

  /**
   * What has no effect on anybody happens at the first instant at which it can: all of it, or
   * nothing.
   */
  private boolean instant(Node node, int task, List<Node> next) {
    String label = node.state.labels[task];
    if (label == null) {
      ModuleScript.Operation op = soon(node, task);
      if (op.from() > cursor) {
        return false;
      }
      return switch (op.kind()) {
        case "get" ->
            op.result() == 0
                && (node.state.refcnt == 0 || node.state.module.equals("GOING"))
                && through(node, task, "TryModuleGet_Call", next);
        case "read" ->
            node.state.refcnt - 1 == op.value() && through(node, task, "ModuleRefcount_Call", next);
        case "absent" -> through(node, task, "FindsNoFile", next);
        // Up to the lock there is nothing to see of a call; the phantom's is left out where it has
        // no use.
        case "delete" ->
            op.dependents().equals("no")
                && task != phantom
                && through(node, task, "DeleteModule_Call", next);
        default -> false;
      };
    }
    if (label.equals("DeleteModule_MutexLock")) {
      int result = operation(task, node.nth[task]).result();
      if (Errno.ENOENT.is(result) || Errno.EBUSY.is(result) || node.state.dependents[task]) {
        return through(node, task, label, next);
      }
    }
    return false;
  }

  /** Takes this step and the task's next ones, as long as they are to be taken at once. */
  private boolean through(Node node, int task, String action, List<Node> next) {
    List<Node> here = new ArrayList<>();
    step(node, task, action, here);
    boolean reached = false;
    while (!here.isEmpty()) {
      Node last = here.remove(here.size() - 1);
      String label = last.state.labels[task];
      if (label != null && AT_ONCE.contains(label)) {
        check();
        step(last, task, label, here);
      } else {
        boolean refused =
            action.equals("DeleteModule_MutexLock")
                && label != null
                && !label.equals("DeleteModule_MutexUnlock")
                && !label.equals("DeleteModule_Return");
        if (!refused) {
          next.add(last);
          reached = true;
        }
      }
    }
    return reached;
  }

  /** Begins what an idle task does next, if it may. */
  private void begin(Node node, int task, List<Node> next) {
    ModuleScript.Operation op = soon(node, task);
    if (op.from() > cursor) {
      return;
    }
    boolean own = task == target;
    switch (op.kind()) {
      case "get", "put" -> {
        if (op.result() != 0
            && (own || early)
            && op.line() > cursor
            && (op.line() < ModuleScript.NEVER || own)
            && !isPreceded(node, task, op)) {
          through(
              node,
              task,
              op.kind().equals("get") ? "TryModuleGet_Call" : "ModulePut_Call",
              next,
              own ? 0 : 1);
        }
      }
      case "either" -> {
        if (early) {
          int[] alike = Arrays.stream(tasks).filter(t -> isNextUnseen(node, t)).toArray();
          if (task == alike[0]) {
            through(node, task, "TryModuleGet_Call", next, 1);
          }
          if (task == alike[alike.length - 1]) {
            through(node, task, "ModulePut_Call", next, 1);
          }
        }
      }
      case "delete" -> {
        if (!op.dependents().equals("yes") || node.state.dependents[task]) {
          through(node, task, "DeleteModule_Call", next);
        }
        if (!op.dependents().equals("no") && !node.state.dependents[task]) {
          step(node, task, "IsUsedByAnother", next);
        }
      }
      case "load" -> step(node, task, "LoadModule_Call", next);
      default -> {}
    }
  }

  /**
   * Can another task begin the same just as well, and must have done it by an earlier line? Then
   * that one goes first: two gets whose exact old values are not known can change places, and so
   * can two puts.
   */
  private boolean isPreceded(Node node, int task, ModuleScript.Operation op) {
    if (op.old() != ModuleScript.UNKNOWN) {
      return false;
    }
    for (int other : tasks) {
      if (other != task && node.state.labels[other] == null) {
        ModuleScript.Operation its = soon(node, other);
        if (its.kind().equals(op.kind())
            && its.old() == ModuleScript.UNKNOWN
            && its.result() == 1
            && its.from() <= cursor
            && its.after() <= cursor
            && its.line() > cursor
            && its.line() < op.line()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Is the task's next operation one whose line is not in the log? All such tasks are alike. */
  private boolean isNextUnseen(Node node, int task) {
    if (node.state.labels[task] != null) {
      return false;
    }
    ModuleScript.Operation op = soon(node, task);
    return op.kind().equals("either") && op.from() <= cursor;
  }

  private void through(Node node, int task, String action, List<Node> next, int moreEarly) {
    List<Node> here = new ArrayList<>();
    through(node, task, action, here);
    for (Node n : here) {
      next.add(n.withEarly(n.early + moreEarly));
    }
  }

  /** Takes a step of Next that the log permits. */
  private void step(Node node, int task, String action, List<Node> next) {
    boolean begins = node.state.labels[task] == null;
    ModuleScript.Operation op = begins ? soon(node, task) : operation(task, node.nth[task]);
    for (Steps.Successor after : steps.after(node.state, task, action, op.at(cursor))) {
      next.add(node.after(after, task));
    }
  }

  // -----------------------------------------------------------------------------------------------
  // Explaining a rejection.

  private ModuleVerdict rejected(List<Node> frontier, int at) {
    cursor = at;
    early = true;
    full = true;
    ModuleScript.Line line = script.lines().get(at);
    List<Node> closure = close(frontier, Integer.MAX_VALUE);
    TreeSet<Integer> counts = new TreeSet<>();
    TreeSet<String> states = new TreeSet<>();
    TreeSet<Integer> owed = new TreeSet<>();
    TreeSet<Integer> references = new TreeSet<>();
    for (Node node : closure) {
      states.add(node.state.allocated ? node.state.module : "not loaded");
      if (node.state.allocated) {
        counts.add(node.state.refcnt);
        references.add(node.state.refs);
      }
      for (int d = 0; d < line.due().size(); d++) {
        ModuleScript.Due due = line.due().get(d);
        String label = node.state.labels[number(due.task())];
        if (node.nth[number(due.task())] == due.nth() && label != null && TRACES.contains(label)) {
          owed.add(d);
        }
      }
    }
    String possible =
        "possible: state "
            + String.join(" or ", states)
            + (counts.isEmpty() ? "" : ", refcnt " + some(counts))
            + (references.isEmpty() ? "" : ", references " + some(references));
    if (!owed.isEmpty()) {
      ModuleScript.Due due = line.due().get(owed.first());
      ModuleScript.Operation op = operation(number(due.task()), due.nth());
      ModuleScript.Line printed = script.lines().get(op.line() - 1);
      return verdict(
          ModuleVerdict.Outcome.REJECTED,
          printed.number(),
          op.line() - 1,
          printed.text(),
          printed.kind().word()
              + " wanted to read refcnt="
              + op.value()
              + (line.kind() == LineKind.END_OF_LOG
                  ? " at the end"
                  : " before line " + line.number())
              + "; "
              + possible,
          List.of(),
          null);
    }
    ModuleScript.Operation op =
        number(line.task()) < 0
            ? ModuleScript.Operation.NONE
            : operation(number(line.task()), line.nth());
    return verdict(
        ModuleVerdict.Outcome.REJECTED,
        line.number(),
        at,
        line.text(),
        wants(line, op) + "; " + possible,
        List.of(),
        null);
  }

  private static String some(Set<Integer> values) {
    StringBuilder text = new StringBuilder();
    int shown = 0;
    for (Integer value : values) {
      if (shown++ == 8) {
        return text.append(", ...").toString();
      }
      text.append(text.length() == 0 ? "" : ", ").append(value);
    }
    return text.toString();
  }

  private static String wants(ModuleScript.Line line, ModuleScript.Operation op) {
    String old = op.old() == ModuleScript.UNKNOWN ? "" : " replacing exactly " + op.old();
    return switch (line.kind()) {
      case MODULE_GET, GET_DONE ->
          "wanted a get that succeeded"
              + old
              + (line.kind() == LineKind.MODULE_GET ? " (refcnt=" + op.value() + " after it)" : "");
      case MODULE_PUT, PUT_DONE -> "wanted a put" + old + " of a reference that is held";
      case GET_REFUSED -> "wanted a get that was refused: GOING, or refcnt 0";
      case OPERATION_RET ->
          op.kind().equals("get")
              ? op.result() == 0
                  ? "wanted a get that was refused: GOING, or refcnt 0"
                  : "wanted a get that succeeded before"
              : "wanted a put before";
      case USER_READ ->
          op.kind().equals("absent")
              ? "wanted no file"
              : "wanted a count of "
                  + op.value()
                  + " (refcnt "
                  + (op.value() + 1)
                  + ")"
                  + (op.then().isEmpty() ? "" : ", then " + op.then());
      case MODULE_LOAD, INIT_CALL -> "wanted a load, of a name that is not loaded";
      case LOAD_RET, LOAD_EXIT ->
          "wanted a load that ended with " + (op.result() < 0 ? "an error" : "success");
      case REL_SUB -> "wanted the base released, replacing exactly " + op.sub();
      case REL_NZ -> "wanted a release that did not give zero";
      case REL_READD -> "wanted the base recovered, replacing exactly " + op.readd();
      case GOING -> "wanted an unload that is decided, state still LIVE";
      case FREE_CALL, MODULE_FREE -> "wanted an unload that is decided, or an init that failed";
      case FREE_RET -> "wanted the module freed";
      case DELETE_RET -> "wanted delete_module to return " + op.result();
      case NOT_USED -> "wanted that the module which is freed has used this one";
      case NOT_PUT -> "wanted that the module which was freed has put this one, which it used";
      case PUT_LATE -> "wanted this put before the grace period of the module that used this one";
      case USED_TWICE -> "wanted one reference for each module that is used";
      case IN_USE -> "wanted that no module that is loaded uses this one any more";
      case SAME -> "wanted the value that the probe on the return saw";
      default -> "does not fit any operation of its task";
    };
  }

  /** What this thread has used, in nanoseconds. */
  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
