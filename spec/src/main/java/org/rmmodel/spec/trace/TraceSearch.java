package org.rmmodel.spec.trace;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tla2sany.semantic.OpDefNode;
import tlc2.tool.Action;
import tlc2.tool.EvalControl;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.util.Context;
import tlc2.util.FP64;
import tlc2.value.IValue;
import tlc2.value.impl.Applicable;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.Value;
import util.SimpleFilenameToStream;
import util.UniqueString;

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
 *       a failing init() does: then the two are kept apart.
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

  private static final Pattern TASK = Pattern.compile("\\bt->\"([^\"]*)\"");

  private static final UniqueString CURSOR = UniqueString.uniqueStringOf("cursor");
  private static final UniqueString PC = UniqueString.uniqueStringOf("pc");
  private static final UniqueString NTH = UniqueString.uniqueStringOf("nth");
  private static final UniqueString REFCNT = UniqueString.uniqueStringOf("refcnt");
  private static final UniqueString REFS = UniqueString.uniqueStringOf("refs");
  private static final UniqueString STATE = UniqueString.uniqueStringOf("state");
  private static final UniqueString MEM = UniqueString.uniqueStringOf("mem");
  private static final UniqueString DEPENDENTS = UniqueString.uniqueStringOf("dependents");

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
   * A state, how many silent steps led to it, how many of them came early, and the references at
   * first (-1: not there).
   */
  private record Node(TLCState state, long silent, int early, int initially) {}

  private final FastTool tool;
  private final OpDefNode allowed;
  private final OpDefNode nthAfter;
  private final OpDefNode dependentsAfter;
  private final Map<String, Map<String, List<Action>>> actions = new HashMap<>();
  private final List<Action> takeLine = new ArrayList<>();
  private final Map<String, Value> names = new HashMap<>();

  private ModuleScript script;
  private Map<String, List<ModuleScript.Operation>> operations;
  private List<String> tasks;

  /** The line at which an operation shows its recovery's success. */
  private final Map<String, Integer> recovered = new HashMap<>();

  private Bounds bounds;
  private long generated;
  private int widest;
  private long begun;
  private int cursor;
  private boolean full;
  private boolean early;
  private String target;

  /**
   * Loads the specification.
   *
   * @param folder the folder of the modules
   * @param cfg the cfg, without its suffix
   */
  @SuppressWarnings("NullAway.Init") // What the constructor leaves out is set by search(), first.
  TraceSearch(String folder, String cfg) {
    FP64.Init(0);
    tool = new FastTool(folder, "TraceProtocol", cfg, new SimpleFilenameToStream());
    allowed = definition("Allowed");
    nthAfter = definition("NthAfter");
    dependentsAfter = definition("DependentsAfter");
    for (Action action : tool.getActions()) {
      String name = action.getName().toString();
      Matcher task = TASK.matcher(String.valueOf(action.con));
      if (name.equals("TakeLine")) {
        takeLine.add(action);
      } else if (task.find()) {
        actions
            .computeIfAbsent(task.group(1), k -> new HashMap<>())
            .computeIfAbsent(name, k -> new ArrayList<>())
            .add(action);
      } else {
        throw new IllegalStateException("the step " + name + " belongs to no task");
      }
    }
    if (takeLine.isEmpty()) {
      throw new IllegalStateException("TraceProtocol.tla has no step TakeLine");
    }
  }

  private OpDefNode definition(String name) {
    OpDefNode definition = tool.getRootModule().getOpDef(name);
    if (definition == null) {
      throw new IllegalStateException("TraceProtocol.tla defines no " + name);
    }
    return definition;
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
    operations = operations(next);
    tasks = new ArrayList<>(operations.keySet());
    if (script.phantom()) {
      tasks.add(TraceOperators.PHANTOM);
    }
    TraceOperators.use(next, operations);
    recovered.clear();
    for (int i = 0; i < script.lines().size(); i++) {
      ModuleScript.Line line = script.lines().get(i);
      if (line.kind().equals("rel_readd")) {
        recovered.put(line.task() + "/" + line.nth(), i + 1);
      }
    }
    generated = 0;
    widest = 0;
    begun = System.nanoTime();
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

  static Map<String, List<ModuleScript.Operation>> operations(ModuleScript script) {
    Map<String, List<ModuleScript.Operation>> all = new LinkedHashMap<>();
    for (ModuleScript.Role role : ModuleScript.Role.values()) {
      List<List<ModuleScript.Operation>> of =
          switch (role) {
            case USER -> script.users();
            case READER -> script.readers();
            case UNLOADER -> script.unloaders();
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
    StateVec init = tool.getInitStates();
    for (int i = 0; i < init.size(); i++) {
      frontier.add(
          new Node(
              init.elementAt(i),
              0,
              0,
              isAllocated(init.elementAt(i)) ? refs(init.elementAt(i)) : -1));
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
      if (violatedAt == 0 && frontier.stream().allMatch(node -> !violations(node).isEmpty())) {
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
      int worse = violations(node).size() - violations(best).size();
      if (worse < 0 || (worse == 0 && node.silent < best.silent)) {
        best = node;
      }
    }
    List<String> violated = violations(best);
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
    Map<String, Integer> last = new HashMap<>();
    int nextLoad = n + 1;
    for (int i = n - 1; i >= 0; i--) {
      ModuleScript.Line line = script.lines().get(i);
      // An unload whose return is not in the log is certainly over when the module is loaded again.
      last.putIfAbsent(
          line.task() + "/" + line.nth(),
          line.kind().equals("module_free") || line.kind().equals("free_call") ? nextLoad : i + 1);
      nextLoad = line.kind().equals("module_load") ? i + 1 : nextLoad;
    }
    int[] change = new int[n + 2];
    operations.forEach(
        (task, list) -> {
          for (int k = 1; k <= list.size(); k++) {
            ModuleScript.Operation op = list.get(k - 1);
            boolean harmless =
                switch (op.kind()) {
                  case "delete" -> op.result() == -2 || op.result() == -16;
                  case "load" -> op.result() == 0;
                  default -> true;
                };
            if (!harmless) {
              int end =
                  op.result() == ModuleScript.UNKNOWN
                      ? n + 1
                      : last.getOrDefault(task + "/" + k, n + 1);
              if (op.from() + 1 < end) {
                change[op.from() + 1]++;
                change[end]--;
              }
            }
          }
        });
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
   * load is least far, and nobody has a count still to read; nor can somebody be between two lines
   * with a look at the state that may have been possible earlier only.
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
      for (String task : tasks) {
        String label = label(node.state, task);
        if (task.startsWith("l")) {
          // A load that has not begun is least far.
          toDo +=
              toDo(node.state, task)
                  + NOT_BEGUN
                      * (operations.getOrDefault(task, List.of()).size() - nth(node.state, task));
        } else {
          idle &= label == null || label.equals("DeleteModule_MutexLock");
          idle &= !mayHaveLooked(task, nth(node.state, task) + 1);
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
  private boolean mayHaveLooked(String task, int k) {
    ModuleScript.Operation op = TraceOperators.operation(task, k);
    return op.from() < cursor
        && !task.equals(TraceOperators.PHANTOM)
        && (op.kind().equals("read")
            || op.kind().equals("absent")
            || (op.kind().equals("get") && op.result() == 0)
            || op.kind().equals("delete"));
  }

  private static boolean isAmbiguous(List<Node> frontier) {
    return frontier.stream().mapToInt(Node::initially).distinct().count() > 1;
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
            .filter(l -> l.kind().equals("module_load"))
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

  private List<String> violations(Node node) {
    List<String> names = new ArrayList<>();
    Action[] invariants = tool.getInvariants();
    for (int i = 0; i < invariants.length; i++) {
      if (!tool.isValid(invariants[i], node.state)) {
        names.add(tool.getInvNames()[i]);
      }
    }
    return names;
  }

  // -----------------------------------------------------------------------------------------------

  /**
   * The states after the next line: first with its own task's get or put only, then with as few
   * early ones as do.
   */
  private List<Node> advance(List<Node> frontier) {
    ModuleScript.Line line = script.lines().get(cursor);
    target = line.task();
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
      for (TLCState state : taken(node.state)) {
        if (seen.add(state.fingerPrint())) {
          taken.add(new Node(state, node.silent, 0, node.initially));
        }
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
      } else if (seen.add(node.state.fingerPrint())) {
        after.add(node);
      }
    }
    cursor--;
    widest = Math.max(widest, after.size());
  }

  private List<TLCState> taken(TLCState state) {
    List<TLCState> after = new ArrayList<>();
    for (Action action : takeLine) {
      StateVec states = tool.getNextStates(action, state);
      for (int i = 0; i < states.size(); i++) {
        after.add(states.elementAt(i));
      }
    }
    return after;
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
      now.add(new Node(node.state, node.silent, 0, node.initially));
    }
    while (!now.isEmpty()) {
      while (!now.isEmpty()) {
        Node node = now.poll();
        if (!seen.add(node.state.fingerPrint())) {
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
      if (stopAt == 0 && closure.stream().anyMatch(node -> !taken(node.state).isEmpty())) {
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
      if ((System.nanoTime() - begun) / 1e9 > bounds.maxSeconds) {
        throw new BoundReached("more than " + (long) bounds.maxSeconds + " seconds");
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
    for (String task : tasks) {
      if (instant(node, task, next)) {
        return false;
      }
    }
    for (String task : tasks) {
      String label = label(node.state, task);
      if (label == null) {
        begin(node, task, next);
      } else if (!SOON.contains(label)) {
        step(node, task, label, 0, next);
      }
    }
    return true;
  }

  /**
   * Takes a step that is to be taken at once, if there is one; true if there was, even if it could
   * not be taken.
   */
  private boolean eager(Node node, List<Node> next) {
    TLCState state = node.state;
    for (String task : tasks) {
      String label = label(state, task);
      if (label == null) {
        continue;
      }
      if (AT_ONCE.contains(label)
          && !(script.initFails() && label.equals("TryModuleGet_IncNotZero"))) {
        step(node, task, label, 0, next);
        return true;
      }
      if (SOON.contains(label) && !isWaitedFor(state, task, label)) {
        step(node, task, label, 0, next);
        if (!next.isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  /** A line that shows the recovery's success is taken before the mutex is released. */
  private boolean isWaitedFor(TLCState state, String task, String label) {
    if (!label.equals("DeleteModule_MutexUnlock")) {
      return false;
    }
    return recovered.getOrDefault(task + "/" + nth(state, task), 0) > cursor;
  }

  /**
   * What has no effect on anybody happens at the first instant at which it can: all of it, or
   * nothing.
   */
  private boolean instant(Node node, String task, List<Node> next) {
    String label = label(node.state, task);
    int k = nth(node.state, task);
    if (label == null) {
      ModuleScript.Operation op = TraceOperators.operation(task, k + 1);
      if (op.from() > cursor) {
        return false;
      }
      return switch (op.kind()) {
        case "get" ->
            op.result() == 0
                && (refcnt(node.state) == 0 || state(node.state).equals("GOING"))
                && through(node, task, "TryModuleGet_Call", next);
        case "read" ->
            refcnt(node.state) - 1 == op.value()
                && through(node, task, "ModuleRefcount_Call", next);
        case "absent" -> through(node, task, "FindsNoFile", next);
        // Up to the lock there is nothing to see of a call; the phantom's is left out where it has
        // no use.
        case "delete" ->
            op.dependents().equals("no")
                && !task.equals(TraceOperators.PHANTOM)
                && through(node, task, "DeleteModule_Call", next);
        default -> false;
      };
    }
    if (label.equals("DeleteModule_MutexLock")) {
      int result = TraceOperators.operation(task, k).result();
      if (result == -2 || result == -16 || isTrue(node.state, DEPENDENTS, task)) {
        return through(node, task, label, next);
      }
    }
    return false;
  }

  /** Takes this step and the task's next ones, as long as they are to be taken at once. */
  private boolean through(Node node, String task, String action, List<Node> next) {
    List<Node> here = new ArrayList<>();
    step(node, task, action, 0, here);
    boolean reached = false;
    while (!here.isEmpty()) {
      Node last = here.remove(here.size() - 1);
      String label = label(last.state, task);
      if (label != null && AT_ONCE.contains(label)) {
        check();
        step(last, task, label, 0, here);
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
  private void begin(Node node, String task, List<Node> next) {
    ModuleScript.Operation op = TraceOperators.operation(task, nth(node.state, task) + 1);
    if (op.from() > cursor) {
      return;
    }
    boolean own = task.equals(target);
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
          List<String> alike = tasks.stream().filter(t -> isNextUnseen(node, t)).toList();
          if (task.equals(alike.get(0))) {
            through(node, task, "TryModuleGet_Call", next, 1);
          }
          if (task.equals(alike.get(alike.size() - 1))) {
            through(node, task, "ModulePut_Call", next, 1);
          }
        }
      }
      case "delete" -> {
        if (!op.dependents().equals("yes") || isTrue(node.state, DEPENDENTS, task)) {
          through(node, task, "DeleteModule_Call", next);
        }
        if (!op.dependents().equals("no") && !isTrue(node.state, DEPENDENTS, task)) {
          step(node, task, "IsUsedByAnother", 0, next);
        }
      }
      case "load" -> step(node, task, "LoadModule_Call", 0, next);
      default -> {}
    }
  }

  /**
   * Can another task begin the same just as well, and must have done it by an earlier line? Then
   * that one goes first: two gets whose exact old values are not known can change places, and so
   * can two puts.
   */
  private boolean isPreceded(Node node, String task, ModuleScript.Operation op) {
    if (op.old() != ModuleScript.UNKNOWN) {
      return false;
    }
    for (String other : tasks) {
      if (!other.equals(task) && label(node.state, other) == null) {
        ModuleScript.Operation its = TraceOperators.operation(other, nth(node.state, other) + 1);
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
  private boolean isNextUnseen(Node node, String task) {
    if (label(node.state, task) != null) {
      return false;
    }
    ModuleScript.Operation op = TraceOperators.operation(task, nth(node.state, task) + 1);
    return op.kind().equals("either") && op.from() <= cursor;
  }

  private void through(Node node, String task, String action, List<Node> next, int moreEarly) {
    List<Node> here = new ArrayList<>();
    through(node, task, action, here);
    for (Node n : here) {
      next.add(new Node(n.state, n.silent, n.early + moreEarly, n.initially));
    }
  }

  /** Evaluates one action of Next, and Permitted on each pair of states. */
  private void step(Node node, String task, String name, int moreEarly, List<Node> next) {
    List<Action> candidates = actions.getOrDefault(task, Map.of()).getOrDefault(name, List.of());
    for (Action action : candidates) {
      StateVec states = tool.getNextStates(action, node.state);
      for (int i = 0; i < states.size(); i++) {
        TLCState state = states.elementAt(i);
        if (state.allAssigned() || isAllowed(node.state, state)) {
          next.add(new Node(state, node.silent + 1, node.early + moreEarly, node.initially));
        }
      }
    }
  }

  /**
   * Permitted: is the step of Next one that the log allows? Then it assigns the trace's own
   * variables.
   */
  private boolean isAllowed(TLCState before, TLCState after) {
    if (!eval(allowed, before, after).toString().equals("TRUE")) {
      return false;
    }
    after.bind(CURSOR, before.lookup(CURSOR));
    after.bind(NTH, eval(nthAfter, before, after));
    after.bind(DEPENDENTS, eval(dependentsAfter, before, after));
    return true;
  }

  private IValue eval(OpDefNode definition, TLCState before, TLCState after) {
    return tool.eval(definition.getBody(), Context.Empty, before, after, EvalControl.Clear);
  }

  // -----------------------------------------------------------------------------------------------
  // Looking into states.

  private Value of(TLCState state, UniqueString variable, String key) {
    Value function = (Value) state.lookup(variable);
    return ((Applicable) function).select(names.computeIfAbsent(key, StringValue::new));
  }

  private @Nullable String label(TLCState state, String task) {
    TupleValue pc = (TupleValue) of(state, PC, task).toTuple();
    return pc.elems.length == 0 ? null : ((StringValue) pc.elems[0]).val.toString();
  }

  private int toDo(TLCState state, String task) {
    return ((TupleValue) of(state, PC, task).toTuple()).elems.length;
  }

  private int refs(TLCState state) {
    return ((IntValue) of(state, REFS, "m")).val;
  }

  private int nth(TLCState state, String task) {
    return ((IntValue) of(state, NTH, task)).val;
  }

  private int refcnt(TLCState state) {
    return ((IntValue) of(state, REFCNT, "m")).val;
  }

  private String state(TLCState state) {
    return ((StringValue) of(state, STATE, "m")).val.toString();
  }

  private boolean isAllocated(TLCState state) {
    return ((StringValue) of(state, MEM, "m")).val.toString().equals("allocated");
  }

  private boolean isTrue(TLCState state, UniqueString variable, String task) {
    Value value = of(state, variable, task);
    return value != null && value.toString().equals("TRUE");
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
      boolean allocated = isAllocated(node.state);
      states.add(allocated ? state(node.state) : "not loaded");
      if (allocated) {
        counts.add(refcnt(node.state));
        references.add(refs(node.state));
      }
      for (int d = 0; d < line.due().size(); d++) {
        ModuleScript.Due due = line.due().get(d);
        String label = label(node.state, due.task());
        if (nth(node.state, due.task()) == due.nth() && label != null && TRACES.contains(label)) {
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
      ModuleScript.Operation op = TraceOperators.operation(due.task(), due.nth());
      ModuleScript.Line printed = script.lines().get(op.line() - 1);
      return verdict(
          ModuleVerdict.Outcome.REJECTED,
          printed.number(),
          op.line() - 1,
          printed.text(),
          printed.kind()
              + " wanted to read refcnt="
              + op.value()
              + (line.kind().equals("end_of_log") ? " at the end" : " before line " + line.number())
              + "; "
              + possible,
          List.of(),
          null);
    }
    ModuleScript.Operation op = TraceOperators.operation(line.task(), line.nth());
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
      case "module_get", "get_done" ->
          "wanted a get that succeeded"
              + old
              + (line.kind().equals("module_get") ? " (refcnt=" + op.value() + " after it)" : "");
      case "module_put", "put_done" -> "wanted a put" + old + " of a reference that is held";
      case "get_refused" -> "wanted a get that was refused: GOING, or refcnt 0";
      case "operation_ret" ->
          op.kind().equals("get")
              ? op.result() == 0
                  ? "wanted a get that was refused: GOING, or refcnt 0"
                  : "wanted a get that succeeded before"
              : "wanted a put before";
      case "user_read" ->
          op.kind().equals("absent")
              ? "wanted no file"
              : "wanted a count of "
                  + op.value()
                  + " (refcnt "
                  + (op.value() + 1)
                  + ")"
                  + (op.then().isEmpty() ? "" : ", then " + op.then());
      case "module_load", "init_call" -> "wanted a load, of a name that is not loaded";
      case "load_ret", "load_exit" ->
          "wanted a load that ended with " + (op.result() < 0 ? "an error" : "success");
      case "rel_sub" -> "wanted the base released, replacing exactly " + op.sub();
      case "rel_nz" -> "wanted a release that did not give zero";
      case "rel_readd" -> "wanted the base recovered, replacing exactly " + op.readd();
      case "going" -> "wanted an unload that is decided, state still LIVE";
      case "free_call", "module_free" -> "wanted an unload that is decided, or an init that failed";
      case "free_ret" -> "wanted the module freed";
      case "delete_ret" -> "wanted delete_module to return " + op.result();
      case "not_used" -> "wanted that the module which is freed has used this one";
      case "not_put" -> "wanted that the module which was freed has put this one, which it used";
      case "same" -> "wanted the value that the probe on the return saw";
      default -> "does not fit any operation of its task";
    };
  }
}
