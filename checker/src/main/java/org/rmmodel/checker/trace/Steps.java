package org.rmmodel.checker.trace;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.tlc.TlcEvaluator;
import tlc2.tool.TLCState;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.Value;
import util.UniqueString;

/**
 * The steps of TraceProtocol.tla, evaluated by TLC, and remembered.
 *
 * <p>A log goes through few states again and again: what tells them apart is only how many lines
 * are explained ({@code cursor}) and how many operations each task has begun ({@code nth}). All
 * that the specification asks these two for is whether a gate has been passed and whether an
 * operation has ended, so a state is kept without them (both are zero), a gate of an operation is
 * passed (0) or not (NEVER), and the number of a line's operation is relative to the task's. What
 * TLC has evaluated once then need not be evaluated again. That the key holds everything a step
 * depends on is not taken on trust: while a step is evaluated, the specification gets the one
 * operation, or the one line, in the key, and asking for another ends the search.
 */
final class Steps {
  /** More states than this are forgotten; each takes some kilobytes. */
  private static final int MOST_STATES = 1 << 16;

  /** More evaluations than this are forgotten. */
  private static final int MOST_STEPS = 1 << 20;

  private static final Pattern TASK = Pattern.compile("\\bt->\"([^\"]*)\"");

  private static final UniqueString CURSOR = UniqueString.uniqueStringOf("cursor");
  private static final UniqueString PC = UniqueString.uniqueStringOf("pc");
  private static final UniqueString NTH = UniqueString.uniqueStringOf("nth");
  private static final UniqueString REFCNT = UniqueString.uniqueStringOf("refcnt");
  private static final UniqueString REFS = UniqueString.uniqueStringOf("refs");
  private static final UniqueString STATE = UniqueString.uniqueStringOf("state");
  private static final UniqueString FAULTS = UniqueString.uniqueStringOf("faults");
  private static final UniqueString MEM = UniqueString.uniqueStringOf("mem");
  private static final UniqueString DEPENDENTS = UniqueString.uniqueStringOf("dependents");

  private final TlcEvaluator tlc;
  private final Map<String, Map<String, List<TlcEvaluator.Step>>> actions = new HashMap<>();
  private final List<TlcEvaluator.Step> takeLine = new ArrayList<>();
  private final List<String> tasks = new ArrayList<>();

  /** No task has begun anything. */
  private @Nullable Value zero;

  private final Map<Long, State> states = new HashMap<>();
  private final Map<Key, List<Successor>> steps = new HashMap<>();
  private final Map<LineKey, Boolean> lines = new HashMap<>();

  /**
   * A state without cursor and nth, and what a search wants to know of it.
   *
   * <p>Two of the same print are the same.
   */
  static final class State {
    private final TLCState state;
    final long print;

    /** Each task's next step; null if it has none. */
    final @Nullable String[] labels;

    /** How many steps each task has left. */
    final int[] toDo;

    final boolean[] dependents;
    final int refcnt;
    final int refs;
    final String module;
    final boolean allocated;
    private final boolean faulty;
    private @Nullable List<String> violated;

    private State(
        TLCState state,
        long print,
        @Nullable String[] labels,
        int[] toDo,
        boolean[] dependents,
        int refcnt,
        int refs,
        String module,
        boolean allocated,
        boolean faulty) {
      this.state = state;
      this.print = print;
      this.labels = labels;
      this.toDo = toDo;
      this.dependents = dependents;
      this.refcnt = refcnt;
      this.refs = refs;
      this.module = module;
      this.allocated = allocated;
      this.faulty = faulty;
    }

    /**
     * Can a property be violated here? Saves evaluating them where only good states are compared.
     */
    boolean mayBeWrong() {
      return faulty || refcnt < refs + 1;
    }

    /** What the count says is outstanding; less than nothing if a put too many was made. */
    int count() {
      return refcnt < 1 ? -2 : refs;
    }

    /** For a test that evaluates without remembering. */
    TLCState state() {
      return state;
    }
  }

  /**
   * Where a step leads.
   *
   * @param state the state
   * @param begins whether the task has begun its next operation with it; of a state in which a log
   *     begins, whether tasks that are not idle are in their first one
   */
  record Successor(State state, boolean begins) {}

