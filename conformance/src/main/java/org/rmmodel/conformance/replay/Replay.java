package org.rmmodel.conformance.replay;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.graph.StateGraph;
import org.rmmodel.checker.tlc.TlaValue;
import org.rmmodel.common.lanes.Lanes;
import org.rmmodel.common.lanes.Moment;
import org.rmmodel.common.lanes.TextLanes;
import org.rmmodel.impl.kernel.Errno;

/**
 * Every edge of TLC's graph, taken by the real classes. After each step the states are compared,
 * variable by variable; before each, what the specification enables with what the implementation
 * offers; at the end of a call, what it returns.
 */
final class Replay {
  private final StateGraph graph;
  private final SpecProjection projection;
  private final Roles roles;
  private final List<Set<String>> enabled = new ArrayList<>();
  private final BitSet covered = new BitSet();
  private int steps;

  private Replay(StateGraph graph, SpecProjection projection, Roles roles) {
    this.graph = graph;
    this.projection = projection;
    this.roles = roles;
    graph.states().forEach(state -> enabled.add(new TreeSet<>()));
    for (StateGraph.Edge edge : graph.edges()) {
      enabled.get(edge.from()).add(move(edge).toString());
    }
  }

  /**
   * What was replayed.
   *
   * @param paths how many paths, each on a machine of its own
   * @param steps how many steps
   * @param covered how many edges of the graph were taken
   */
  record Result(int paths, int steps, int covered) {}

  /**
   * Replays all.
   *
   * @param graph TLC's graph
   * @param projection of its states
   * @param roles who takes part
   * @param machines makes machines in the initial state
   * @return what was replayed
   * @throws Disagreement at the first difference
   */
  static Result replay(
      StateGraph graph, SpecProjection projection, Roles roles, Supplier<Machine> machines) {
    Replay replay = new Replay(graph, projection, roles);
    List<List<Integer>> paths = Cover.of(graph);
    for (List<Integer> path : paths) {
      Machine machine = machines.get();
      try {
        replay.path(machine, path);
      } finally {
        machine.abandon();
      }
    }
    return new Result(paths.size(), replay.steps, replay.covered.cardinality());
  }

  private void path(Machine machine, List<Integer> path) {
    List<Move> taken = new ArrayList<>();
    int at = graph.edges().get(path.get(0)).from();
    compare(machine, at, taken);
    for (int i = 0; i < path.size(); i++) {
      StateGraph.Edge edge = graph.edges().get(path.get(i));
      compareMoves(machine, at, taken);
      Move move = move(edge);
      if (edge.action().equals("LoadModule_Call")) {
        move = move.as(outcome(machine, edge.task(), path, i));
      }
      taken.add(move);
      try {
        machine.take(move);
      } catch (Disagreement e) {
        throw new Disagreement(e.getMessage() + after(taken));
      }
      at = edge.to();
      compare(machine, at, taken);
      compareResult(machine, edge, taken);
      covered.set(path.get(i));
      steps++;
    }
  }

  private void compare(Machine machine, int at, List<Move> taken) {
    Projected spec = Edges.upToFaults(projection.of(graph.states().get(at)));
    Projected java = Edges.upToFaults(machine.state());
    List<String> differences = spec.differences(java);
    if (spec.values().size() == 1 || java.values().size() == 1) {
      differences.removeIf(line -> !line.startsWith("faults: "));
    }
    if (!differences.isEmpty()) {
      throw new Disagreement(String.join("; ", differences) + after(taken));
    }
  }

  private final Set<String> comparedMoves = new HashSet<>();

  private void compareMoves(Machine machine, int at, List<Move> taken) {
    if (!comparedMoves.add(at + machine.hidden())) {
      return; // the machine is in a state that was compared before
    }
    Set<String> offered = new TreeSet<>();
    machine.moves().forEach(move -> offered.add(move.as("").toString()));
    Set<String> wanted = new TreeSet<>(enabled.get(at));
    // A load whose end is decided takes one of the steps that the specification leaves open.
    for (Task task : machine.tasks.values()) {
      if (!task.outcome.isEmpty()) {
        wanted.removeIf(
            move ->
                move.endsWith("(" + task.name + ")")
                    && !Outcomes.allow(task.outcome, move.substring(0, move.indexOf('('))));
      }
    }
    if (!offered.equals(wanted)) {
      Set<String> only = new TreeSet<>(wanted);
      only.removeAll(offered);
      offered.removeAll(wanted);
      throw new Disagreement(
          "steps that only TLA+ can take: " + only + ", only Java: " + offered + after(taken));
    }
  }

