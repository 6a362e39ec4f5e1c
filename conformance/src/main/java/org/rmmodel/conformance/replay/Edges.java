package org.rmmodel.conformance.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rmmodel.checker.graph.StateGraph;

/**
 * A graph of projected states: what the specification and the implementation are compared by.
 *
 * @param states the distinct states, in the order in which they were reached
 * @param edges the distinct steps between them
 */
record Edges(Set<Projected> states, Set<Edge> edges) {
  /**
   * A step.
   *
   * @param from the state before
   * @param action the action
   * @param task who takes it
   * @param to the state after
   */
  record Edge(Projected from, String action, String task, Projected to) {
    /** The step in one line, and what it changes. */
    @Override
    public String toString() {
      List<String> changes = new ArrayList<>();
      to.values()
          .forEach(
              (variable, value) -> {
                String was = from.values().getOrDefault(variable, "(nothing)");
                if (!was.equals(value)) {
                  changes.add(variable + " from " + was + " to " + value);
                }
              });
      return action + "(" + task + "): " + String.join(", ", changes);
    }
  }

  /**
   * What a task does after a fault is not defined: such a state is its faults, and has no steps.
   */
  static Projected upToFaults(Projected state) {
    String faults = state.values().getOrDefault("faults", "[]");
    if (faults.equals("[]")) {
      return state;
    }
    Projected only = Projected.empty();
    only.put("faults", faults);
    return only;
  }

  /** TLC's graph, projected. */
  static Edges of(StateGraph graph, SpecProjection projection) {
    List<Projected> states =
        graph.states().stream().map(projection::of).map(Edges::upToFaults).toList();
    Map<Projected, Projected> same = new LinkedHashMap<>();
    states.forEach(state -> same.putIfAbsent(state, state));
    Set<Edge> edges = new LinkedHashSet<>();
    for (StateGraph.Edge edge : graph.edges()) {
      edges.add(
          new Edge(states.get(edge.from()), edge.action(), edge.task(), states.get(edge.to())));
    }
    return new Edges(new LinkedHashSet<>(same.keySet()), edges);
  }
}
