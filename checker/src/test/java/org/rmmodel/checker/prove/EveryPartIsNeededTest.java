package org.rmmodel.checker.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.checker.files.SpecFolder;

/**
 * No part of an invariant is there for nothing: without it an action leads out of the rest, or a
 * property does not follow. This is asked of the parts that have a name; those without one say what
 * a variable ranges over, which TLC has to know.
 */
class EveryPartIsNeededTest {
  private static final SpecFolder FOLDER = SpecFolder.find();

  static Stream<Arguments> parts() {
    return Proofs.usual().values().stream()
        .flatMap(
            task ->
                new Proof(FOLDER, task)
                    .obligations().get(0).conclusion().stream()
                        .map(Obligation.Assertion::name)
                        .filter(name -> !name.contains(".tla:"))
                        .map(name -> Arguments.of(task.module(), name)));
  }

  private static List<Obligation.Assertion> without(List<Obligation.Assertion> some, String name) {
    return some.stream().filter(it -> !it.name().equals(name)).toList();
  }

  @ParameterizedTest
  @MethodSource("parts")
  void withoutItSomethingFails(String module, String part) {
    Proof proof = new Proof(FOLDER, Proofs.usual().get(module));
    try (Z3 z3 = new Z3(proof, Duration.ofMinutes(1))) {
      assertThat(proof.obligations())
          .anySatisfy(
              it -> {
                List<Obligation.Assertion> rest =
                    it.kind() == Obligation.Kind.IMPLICATION
                        ? it.conclusion()
                        : without(it.conclusion(), part);
                assertThat(
                        z3.discharge(
                            new Obligation(
                                it.kind(), it.name(), without(it.premise(), part), rest)))
                    .isInstanceOf(Obligation.Verdict.Fails.class);
              });
    }
  }
}
