package org.rmmodel.checker.graph;

import java.util.List;
import java.util.Map;
import org.rmmodel.checker.tlc.TlaValue;

/**
 * The state graph of a model, as TLC evaluates it.
 *
 * @param names the name of what is loaded into each slot: {@code NameOf}
 * @param imports the names that each slot's module imports: {@code ImportsOf}
 * @param states the distinct states, in the order in which they were reached
 * @param initial the numbers of the initial ones
 * @param edges every step from a state without a fault; each once
 */
public record StateGraph(
    Map<String, String> names,
    Map<String, List<String>> imports,
    List<Map<String, TlaValue>> states,
    List<Integer> initial,
    List<Edge> edges) {

  /**
   * A step.
   *
   * @param from the number of the state before
   * @param action the action's name
   * @param task who takes it
   * @param to the number of the state after
   */
  public record Edge(int from, String action, String task, int to) {}
}
