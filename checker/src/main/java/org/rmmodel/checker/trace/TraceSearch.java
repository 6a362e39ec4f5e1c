package org.rmmodel.checker.trace;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.trace.Meter.BoundReached;
import org.rmmodel.checker.trace.Meter.Bounds;
import org.rmmodel.checker.trace.Reduction.When;

/**
 * Searches for a behaviour of TraceProtocol.tla that explains a script, with TLC's evaluator and a
 * search of its own.
 *
 * <p>It goes through the lines with a frontier, the nodes that explain the lines so far: closure
 * under silent steps, then the next line. Each step is an action of the unmodified Next, evaluated
 * by TLC, conjoined with Permitted. The name of the action that a task can take is the first label
 * of its pc (State.tla), so one action is evaluated, not all of them. {@link Reduction} says which
 * steps are tried.
 *
 * <p>Normally a get or put is begun only when its own line is next (its read-modify-write may come
 * earlier, while its window is open). Where the next line then has no explanation, gets and puts
 * are begun early, as few as will do; where that does not help, the search goes back to the last
 * line after which the state was certain ({@link #certain}) and allows all of them everywhere; it
 * does so, too, where only a mistake explains the line. Only when this fails the log is rejected.
 * So acceptance is by a behaviour, and rejection by a search that left nothing out.
 */
final class TraceSearch {
  /** More steps than a load has. */
  private static final int NOT_BEGUN = 100;

  /** Where a task is that does nothing for the time being, or never again. */
  private static final Set<String> AT_REST = Set.of("DeleteModule_MutexLock", "Dead");

  /** Lines between two reports of progress. */
  private static final int REPORT = 32;

  private final Steps steps;
  private final Agenda agenda;
  private final ModuleScript script;
  private final Meter meter;
  private final Reduction reduction;
  private final Progress progress;
  private int widest;

  /** How many lines are explained. */
  private int explained;

  /** Says how far a search is. */
  interface Progress {
    void at(String module, int line, int lines, int frontier);
  }

  private TraceSearch(Steps steps, ModuleScript script, Bounds bounds, Progress progress) {
    this.steps = steps;
    this.script = script;
    this.progress = progress;
    agenda = new Agenda(script, steps.tasks());
    meter = new Meter(bounds);
    reduction = new Reduction(steps, agenda, meter);
  }

  /**
   * Searches.
   *
   * @param steps the specification
   * @param script the script
   * @param bounds where to stop
   * @param progress told now and then how far it is
   * @return the verdict
   */
  static ModuleVerdict search(Steps steps, ModuleScript script, Bounds bounds, Progress progress) {
    TraceSearch search = new TraceSearch(steps, script, bounds, progress);
    try {
      ModuleVerdict verdict = search.run();
      Optional<ModuleScript> late = script.begunInALoad();
      if (verdict.outcome() == ModuleVerdict.Outcome.REJECTED && late.isPresent()) {
        ModuleVerdict other = new TraceSearch(steps, late.get(), bounds, progress).run();
        return other.isBehaviour() ? other : verdict;
      }
      return verdict;
    } catch (BoundReached e) {
      return search.inconclusive(requireNonNull(e.getMessage()));
    }
  }

  private ModuleVerdict run() {
    int n = script.lines().size();
    List<Node> frontier = initial();
    boolean[] unsettled = agenda.unsettled();
    Map<String, Integer> violated = new LinkedHashMap<>();
    int settledAt = 0;
    List<Node> settled = frontier;
    boolean wentBack = false;
    while (explained < n) {
      // How many references there were at first is found out without leaving anything out.
      boolean full = wentBack || isAmbiguous(frontier);
      if (explained % REPORT == 0) {
        progress.at(script.module(), explained, n, frontier.size());
      }
      List<Node> after = advance(frontier, full);
      // A mistake is believed only when nothing else explains the line.
      if (after.isEmpty() || (!full && mistakes(after) > mistakes(frontier))) {
        if (full) {
          return rejected(frontier);
        }
        explained = settledAt;
        frontier = settled;
        wentBack = true;
        int again = settledAt;
        violated.values().removeIf(at -> at >= again);
        continue;
      }
      frontier = after;
      explained++;
      for (String property : violatedByAll(frontier)) {
        violated.putIfAbsent(property, explained - 1);
      }
      Node certain = unsettled[explained] ? null : certain(frontier);
      if (certain != null) {
        settledAt = explained;
        settled = List.of(certain);
        frontier = settled;
        wentBack = false;
      }
    }
    return accepted(frontier, violated);
  }

  /** How many properties the best explanation of the lines so far violates. */
  private int mistakes(List<Node> frontier) {
    int fewest = Integer.MAX_VALUE;
    for (Node node : frontier) {
      fewest = Math.min(fewest, steps.violations(node.state).size());
      if (fewest == 0) {
        return 0;
      }
    }
    return fewest;
  }

