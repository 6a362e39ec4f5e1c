package org.rmmodel.conformance.replay;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.graph.StateGraph;

/** Paths from the initial states that take every edge of a graph, each at least once. */
final class Cover {
  private final StateGraph graph;
  private final List<List<Integer>> out = new ArrayList<>();
  private final BitSet covered = new BitSet();

  private Cover(StateGraph graph) {
    this.graph = graph;
    for (int i = 0; i < graph.states().size(); i++) {
      out.add(new ArrayList<>());
    }
    for (int i = 0; i < graph.edges().size(); i++) {
      out.get(graph.edges().get(i).from()).add(i);
    }
  }

  /**
   * Finds the paths: on along an edge that is not covered yet, or the shortest way to one; from an
   * initial state again where there is no way.
   *
   * @param graph the graph, all of it reachable
   * @return the paths, each as the numbers of its edges
   */
  static List<List<Integer>> of(StateGraph graph) {
    Cover cover = new Cover(graph);
    List<List<Integer>> paths = new ArrayList<>();
    for (int initial : graph.initial()) {
      for (List<Integer> path = cover.path(initial); !path.isEmpty(); path = cover.path(initial)) {
        paths.add(path);
      }
    }
    return paths;
  }

  private List<Integer> path(int initial) {
    List<Integer> path = new ArrayList<>();
    int at = initial;
    for (List<Integer> way = way(at); way != null; way = way(at)) {
      for (int edge : way) {
        path.add(edge);
        covered.set(edge);
        at = graph.edges().get(edge).to();
      }
    }
    return path;
  }

  /** The shortest way that ends with an edge that is not covered; null if there is none. */
  private @Nullable List<Integer> way(int from) {
    Map<Integer, Integer> cameBy = new HashMap<>();
    Deque<Integer> queue = new ArrayDeque<>();
    queue.add(from);
    while (!queue.isEmpty()) {
      int at = queue.remove();
      for (int edge : out.get(at)) {
        if (!covered.get(edge)) {
          Deque<Integer> way = new ArrayDeque<>(List.of(edge));
          while (at != from) {
            int by = requireNonNull(cameBy.get(at));
            way.addFirst(by);
            at = graph.edges().get(by).from();
          }
          return List.copyOf(way);
        }
        int to = graph.edges().get(edge).to();
        if (to != from && cameBy.putIfAbsent(to, edge) == null) {
          queue.add(to);
        }
      }
    }
    return null;
  }
}