  /** What a system call returns is what the specification keeps in {@code ret} until then. */
  private void compareResult(Machine machine, StateGraph.Edge edge, List<Move> taken) {
    if (!edge.action().equals("DeleteModule_Return")
        && !edge.action().equals("LoadModule_Return")) {
      return;
    }
    int ret = (int) ((TlaValue.Num) at(edge.from(), "ret", edge.task())).value();
    Object result = requireNonNull(machine.tasks.get(edge.task())).result;
    int returned = result instanceof Errno errno ? errno.returned() : Integer.MAX_VALUE;
    // EIO stands for whatever a failing load returns.
    boolean anyError =
        ret == Errno.EIO.returned() && edge.action().equals("LoadModule_Return") && returned < 0;
    if (ret != returned && !anyError) {
      throw new Disagreement(
          edge.action() + " gives " + ret + " in TLA+ and " + result + " in Java" + after(taken));
    }
  }

  /** How the load that begins with an edge of the path ends on it. */
  private String outcome(Machine machine, String task, List<Integer> path, int from) {
    List<String> outcomes = machine.outcomes(task);
    if (outcomes.size() == 1) {
      return outcomes.get(0);
    }
    for (int index : path.subList(from + 1, path.size())) {
      StateGraph.Edge edge = graph.edges().get(index);
      if (edge.task().equals(task)) {
        if (edge.action().equals("LoadModule_Return")) {
          break;
        }
        if (edge.action().equals("DoInitModule_Init")) {
          boolean fails = at(edge.to(), "pc", task).text().startsWith("<<DoInitModule_Going");
          outcomes = outcomes.stream().filter(end -> end.equals("InitFailers") == fails).toList();
        }
        outcomes = outcomes.stream().filter(end -> Outcomes.allow(end, edge.action())).toList();
      }
    }
    return outcomes.get(0);
  }

  /** The path up to there, drawn as counterexamples are. */
  private static String after(List<Move> taken) {
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < taken.size(); i++) {
      Move move = taken.get(i);
      boolean isLast = i == taken.size() - 1;
      moments.add(Moment.step(i + 1, move.task(), move.step(), isLast));
    }
    return "\n  after " + taken.size() + " steps:\n" + TextLanes.of(Lanes.of(moments));
  }

  /** The step of an edge: what the specification leaves open is read from where it leads. */
  private Move move(StateGraph.Edge edge) {
    String module = "";
    int cpu = 0;
    if (edge.action().endsWith("_Call")) {
      module = at(edge.to(), "obj", edge.task()).text();
    } else if (Labels.COUNTED_ON_A_CPU.contains(edge.action())) {
      for (String counters : List.of("incs", "decs")) {
        for (String m : roles.modules()) {
          Integer changed = changed(at(edge.from(), counters, m), at(edge.to(), counters, m));
          cpu = changed == null ? cpu : changed;
        }
      }
    }
    return new Move(edge.action(), edge.task(), module, cpu);
  }

  private static @Nullable Integer changed(TlaValue from, TlaValue to) {
    Map<TlaValue, TlaValue> before = ((TlaValue.Function) from).entries();
    for (Map.Entry<TlaValue, TlaValue> now : ((TlaValue.Function) to).entries().entrySet()) {
      if (!now.getValue().equals(before.get(now.getKey()))) {
        return (int) ((TlaValue.Num) now.getKey()).value();
      }
    }
    return null;
  }

  private TlaValue at(int state, String variable, String argument) {
    TlaValue value = requireNonNull(graph.states().get(state).get(variable), variable);
    return ((TlaValue.Function) value)
        .entries().entrySet().stream()
            .filter(entry -> entry.getKey().text().equals(argument))
            .findFirst()
            .orElseThrow()
            .getValue();
  }
}