  /** The properties that every explanation of the lines so far violates. */
  private Set<String> violatedByAll(List<Node> frontier) {
    Set<String> all = new LinkedHashSet<>(steps.violations(frontier.get(0).state));
    for (Node node : frontier) {
      if (all.isEmpty()) {
        break;
      }
      all.retainAll(steps.violations(node.state));
    }
    return all;
  }

  private List<Node> initial() {
    List<Node> frontier = new ArrayList<>();
    for (Steps.Successor first : steps.initial(script)) {
      Steps.State state = first.state();
      int[] nth = new int[steps.tasks().size()];
      for (int task = 0; task < nth.length; task++) {
        nth[task] = first.begins() && state.labels[task] != null ? 1 : 0;
      }
      frontier.add(
          new Node(state, nth, 0, 0, state.allocated ? state.count() : ModuleScript.NOT_THERE));
    }
    return frontier;
  }

  /**
   * The one node from which, by silent steps, all nodes can be reached that explain the lines so
   * far; null if there is none such, or it is not in the frontier. Where no unload can be releasing
   * the base, nor a load be failing, the lines so far determine the state but for what has been
   * begun early and how far a load is. So it is the node in which nothing was begun early, each
   * load is least far (its init hold not dropped yet, as long as nothing shows it), and nobody has
   * a count still to read; nor can somebody be between two lines with a look at the state that may
   * have been possible earlier only.
   */
  private @Nullable Node certain(List<Node> frontier) {
    if (isAmbiguous(frontier)) {
      return null;
    }
    int fewest = mistakes(frontier);
    Node best = null;
    int most = -1;
    for (Node node : frontier) {
      if (node.state.mayBeWrong() && steps.violations(node.state).size() > fewest) {
        if (!isOutdone(node, frontier, fewest)) {
          return null;
        }
        continue;
      }
      int toDo = toDo(node);
      if (toDo > most || (toDo == most && best == null)) {
        most = toDo;
        best = isIdle(node) ? node : null;
      }
    }
    return best;
  }

  /** Does another node explain the same count with fewer mistakes? */
  private boolean isOutdone(Node node, List<Node> frontier, int fewest) {
    return frontier.stream()
        .anyMatch(
            other ->
                steps.violations(other.state).size() == fewest
                    && other.state.refcnt == node.state.refcnt
                    && other.state.refs == node.state.refs
                    && other.state.module.equals(node.state.module));
  }

  /** How far the loads are: more if they are less far. A load that has not begun is least far. */
  private int toDo(Node node) {
    int toDo = 0;
    for (int task : agenda.tasks()) {
      if (agenda.isLoader(task)) {
        toDo += node.state.toDo[task] + NOT_BEGUN * (agenda.size(task) - node.nth[task]);
      }
    }
    return toDo;
  }

  private boolean isIdle(Node node) {
    for (int task : agenda.tasks()) {
      String label = node.label(task);
      if (agenda.isLoader(task)) {
        // Has it dropped the init hold before its line? It may have in this frontier only because
        // gets and puts have not been begun early.
        if (label != null && label.equals("ModulePut_Trace")) {
          return false;
        }
      } else if ((label != null && !AT_REST.contains(label))
          || mayHaveLooked(task, agenda.soon(node, task))) {
        return false;
      }
    }
    return true;
  }

  /** Is this an operation without effect that can have happened before, and has not yet? */
  private boolean mayHaveLooked(int task, ModuleScript.Operation op) {
    return op.from() < explained
        && !agenda.isPhantom(task)
        && switch (op.kind()) {
          case READ, ABSENT, DELETE -> true;
          case GET, TRY -> op.result() == 0;
          case PUT, EITHER, LOAD, FAILS, NONE -> false;
        };
  }

  private static boolean isAmbiguous(List<Node> frontier) {
    return frontier.stream().mapToInt(node -> node.initially).distinct().count() > 1;
  }

  // -----------------------------------------------------------------------------------------------
  // One line.

  /**
   * The nodes after the next line: first with its own task's get or put only, then with as few
   * early ones as do; with all of them, if nothing is to be left out.
   */
  private List<Node> advance(List<Node> frontier, boolean full) {
    int target = agenda.number(agenda.line(explained).task());
    if (!full) {
      List<Node> after = take(close(frontier, new When(explained, target, false), false));
      if (!after.isEmpty()) {
        return after;
      }
    }
    return take(close(frontier, new When(explained, target, true), !full));
  }

