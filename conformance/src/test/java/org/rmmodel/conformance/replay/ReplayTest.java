package org.rmmodel.conformance.replay;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Expectation;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.graph.Graphs;
import org.rmmodel.checker.graph.StateGraph;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.common.Lane;
import org.rmmodel.conformance.NotTaken;
import org.rmmodel.impl.kernel.Action;

/** Specification and implementation take the same steps to the same states, run by run. */
class ReplayTest {
  private static final Path README = Path.of("..", "conformance", "README.md");

  private final Catalogue catalogue = Catalogue.load(new SpecFolder(Path.of("..", "spec")));

  @TestFactory
  Stream<DynamicTest> runs() throws IOException, InterruptedException {
    Map<String, List<Case>> topics = ComparedRuns.of(catalogue, Lane.current());
    List<Case> runs = topics.values().stream().flatMap(List::stream).distinct().toList();
    Map<Case, StateGraph> graphs = Graphs.of(catalogue, TlcJar.find(), runs);
    Map<Case, Comparison> compared = new LinkedHashMap<>();
    Stream<DynamicTest> tests =
        runs.stream()
            .map(
                of ->
                    DynamicTest.dynamicTest(
                        of.id() + ": every edge is taken, and nothing else can be",
                        () -> compared.put(of, compare(of, requireNonNull(graphs.get(of))))));
    return Lane.current() == Lane.SMOKE
        ? tests
        : Stream.concat(
            tests,
            Stream.of(
                DynamicTest.dynamicTest(
                    "the README shows what was replayed",
                    () ->
                        assertThat(Replays.TABLE.read(README))
                            .isEqualTo(Replays.table(topics, compared))),
                DynamicTest.dynamicTest(
                    "every action that the implementation announces is taken in some run, or left out"
                        + " for a reason",
                    () -> {
                      everyActionIsTaken(catalogue, graphs.values());
                      assertThat(Replays.ACTIONS.read(README.resolveSibling("CONFORMANCE.md")))
                          .isEqualTo(ActionTable.of(catalogue, graphs.values()));
                    })));
  }

  private Comparison compare(Case of, StateGraph graph) {
    boolean goesOn =
        graph.states().stream()
            .allMatch(state -> requireNonNull(state.get("faults")).text().equals("{}"));
    if (of.run().expect() instanceof Expectation.Holds && goesOn) {
      // Nothing ends early, neither here nor in TLC's own run: both have seen all.
      assertThat((long) graph.states().size()).isEqualTo(of.run().states().orElseThrow());
    }
    return Comparison.of(catalogue, of, graph);
  }

  private static void everyActionIsTaken(Catalogue catalogue, Iterable<StateGraph> graphs) {
    Set<String> taken = new TreeSet<>();
    graphs.forEach(graph -> graph.edges().forEach(edge -> taken.add(edge.action())));
    Set<String> missing = new TreeSet<>();
    catalogue.actions().entries().forEach(entry -> missing.add(entry.action()));
    for (Action action : Action.values()) {
      missing.add(action.name());
    }
    missing.removeAll(taken);
    assertThat(missing).isEqualTo(NotTaken.inReplay().keySet());
  }
}
