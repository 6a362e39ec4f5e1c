package org.rmmodel.checker.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.checker.trace.ModuleVerdict.Outcome;

/**
 * Copies of real logs with one module event dropped, doubled, given an impossible refcnt, or moved
 * before its cause: each is rejected, but for those in {@link Mutants#EQUIVALENT}, which another
 * history of the kernel could have recorded.
 */
class MutatedLogsTest {
  static List<String> logs() {
    return Logs.ALL;
  }

  @ParameterizedTest
  @MethodSource("logs")
  void rejected(String name) throws Exception {
    List<String> lines = Logs.lines(name);
    int stride = Mutants.stride(40, 9, 1);
    List<Mutations.Mutation> mutations = new ArrayList<>();
    List<ModuleScript> scripts = new ArrayList<>();
    Set<String> survivors = new TreeSet<>();
    int event = 0;
    for (Map.Entry<Integer, List<Mutations.Kind>> at : Mutations.of(lines).entrySet()) {
      if (event++ % stride != 0) {
        continue;
      }
      for (Mutations.Kind kind : at.getValue()) {
        Mutations.Mutation mutation = Mutations.mutate(lines, at.getKey(), kind);
        List<ModuleScript> one =
            Logs.project(mutation.lines()).scripts().stream()
                .filter(script -> script.module().equals(mutation.module()))
                .toList();
        if (one.isEmpty()) {
          survivors.add(mutation.toString());
        }
        for (ModuleScript script : one) {
          mutations.add(mutation);
          scripts.add(script);
        }
      }
    }

    List<ModuleVerdict> verdicts = Logs.check(scripts);

    for (int i = 0; i < verdicts.size(); i++) {
      if (verdicts.get(i).outcome() != Outcome.REJECTED) {
        survivors.add(mutations.get(i).toString());
      }
    }
    assertThat(mutations).isNotEmpty();
    survivors.removeAll(Mutants.EQUIVALENT.getOrDefault(name, Set.of()));
    assertThat(survivors).isEmpty();
  }
}
