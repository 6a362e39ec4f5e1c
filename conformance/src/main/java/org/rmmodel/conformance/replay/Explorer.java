package org.rmmodel.conformance.replay;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Explores what the implementation itself can do from its initial state: every step that it offers
 * in every state that it reaches, one thread at a time. A state is remembered by its projection,
 * and a thread cannot be put back; so the explorer walks on along steps that it knows to the next
 * state with a step that it does not know, and begins anew where there is no way.
 */
final class Explorer {
  private static final int UNKNOWN = -1;

  /** A state, what can be done in it, and where that leads. */
  private static final class Node {
    final Projected state;
    final List<Move> moves;
    final int[] to;

    Node(Projected state, List<Move> moves) {
      this.state = state;
      this.moves = moves;
      to = new int[moves.size()];
      Arrays.fill(to, UNKNOWN);
    }

    int firstUnknown() {
      for (int i = 0; i < to.length; i++) {
        if (to[i] == UNKNOWN) {
          return i;
        }
      }
      return UNKNOWN;
    }
  }

  private final Supplier<Machine> machines;
  private final Consumer<Edges.Edge> found;
  private final List<Node> nodes = new ArrayList<>();

  /** What a state is remembered by. */
  private record Key(Projected state, String hidden) {}

  private final Map<Key, Integer> numbers = new HashMap<>();
  private long steps;
  private int machinesMade;

  private Explorer(Supplier<Machine> machines, Consumer<Edges.Edge> found) {
    this.machines = machines;
    this.found = found;
  }

  /**
   * What was explored.
   *
   * @param edges the graph
   * @param steps how many steps were taken for it, each as often as it was walked over
   * @param machines how many machines were made
   */
  record Result(Edges edges, long steps, int machines) {}

  /**
   * Explores all.
   *
   * @param machines makes machines in the initial state
   * @param found is told each edge that is found, at once; ends the exploration by an exception
   * @return the graph
   * @throws Disagreement if the same step from the same projected state leads to different ones:
   *     then the projection hides something
   */
  static Result explore(Supplier<Machine> machines, Consumer<Edges.Edge> found) {
    Explorer explorer = new Explorer(machines, found);
    explorer.run();
    return new Result(explorer.edges(), explorer.steps, explorer.machinesMade);
  }

  private void run() {
    boolean more = true;
    while (more) {
      machinesMade++;
      Machine machine = machines.get();
      try {
        more = walk(machine);
      } finally {
        machine.abandon();
      }
    }
  }

  /** Walks with one machine as far as there is a way to something new. */
  private boolean walk(Machine machine) {
    int at = number(machine);
    while (true) {
      List<Integer> way = way(at);
      if (way == null) {
        return at != 0 && way(0) != null;
      }
      for (int move : way) {
        at = take(machine, at, move);
      }
      int unknown = nodes.get(at).firstUnknown();
      at = take(machine, at, unknown);
    }
  }

  private int take(Machine machine, int at, int index) {
    Node node = nodes.get(at);
    machine.take(node.moves.get(index));
    steps++;
    int to = number(machine);
    int known = node.to[index];
    if (known != UNKNOWN && known != to) {
      throw new Disagreement(
          "the projection hides something: "
              + node.moves.get(index)
              + " led from one state to two: "
              + nodes.get(known).state.differences(nodes.get(to).state));
    }
    if (known == UNKNOWN) {
      node.to[index] = to;
      found.accept(edge(node, index));
    }
    return to;
  }

  private int number(Machine machine) {
    Projected state = Edges.upToFaults(machine.state());
    Key key = new Key(state, machine.hidden());
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    List<Move> moves = state.values().size() == 1 ? List.of() : machine.moves();
    nodes.add(new Node(state, moves));
    numbers.put(key, nodes.size() - 1);
    return nodes.size() - 1;
  }

  /** The shortest way along known steps to a state with an unknown one; null if there is none. */
  private @Nullable List<Integer> way(int from) {
    Map<Integer, int[]> cameBy = new LinkedHashMap<>();
    Deque<Integer> queue = new ArrayDeque<>();
    cameBy.put(from, new int[] {UNKNOWN, UNKNOWN});
    queue.add(from);
    while (!queue.isEmpty()) {
      int at = queue.remove();
      if (nodes.get(at).firstUnknown() != UNKNOWN) {
        Deque<Integer> way = new ArrayDeque<>();
        for (int[] by = requireNonNull(cameBy.get(at)); by[0] != UNKNOWN; ) {
          way.addFirst(by[1]);
          by = requireNonNull(cameBy.get(by[0]));
        }
        return List.copyOf(way);
      }
      int[] to = nodes.get(at).to;
      for (int i = 0; i < to.length; i++) {
        if (to[i] != UNKNOWN && !cameBy.containsKey(to[i])) {
          cameBy.put(to[i], new int[] {at, i});
          queue.add(to[i]);
        }
      }
    }
    return null;
  }

  private Edges edges() {
    Set<Projected> states = new LinkedHashSet<>();
    Set<Edges.Edge> edges = new LinkedHashSet<>();
    for (Node node : nodes) {
      states.add(node.state);
      for (int i = 0; i < node.to.length; i++) {
        edges.add(edge(node, i));
      }
    }
    return new Edges(states, edges);
  }

  private Edges.Edge edge(Node from, int index) {
    Move move = from.moves.get(index);
    Projected to = nodes.get(from.to[index]).state;
    return new Edges.Edge(from.state, move.action(), move.task(), to);
  }
}