  private record Key(long print, int task, String action, ModuleScript.Operation operation) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && print == that.print
          && task == that.task
          && action.equals(that.action)
          && operation.equals(that.operation);
    }

    @Override
    public int hashCode() {
      return ((Long.hashCode(print) * 31 + task) * 31 + action.hashCode()) * 31
          + operation.hashCode();
    }
  }

  private record LineKey(long print, ModuleScript.Line line) {}

  /**
   * Loads the specification.
   *
   * @param folder the folder of the modules
   * @param cfg the cfg, without its suffix
   */
  Steps(String folder, String cfg) {
    tlc = new TlcEvaluator(folder, "TraceProtocol", cfg);
    for (TlcEvaluator.Step step : tlc.steps()) {
      Matcher task = TASK.matcher(step.context());
      if (step.name().equals("TakeLine")) {
        takeLine.add(step);
      } else if (task.find()) {
        actions
            .computeIfAbsent(task.group(1), k -> new HashMap<>())
            .computeIfAbsent(step.name(), k -> new ArrayList<>())
            .add(step);
      } else {
        throw new IllegalStateException("the step " + step.name() + " belongs to no task");
      }
    }
    if (takeLine.isEmpty()) {
      throw new IllegalStateException("TraceProtocol.tla has no step TakeLine");
    }
    tasks.addAll(actions.keySet());
    tasks.sort(null);
  }

  /**
   * All tasks of the specification.
   *
   * @return their names; a task's number is its place here
   */
  List<String> tasks() {
    return tasks;
  }

  /**
   * The states in which a log can begin.
   *
   * @param script the log
   * @return the states; a task's operation may be under way in them
   */
  List<Successor> initial(ModuleScript script) {
    TraceOperators.use(script);
    List<Successor> all = new ArrayList<>();
    for (TLCState state : tlc.initial()) {
      boolean begins = false;
      for (String task : tasks) {
        begins |= ((IntValue) tlc.at(state, NTH, task)).val > 0;
      }
      if (zero == null) {
        zero = begins ? null : nthOf(state);
      }
      if (begins) {
        state.bind(NTH, requireNonNull(zero, "a log can always begin with nothing under way"));
      }
      all.add(new Successor(remember(state), begins));
    }
    return all;
  }

  /**
   * Takes a step of Next that the log permits, or one of the world around it.
   *
   * @param before the state
   * @param task the number of the task
   * @param action the step
   * @param operation what the log says about the operation in which the task is (that it is about
   *     to begin, if the step is the first one), its gates being 0 or NEVER
   * @return where it leads
   */
  List<Successor> after(State before, int task, String action, ModuleScript.Operation operation) {
    Key key = new Key(before.print, task, action, operation);
    List<Successor> known = steps.get(key);
    if (known != null) {
      return known;
    }
    List<Successor> after = evaluate(before, task, action, operation);
    if (steps.size() >= MOST_STEPS) {
      steps.clear();
    }
    steps.put(key, after);
    return after;
  }

  private List<Successor> evaluate(
      State before, int task, String action, ModuleScript.Operation operation) {
    TraceOperators.only(tasks.get(task), operation);
    List<Successor> all = new ArrayList<>(1);
    for (TlcEvaluator.Step each :
        actions.getOrDefault(tasks.get(task), Map.of()).getOrDefault(action, List.of())) {
      for (TLCState after : successors(each, before.state)) {
        boolean begins = !nthOf(after).equals(nthOf(before.state));
        after.bind(NTH, before.state.lookup(NTH));
        all.add(new Successor(remember(after), begins));
      }
    }
    return List.copyOf(all);
  }

  /**
   * Evaluates one action: Permitted is asked of each pair of states, and assigns the trace's own
   * variables.
   */
  private List<TLCState> successors(TlcEvaluator.Step step, TLCState before) {
    List<TLCState> all = new ArrayList<>(1);
    for (TLCState after : tlc.after(step, before)) {
      if (after.allAssigned()) {
        all.add(after);
      } else if (tlc.eval("Allowed", before, after).toString().equals("TRUE")) {
        after.bind(CURSOR, before.lookup(CURSOR));
        after.bind(NTH, tlc.eval("NthAfter", before, after));
        after.bind(DEPENDENTS, tlc.eval("DependentsAfter", before, after));
        all.add(after);
      }
    }
    return all;
  }

  /**
   * Can this line be taken?
   *
   * @param before the state
   * @param line the line; the number of its operation, and of those that are due, is 0 if the task
   *     is in it, less if it is over, more if it is to come
   * @return whether TakeLine is a step from here
   */
  boolean takes(State before, ModuleScript.Line line) {
    LineKey key = new LineKey(before.print, line);
    Boolean known = lines.get(key);
    if (known != null) {
      return known;
    }
    TraceOperators.only(line);
    boolean takes = false;
    for (TlcEvaluator.Step step : takeLine) {
      takes |= !tlc.after(step, before.state).isEmpty();
    }
    if (lines.size() >= MOST_STEPS) {
      lines.clear();
    }
    lines.put(key, takes);
    return takes;
  }

  /**
   * Which invariants of the cfg a state violates.
   *
   * @param state the state
   * @return their names
   */
  List<String> violations(State state) {
    List<String> known = state.violated;
    if (known == null) {
      known = tlc.violated(state.state);
      state.violated = known;
    }
    return known;
  }

  // -----------------------------------------------------------------------------------------------
  // States.

  private State remember(TLCState state) {
    long print = state.fingerPrint();
    State known = states.get(print);
    if (known == null) {
      known = read(state, print);
      if (states.size() >= MOST_STATES) {
        states.clear();
        steps.clear();
        lines.clear();
      }
      states.put(print, known);
    }
    return known;
  }

  private State read(TLCState state, long print) {
    int n = tasks.size();
    @Nullable String[] labels = new @Nullable String[n];
    int[] toDo = new int[n];
    boolean[] dependents = new boolean[n];
    for (int t = 0; t < n; t++) {
      TupleValue pc = (TupleValue) tlc.at(state, PC, tasks.get(t)).toTuple();
      toDo[t] = pc.elems.length;
      labels[t] = toDo[t] == 0 ? null : ((StringValue) pc.elems[0]).val.toString();
      dependents[t] = String.valueOf(tlc.at(state, DEPENDENTS, tasks.get(t))).equals("TRUE");
    }
    return new State(
        state,
        print,
        labels,
        toDo,
        dependents,
        ((IntValue) tlc.at(state, REFCNT, "m")).val,
        ((IntValue) tlc.at(state, REFS, "m")).val,
        ((StringValue) tlc.at(state, STATE, "m")).val.toString(),
        ((StringValue) tlc.at(state, MEM, "m")).val.toString().equals("allocated"),
        !String.valueOf(state.lookup(FAULTS)).equals("{}"));
  }

  private static Value nthOf(TLCState state) {
    return (Value) state.lookup(NTH);
  }
}
