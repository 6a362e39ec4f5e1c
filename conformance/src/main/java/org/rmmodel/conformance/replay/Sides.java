package org.rmmodel.conformance.replay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.graph.StateGraph;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.KernelVersion;

/** A run of a model on both sides: TLC's graph of it, and machines of the real classes. */
public final class Sides {
  private final String id;
  private final StateGraph graph;
  private final Roles roles;
  private final Machine.ShapeOf shape;
  private final SpecProjection projection;
  private final KernelVersion kernel;
  private @Nullable Machine last;
  private long steps;

  /**
   * Puts them side by side.
   *
   * @param catalogue the catalogue
   * @param of the run
   * @param graph TLC's graph of it
   */
  public Sides(Catalogue catalogue, Case of, StateGraph graph) {
    this.graph = graph;
    id = of.id();
    roles = Roles.of(catalogue, of, graph);
    shape = Machine.ShapeOf.of(roles);
    projection = new SpecProjection(shape.variables());
    kernel = kernel(of);
  }

  /**
   * The kernel on which the implementation plays a run: of the run's kernel all that the run asks
   * for. A run stands for every kernel that agrees with it on that, so nothing else can matter. An
   * unload can be forced on it, so that one that is not is seen to ask for its flags.
   */
  private static KernelVersion kernel(Case of) {
    KernelVersion kernel = KernelVersion.V3_18;
    for (String change : of.run().kernel().changes()) {
      if (of.run().asks().contains(change)) {
        kernel = kernel.withAllOf(Change.of(change));
      }
    }
    return kernel.withForceUnload();
  }

  private Machine machine() {
    steps = steps();
    last = new Machine(roles, kernel, shape);
    return last;
  }

  /**
   * How many steps the real classes have taken so far.
   *
   * @return 0 at first
   */
  public long steps() {
    return steps + (last == null ? 0 : last.steps());
  }

  /** TLC's graph, projected. */
  Edges edges() {
    return Edges.of(graph, projection);
  }

  /**
   * Takes every edge of TLC's graph on the real classes.
   *
   * @return what was replayed
   * @throws Disagreement at the first difference
   */
  public Comparison.Replayed replay() {
    Replay.Result replay = Replay.replay(graph, projection, roles, this::machine);
    if (replay.covered() != graph.edges().size()) {
      throw new Disagreement(
          id + ": " + replay.covered() + " of " + graph.edges().size() + " edges were taken");
    }
    return new Comparison.Replayed(replay.paths(), replay.steps());
  }

  /**
   * Explores what the real classes can do, and compares the graph with TLC's.
   *
   * @return what was explored
   * @throws Disagreement at the first edge that TLC's graph has not; else if it has more
   */
  public Comparison.Explored explore() {
    return explore(edges());
  }

  Comparison.Explored explore(Edges spec) {
    Explorer.Result java =
        Explorer.explore(
            this::machine,
            edge -> {
              if (!spec.edges().contains(edge)) {
                throw new Disagreement(id + ": an edge only in Java, " + edge);
              }
            });
    compare(id, spec, java.edges());
    return new Comparison.Explored(java.machines(), java.steps());
  }

  /** The same states and the same edges, to the last; else the first that one of them lacks. */
  private static void compare(String id, Edges spec, Edges java) {
    String what = difference("state", spec.states(), java.states());
    if (what.isEmpty()) {
      what = difference("edge", spec.edges(), java.edges());
    } else {
      // An edge says more than a state: the first one that leads there.
      String edge = difference("edge", spec.edges(), java.edges());
      what = edge.isEmpty() ? what : edge;
    }
    if (!what.isEmpty()) {
      throw new Disagreement(id + ": " + what);
    }
  }

  private static <T> String difference(String kind, Set<T> spec, Set<T> java) {
    Set<T> onlySpec = new LinkedHashSet<>(spec);
    onlySpec.removeAll(java);
    Set<T> onlyJava = new LinkedHashSet<>(java);
    onlyJava.removeAll(spec);
    List<String> lines = new ArrayList<>();
    if (!onlySpec.isEmpty()) {
      lines.add(onlySpec.size() + " " + kind + "s only in TLA+, as " + onlySpec.iterator().next());
    }
    if (!onlyJava.isEmpty()) {
      lines.add(onlyJava.size() + " " + kind + "s only in Java, as " + onlyJava.iterator().next());
    }
    return String.join("; ", lines);
  }
}
