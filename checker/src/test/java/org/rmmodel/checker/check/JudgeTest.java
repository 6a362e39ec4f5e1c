package org.rmmodel.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.Toy;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.tlc.TlcResult;
import org.rmmodel.checker.tlc.Trace;
import org.rmmodel.checker.tlc.Verdict;

class JudgeTest {
  private static final Map<String, Long> FIRED = Map.of("Get_Inc", 2L, "Put_Dec", 2L);
  private static final Verdict HOLDS = new Verdict.Holds();

  @TempDir private Path temp;
  private Toy toy;

  @BeforeEach
  void copy() {
    toy = new Toy(temp.resolve("toy"));
  }

  private static Verdict violates(String property) {
    return new Verdict.Violates(property, new Trace(List.of(), new Trace.AtLast()));
  }

  private static TlcResult tlc(Verdict verdict, long states, int depth, Map<String, Long> fired) {
    return new TlcResult(verdict, states, depth, 1, fired, Optional.of(FIRED.keySet()));
  }

  /** Of a model in which somebody walks. */
  private static TlcResult walk(Map<String, Long> fired) {
    Set<String> takers = Set.of("Get_Inc", "Put_Dec", "Walk_Look", "Walk_End", "Walk_Never");
    return new TlcResult(HOLDS, 6, 4, 1, fired, Optional.of(takers));
  }

  private RunResult judge(String name, TlcResult first, TlcResult reach) {
    Case of = toy.only(name);
    return new Judge(toy.catalogue().actions()).judge(of, first, Optional.ofNullable(reach));
  }

  private void differs(RunResult result, String... lines) {
    assertThat(result.status()).isEqualTo(Status.DIFFERS);
    assertThat(result.deviations()).containsExactly(lines);
  }

  @Test
  void asExpected() {
    RunResult result = judge("Good", tlc(HOLDS, 3, 2, FIRED), null);
    assertThat(result.status()).isEqualTo(Status.AS_EXPECTED);
    assertThat(result.deviations()).isEmpty();
  }

  @Test
  void countsThatDiffer() {
    differs(
        judge("Good", tlc(HOLDS, 4, 3, FIRED), null),
        "states: recorded 3, found 4",
        "depth: recorded 2, found 3");
  }

  @Test
  void notRecorded() {
    toy.change("models/recorded.lock", "Good:p4-nopreempt states=3 depth=2 asks=patch5\n", "");
    differs(
        judge("Good", tlc(HOLDS, 3, 2, FIRED), null),
        "not recorded: found states 3, depth 2; spec/check record Good");
  }

  @Test
  void theDepthIsOpenWhereSeveralWorkersCount() {
    toy.change("models/recorded.lock", "states=3 depth=2", "states=3")
        .change("models/toy.yaml", "  - name: Good\n", "  - name: Good\n    workers: 2\n");
    assertThat(judge("Good", tlc(HOLDS, 3, 5, FIRED), null).status()).isEqualTo(Status.AS_EXPECTED);
    differs(judge("Good", tlc(HOLDS, 4, 5, FIRED), null), "states: recorded 3, found 4");
  }

  @Test
  void anotherOutcome() {
    differs(
        judge("Good", tlc(violates("AtMostOne"), 3, 2, FIRED), null),
        "expected: holds; found: violates AtMostOne");
    differs(
        judge("Bad", tlc(HOLDS, 4, 3, FIRED), null), "expected: violates AtMostOne; found: holds");
    differs(
        judge("Bad", tlc(violates("NeverNegative"), 4, 3, FIRED), null),
        "expected: violates AtMostOne; found: violates NeverNegative");
  }

  @Test
  void anActionThatNeverFires() {
    differs(
        judge("Good", tlc(HOLDS, 3, 2, Map.of("Get_Inc", 2L, "Put_Dec", 0L)), null),
        "never fired, though by Takers somebody takes it: Put_Dec");
    differs(
        judge("Good", tlc(HOLDS, 3, 2, Map.of("Get_Inc", 2L)), null),
        "never fired, though by Takers somebody takes it: Put_Dec");
  }

  @Test
  void actionsOfOneKindShareALine() {
    differs(
        judge("Good", tlc(HOLDS, 3, 2, Map.of()), null),
        "never fired, though by Takers somebody takes it: Get_Inc, Put_Dec");
  }

  @Test
  void whatFiresInAViolatedModelIsShownByTheSecondRun() {
    TlcResult first = tlc(violates("AtMostOne"), 4, 3, Map.of("Get_Inc", 2L));
    Case of = toy.only("Bad");
    Judge judge = new Judge(toy.catalogue().actions());
    assertThat(judge.needsNoReach(of, first)).isFalse();
    assertThat(judge.needsNoReach(of, tlc(violates("AtMostOne"), 4, 3, FIRED))).isTrue();
    assertThat(judge("Bad", first, tlc(HOLDS, 99, 9, FIRED)).status())
        .isEqualTo(Status.AS_EXPECTED);
    differs(
        judge("Bad", first, tlc(HOLDS, 99, 9, Map.of("Get_Inc", 2L))),
        "never fired, though by Takers somebody takes it: Put_Dec");
  }

  @Test
  void theSecondRunMayGoWrongOnceEverythingHasFired() {
    TlcResult first = tlc(violates("AtMostOne"), 4, 3, Map.of("Get_Inc", 2L));
    Verdict wrong = new Verdict.Broken("CHOOSE", Verdict.Broken.Cause.OTHER);
    assertThat(judge("Bad", first, tlc(wrong, 99, 9, FIRED)).status())
        .isEqualTo(Status.AS_EXPECTED);
    differs(
        judge("Bad", first, tlc(wrong, 99, 9, Map.of("Get_Inc", 2L))),
        "the second run, which shows what fires: CHOOSE",
        "never fired, though by Takers somebody takes it: Put_Dec");
    assertThat(
            judge(
                    "Bad",
                    first,
                    tlc(new Verdict.Broken("x", Verdict.Broken.Cause.BAD_INPUT), 0, 0, FIRED))
                .status())
        .isEqualTo(Status.BAD_INPUT);
  }

