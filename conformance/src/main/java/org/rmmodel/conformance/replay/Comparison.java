package org.rmmodel.conformance.replay;

import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.graph.StateGraph;

/**
 * A run of a model, compared with the real classes in both ways.
 *
 * @param id the run
 * @param states TLC's distinct states; those with a fault have no steps
 * @param edges TLC's edges
 * @param projectedStates how many states are left when they are projected
 * @param projectedEdges how many edges
 * @param replay what was replayed; it covers all edges
 * @param explored what the explorer did; it found the same projected states and edges
 * @param replaySeconds how long the replay took
 * @param exploreSeconds how long the exploration took
 */
public record Comparison(
    String id,
    int states,
    int edges,
    int projectedStates,
    int projectedEdges,
    Replayed replay,
    Explored explored,
    double replaySeconds,
    double exploreSeconds) {

  /**
   * What was replayed.
   *
   * @param paths on how many paths
   * @param steps with how many steps
   */
  public record Replayed(int paths, int steps) {}

  /**
   * What was explored.
   *
   * @param machines with how many machines
   * @param steps with how many steps
   */
  public record Explored(int machines, long steps) {}

  /**
   * The comparison in one line.
   *
   * @return for a terminal
   */
  String line() {
    return id
        + ": "
        + states
        + " states, "
        + edges
        + " edges, all taken in "
        + replay.steps()
        + " steps on "
        + replay.paths()
        + " paths; projected "
        + projectedStates
        + " and "
        + projectedEdges
        + ", the same by the explorer in "
        + explored.steps()
        + " steps";
  }

  /**
   * Compares.
   *
   * @param catalogue the catalogue
   * @param of the run
   * @param graph TLC's graph of it
   * @return what was compared
   * @throws Disagreement at the first difference
   */
  public static Comparison of(Catalogue catalogue, Case of, StateGraph graph) {
    Sides sides = new Sides(catalogue, of, graph);
    long begin = System.nanoTime();
    Replayed replay = sides.replay();
    long middle = System.nanoTime();
    Edges spec = sides.edges();
    Explored java = sides.explore(spec);
    long end = System.nanoTime();
    return new Comparison(
        of.id(),
        graph.states().size(),
        graph.edges().size(),
        spec.states().size(),
        spec.edges().size(),
        replay,
        java,
        (middle - begin) / 1e9,
        (end - middle) / 1e9);
  }
}
