package org.rmmodel.conformance.replay;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.graph.Graphs;
import org.rmmodel.checker.graph.StateGraph;
import org.rmmodel.checker.tlc.TlaValue;
import org.rmmodel.checker.tlc.TlcJar;

/** A specification that does something else is not taken for the same. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DisagreementTest {
  private static final Catalogue CATALOGUE = Catalogue.load(new SpecFolder(Path.of("..", "spec")));
  private static final Case RUN = ComparedRuns.of(CATALOGUE, "CallsReturn:p5-nopreempt");

  private static StateGraph graph =
      new StateGraph(Map.of(), Map.of(), List.of(), List.of(), List.of());

  @BeforeAll
  static void compute() throws IOException, InterruptedException {
    graph = requireNonNull(Graphs.of(CATALOGUE, TlcJar.find(), List.of(RUN)).get(RUN));
  }

  private static int edge(String action) {
    for (int i = 0; i < graph.edges().size(); i++) {
      if (graph.edges().get(i).action().equals(action)) {
        return i;
      }
    }
    throw new IllegalStateException("no edge " + action);
  }

  private static StateGraph with(List<Map<String, TlaValue>> states, List<StateGraph.Edge> edges) {
    return new StateGraph(graph.names(), graph.imports(), states, graph.initial(), edges);
  }

  @Test
  void the_graph_as_it_is_agrees() {
    assertThat(Comparison.of(CATALOGUE, RUN, graph).edges()).isEqualTo(graph.edges().size());
  }

  @Test
  void a_step_that_counts_otherwise_is_told_by_its_variable() {
    int to = graph.edges().get(edge("TryModuleGet_IncNotZero")).to();
    Map<String, TlaValue> other = new LinkedHashMap<>(graph.states().get(to));
    TlaValue.Function refcnt = (TlaValue.Function) requireNonNull(other.get("refcnt"));
    TlaValue module = refcnt.entries().keySet().iterator().next();
    other.put("refcnt", new TlaValue.Function(Map.of(module, new TlaValue.Num(7))));
    List<Map<String, TlaValue>> states = new ArrayList<>(graph.states());
    states.set(to, other);
    assertThatThrownBy(() -> Comparison.of(CATALOGUE, RUN, with(states, graph.edges())))
        .isInstanceOf(Disagreement.class)
        .hasMessageStartingWith("refcnt[m]: TLA+ 7, Java ")
        .hasMessageContaining("TryModuleGet_IncNotZero");
  }

  @Test
  void a_step_that_only_the_code_can_take_is_told() {
    List<StateGraph.Edge> edges = new ArrayList<>(graph.edges());
    edges.remove(edge("TryReleaseModuleRef_Recover"));
    assertThatThrownBy(() -> Comparison.of(CATALOGUE, RUN, with(graph.states(), edges)))
        .isInstanceOf(Disagreement.class)
        .hasMessageContaining("only Java: [TryReleaseModuleRef_Recover(");
  }

  @Test
  void a_step_that_only_the_model_can_take_is_told() {
    StateGraph.Edge call = graph.edges().get(edge("DeleteModule_Call"));
    List<StateGraph.Edge> edges = new ArrayList<>(graph.edges());
    edges.add(new StateGraph.Edge(call.from(), "ModulePut_Call", call.task(), call.to()));
    assertThatThrownBy(() -> Comparison.of(CATALOGUE, RUN, with(graph.states(), edges)))
        .isInstanceOf(Disagreement.class)
        .hasMessageContaining("only TLA+ can take: [ModulePut_Call(");
  }
}
