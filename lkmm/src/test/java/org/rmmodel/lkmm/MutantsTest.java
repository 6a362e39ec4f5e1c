package org.rmmodel.lkmm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rmmodel.lkmm.model.Clause;
import org.rmmodel.lkmm.model.MemoryModel;
import org.rmmodel.lkmm.model.Version;
import org.rmmodel.lkmm.parse.Litmus;

/** Each term of the model is needed: without it some test has another outcome than herd7's. */
class MutantsTest {
  /** What is not needed, and why. */
  private static final Map<Clause, String> EQUIVALENT = new EnumMap<>(Clause.class);

  static {
    EQUIVALENT.put(
        Clause.PPO_UNLOCK_LOCK,
        "po-unlock-lock-po is in cumul-fence too, and so within one thread by prop in hb");
    EQUIVALENT.put(
        Clause.CUMUL_STRONG, "what is after prop and a strong fence is in pb, then in hb");
    EQUIVALENT.put(Clause.ORDER_GP, "a grace period is a strong fence, and so in pb");
    EQUIVALENT.put(Clause.ORDER_SRCU_GP, "a grace period is a strong fence, and so in pb");
    EQUIVALENT.put(Clause.WR_RACE_XBSTAR, "open: no test is known that shows it");
    EQUIVALENT.put(
        Clause.ATOMIC, "what is not atomic is not made; the test below judges it nevertheless");
  }

  private static boolean isMissing(Clause clause, Version version) {
    return version == Version.V6_1
        && Set.of(
                Clause.TO_W_ADDR, // to-r has it
                Clause.CARRY_DEP,
                Clause.RMW_SEQUENCE,
                Clause.W_POST_RMW_SEQUENCE,
                Clause.MB_AFTER_SRCU_READ_UNLOCK)
            .contains(clause);
  }

  @ParameterizedTest
  @EnumSource(names = {"V6_1", "V6_12"})
  void a_model_without_one_of_its_terms_is_noticed(Version version) {
    OwnTests tests = new OwnTests(version);
    Deque<String> order = new ArrayDeque<>(tests.names());
    List<String> survivors = new ArrayList<>();
    for (Clause clause : Clause.values()) {
      if (isMissing(clause, version) || EQUIVALENT.containsKey(clause)) {
        continue;
      }
      MemoryModel mutant = new MemoryModel(version, Set.of(clause));
      String killer = killer(tests, order, mutant);
      if (killer == null) {
        survivors.add(clause.name());
      }
    }
    assertThat(survivors).isEmpty();
  }

  private static @Nullable String killer(
      OwnTests tests, Iterable<String> order, MemoryModel mutant) {
    for (String name : order) {
      if (!tests.difference(name, mutant).isEmpty()) {
        return name;
      }
    }
    return null;
  }

  @ParameterizedTest
  @EnumSource(names = {"V6_1", "V6_12"})
  void what_counts_as_equivalent_is_noticed_by_no_test(Version version) {
    OwnTests tests = new OwnTests(version);
    Set<Clause> noticed = new TreeSet<>();
    for (Clause clause : EQUIVALENT.keySet()) {
      if (killer(tests, tests.names(), new MemoryModel(version, Set.of(clause))) != null) {
        noticed.add(clause);
      }
    }
    assertThat(noticed).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"ATOMIC", "COHERENCE"})
  void what_is_not_made_is_forbidden_by_its_axiom(Clause axiom) {
    MemoryModel model = new MemoryModel(Version.V6_12);
    MemoryModel mutant = new MemoryModel(Version.V6_12, Set.of(axiom));
    String name = axiom == Clause.ATOMIC ? "atomicity" : "coherence";
    Litmus test = Litmus.parse(OwnTests.resource("own/" + name + ".litmus"));
    assertThat(AgreementTest.allowed(test, mutant, false))
        .isGreaterThan(AgreementTest.allowed(test, model, false));
  }
}