  /** The nodes in which the next line can be taken, after it. */
  private List<Node> take(List<Node> closure) {
    Set<Long> seen = new HashSet<>();
    List<Node> taken = new ArrayList<>();
    for (Node node : closure) {
      if (takes(node) && seen.add(node.print)) {
        taken.add(node.withEarly(0));
      }
    }
    // What is to be taken at once now, so that a count that can be read has been read.
    seen.clear();
    List<Node> after = new ArrayList<>();
    while (!taken.isEmpty()) {
      Node node = taken.remove(taken.size() - 1);
      List<Node> next = new ArrayList<>();
      if (reduction.eager(node, explained + 1, next)) {
        taken.addAll(next);
      } else if (seen.add(node.print)) {
        after.add(node);
      }
    }
    widest = Math.max(widest, after.size());
    return after;
  }

  /** Can the next line be taken? */
  private boolean takes(Node node) {
    return steps.takes(node.state, relative(agenda.line(explained), node.nth));
  }

  /** The line as Steps wants it: all that matters of an operation is whether it is under way. */
  private ModuleScript.Line relative(ModuleScript.Line line, int[] nth) {
    List<ModuleScript.Due> due = new ArrayList<>(line.due().size());
    for (ModuleScript.Due d : line.due()) {
      due.add(new ModuleScript.Due(d.task(), relative(d.task(), d.nth(), nth)));
    }
    return new ModuleScript.Line(
        0,
        line.kind(),
        "",
        line.role(),
        line.task(),
        relative(line.task(), line.nth(), nth),
        line.value(),
        due);
  }

  private int relative(String task, int nth, int[] begun) {
    int number = agenda.number(task);
    return number < 0 ? nth : Integer.compare(nth, begun[number]);
  }

  /**
   * The nodes that silent steps lead to.
   *
   * @param frontier where they begin
   * @param when at which point of the log
   * @param fewest whether to go by the number of early gets and puts, and to stop at the fewest
   *     with which the next line can be taken
   * @return the nodes in which a line can be taken
   */
  private List<Node> close(List<Node> frontier, When when, boolean fewest) {
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
        if (reduction.expand(node, when, next)) {
          closure.add(node);
        }
        for (Node n : next) {
          (n.early > node.early ? later : now).add(n);
        }
      }
      if (fewest && closure.stream().anyMatch(this::takes)) {
        break;
      }
      now.addAll(later);
      later.clear();
    }
    return closure;
  }

  // -----------------------------------------------------------------------------------------------
  // Verdicts.

  private ModuleVerdict accepted(List<Node> frontier, Map<String, Integer> certain) {
    Node best = frontier.get(0);
    for (Node node : frontier) {
      int worse = steps.violations(node.state).size() - steps.violations(best.state).size();
      if (worse < 0 || (worse == 0 && node.silent < best.silent)) {
        best = node;
      }
    }
    Map<String, Long> violated = new LinkedHashMap<>();
    certain.forEach((property, at) -> violated.put(property, agenda.line(at).number()));
    long last = agenda.line(script.lines().size() - 1).number();
    // Each explanation violates something, though not all of them the same.
    steps.violations(best.state).forEach(property -> violated.putIfAbsent(property, last));
    boolean holds = violated.isEmpty();
    long first = violated.values().stream().mapToLong(Long::longValue).min().orElse(0);
    int lives = loads() + (best.initially == ModuleScript.NOT_THERE ? 0 : 1);
    return verdict(
        holds ? ModuleVerdict.Outcome.ACCEPTED : ModuleVerdict.Outcome.VIOLATED,
        lives,
        best.silent,
        new Rejection(first, script.lines().size(), "", ""),
        violated);
  }

  /** Every node that explains the lines so far says why the next one has no explanation. */
  private ModuleVerdict rejected(List<Node> frontier) {
    int target = agenda.number(agenda.line(explained).task());
    List<Node> closure = close(frontier, new When(explained, target, true), false);
    return verdict(
        ModuleVerdict.Outcome.REJECTED,
        loads(),
        0,
        Rejection.of(agenda, closure, explained),
        Map.of());
  }

  private ModuleVerdict inconclusive(String reason) {
    return verdict(
        ModuleVerdict.Outcome.INCONCLUSIVE,
        loads(),
        0,
        new Rejection(0, explained, "", reason),
        Map.of());
  }

  private int loads() {
    return (int)
        script.lines().stream()
            .filter(line -> line.kind() == LineKind.MODULE_LOAD)
            .mapToLong(ModuleScript.Line::number)
            .distinct()
            .count();
  }

  private ModuleVerdict verdict(
      ModuleVerdict.Outcome outcome,
      int lives,
      long silent,
      Rejection where,
      Map<String, Long> violated) {
    return new ModuleVerdict(
        script.module(),
        outcome,
        lives,
        script.lines().size(),
        script.usedEvents(),
        silent,
        widest,
        meter.states(),
        meter.seconds(),
        where.line(),
        where.prefix(),
        where.text(),
        where.wanted(),
        violated);
  }
}