  @Test
  void aModuleThatDoesNotTellWhoTakesWhat() {
    TlcResult silent = new TlcResult(HOLDS, 3, 2, 1, FIRED, Optional.empty());
    differs(
        judge("Good", silent, null),
        "MC.tla does not tell who takes which action (ASSUME Tells(Takers))");
  }

  @Test
  void idleActions() {
    Map<String, Long> fired = Map.of("Get_Inc", 2L, "Put_Dec", 2L, "Walk_Look", 1L, "Walk_End", 1L);
    assertThat(judge("Walk", walk(fired), null).status()).isEqualTo(Status.AS_EXPECTED);
    Map<String, Long> all =
        Map.of("Get_Inc", 2L, "Put_Dec", 2L, "Walk_Look", 1L, "Walk_End", 1L, "Walk_Never", 1L);
    differs(
        judge("Walk", walk(all), null),
        "fired, but should be idle (nothing is negative): Walk_Never");
    assertThat(new Judge(toy.catalogue().actions()).needsNoReach(toy.only("Walk"), walk(fired)))
        .isFalse();
  }

  @Test
  void unknownActionsAndActionsOfOthers() {
    differs(
        judge("Good", tlc(HOLDS, 3, 2, Map.of("Get_Inc", 2L, "Put_Dec", 2L, "Next", 0L)), null),
        "not in actions.yaml: Next");
    differs(
        judge("Good", tlc(HOLDS, 3, 2, Map.of("Get_Inc", 2L, "Put_Dec", 2L, "Walk_End", 1L)), null),
        "fired, but by Takers nobody takes it: Walk_End");
  }

  @Test
  void inconclusiveIsNeverAPass() {
    RunResult result =
        judge("Good", tlc(new Verdict.Inconclusive("time limit 1 s"), 3, 2, FIRED), null);
    assertThat(result.status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(result.deviations()).containsExactly("time limit 1 s");
    RunResult second =
        judge(
            "Bad",
            tlc(violates("AtMostOne"), 4, 3, FIRED),
            tlc(new Verdict.Inconclusive("time limit 1 s"), 4, 3, FIRED));
    assertThat(second.status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(second.deviations()).hasSize(1);
  }

  @Test
  void brokenIsADifferenceOrBadInput() {
    assertThat(
            judge(
                    "Good",
                    tlc(new Verdict.Broken("x", Verdict.Broken.Cause.OTHER), 0, 0, Map.of()),
                    null)
                .status())
        .isEqualTo(Status.DIFFERS);
    assertThat(
            judge(
                    "Good",
                    tlc(new Verdict.Broken("x", Verdict.Broken.Cause.BAD_INPUT), 0, 0, Map.of()),
                    null)
                .status())
        .isEqualTo(Status.BAD_INPUT);
  }

  @Test
  void theStatusOfAWholeCall() {
    RunResult good = judge("Good", tlc(HOLDS, 3, 2, FIRED), null);
    RunResult red = judge("Good", tlc(HOLDS, 4, 2, FIRED), null);
    RunResult unknown = judge("Good", tlc(new Verdict.Inconclusive("x"), 3, 2, FIRED), null);
    assertThat(Status.of(List.of(good)).code()).isZero();
    assertThat(Status.of(List.of(good, unknown)).code()).isEqualTo(3);
    assertThat(Status.of(List.of(unknown, red, good)).code()).isEqualTo(1);
  }

  private RunResult distributed(Verdict verdict, long states, String doubt) {
    TlcResult found =
        new TlcResult(
            verdict, states, 9, 1, Map.of(), Optional.empty(), Optional.ofNullable(doubt));
    return new Judge(toy.catalogue().actions())
        .ofDistributedRuns()
        .judge(
            toy.only(verdict == HOLDS ? "Good:p5-preempt" : "Bad:p5-nopreempt"),
            found,
            Optional.empty());
  }

  @Test
  void ofADistributedRunDepthAndActionsAreNotAsked() {
    assertThat(distributed(HOLDS, 3, null).status()).isEqualTo(Status.AS_EXPECTED);
    assertThat(distributed(violates("AtMostOne"), 2, null).status()).isEqualTo(Status.AS_EXPECTED);
    differs(distributed(HOLDS, 4, null), "states: recorded 3, found 4");
    differs(
        distributed(violates("NeverNegative"), 2, null),
        "expected: violates AtMostOne; found: violates NeverNegative");
  }

  @Test
  void aDistributedRunThatMayHaveMissedStatesIsInconclusiveUnlessAllAreThere() {
    assertThat(distributed(HOLDS, 3, "lost").status()).isEqualTo(Status.AS_EXPECTED);
    assertThat(distributed(violates("AtMostOne"), 2, "lost").status())
        .isEqualTo(Status.AS_EXPECTED);
    RunResult missing = distributed(HOLDS, 2, "lost");
    assertThat(missing.status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(missing.deviations()).containsExactly("lost: 2 states, recorded 3");
    toy.change("models/recorded.lock", "Good:p5-preempt states=3 depth=2 asks=patch5\n", "");
    RunResult unknown = distributed(HOLDS, 3, "lost");
    assertThat(unknown.status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(unknown.deviations().get(0)).startsWith("lost: nothing is recorded ");
  }
}
