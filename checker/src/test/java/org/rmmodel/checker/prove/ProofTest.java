package org.rmmodel.checker.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rmmodel.common.BadInput;

class ProofTest {
  private static final Duration TIME = Duration.ofMinutes(1);

  /** A count that goes up to N and down again, and remembers that it has been at N. */
  private static final String COUNT =
      """
      ---- MODULE Count ----
      EXTENDS Integers
      CONSTANT N
      ASSUME N \\in Nat /\\ N > 0
      VARIABLES n, at, seen
      TypeOK == n \\in Int /\\ at \\in {"low", "high"} /\\ seen \\subseteq {"high", "never"}
      Init == n = 0 /\\ at = "low" /\\ seen = {}
      MayGoUp == n < N
      Up ==
        /\\ MayGoUp
        /\\ n' = n + 1
        /\\ LET top == n + 1 = N
           IN  /\\ at' = IF top THEN "high" ELSE "low"
               /\\ seen' = seen \\cup (IF top THEN {"high"} ELSE {})
      Down ==
        /\\ n > 0
        /\\ n' = n - 1
        /\\ at' = "low"
        /\\ UNCHANGED seen
      Never == n > N /\\ n' = n /\\ UNCHANGED <<at, seen>>
      Next == Up \\/ Down \\/ Never
      IsInRange == n \\in 0 .. N
      IsSeenAtTheTop == n = N => at = "high" /\\ "high" \\in seen
      Inv == IsInRange /\\ IsSeenAtTheTop
      Weak == IsSeenAtTheTop
      NeverNegative == n >= 0
      NeverHigh == at # "high"
      Always == TRUE
      Promised == NeverNegative /\\ IsSeenAtTheTop
      ====
      """;

  @TempDir private Path temp;
  private OneModule module;

  @BeforeEach
  void write() throws IOException {
    module = OneModule.write(temp, "Count", COUNT);
  }

  private Proof proof(String invariant, Map<String, String> replaced, String... implied) {
    return module.proof(invariant, replaced, implied);
  }

  private List<String> said(Proof proof) {
    List<String> said = new ArrayList<>();
    new Prover(temp.resolve("out"), TIME).prove(proof, said::add);
    return said;
  }

  private static List<String> firstLines(List<String> said) {
    return said.stream()
        .map(text -> text.lines().findFirst().orElse("").strip().replaceAll(" +", " "))
        .toList();
  }

  @Test
  void whatIsTrueIsProvedForEveryNumber() {
    assertThat(firstLines(said(proof("Inv", Map.of(), "Promised"))))
        .containsExactly(
            "initially Init proved",
            "is kept by Up proved",
            "is kept by Down proved",
            "is kept by Never proved: never possible",
            "implies NeverNegative proved",
            "implies IsSeenAtTheTop proved");
  }

  @Test
  void anInvariantThatIsTooWeakIsLeftByAStepThatIsShown() {
    List<String> said = said(proof("Weak", Map.of()));
    assertThat(firstLines(said))
        .containsExactly(
            "initially Init proved",
            "is kept by Up proved",
            "is kept by Down FAILS",
            "is kept by Never proved");
    assertThat(said.get(2).lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains("not so: IsSeenAtTheTop", "N = 1", "n 2 -> 1")
        .anyMatch(line -> line.startsWith("seen "));
  }

  @Test
  void aGuardThatIsBrokenIsFound() {
    List<String> said = said(proof("Inv", Map.of("MayGoUp", "Always")));
    assertThat(firstLines(said)).contains("is kept by Up FAILS", "is kept by Down proved");
    assertThat(said.get(1)).contains("not so: IsInRange", "N = 1").contains("-> 2");
  }

  @Test
  void anInvariantThatDoesNotHoldInitiallyFails() {
    assertThat(firstLines(said(proof("NeverHigh", Map.of()))))
        .contains("initially Init proved", "is kept by Up FAILS");
    assertThat(firstLines(said(proof("MayGoUp", Map.of("MayGoUp", "NeverHigh")))))
        .contains("initially Init proved");
    Map<String, String> swapped = Map.of("Init", "IsInRange");
    assertThat(firstLines(said(proof("NeverHigh", swapped)))).contains("initially Init FAILS");
  }

  @Test
  void aPropertyThatDoesNotFollowFailsWithOneState() {
    List<String> said = said(proof("Inv", Map.of(), "NeverHigh"));
    assertThat(firstLines(said)).contains("implies NeverHigh FAILS");
    assertThat(said.get(said.size() - 1)).contains("\"high\"").doesNotContain("->");
  }

  @Test
  void theTallyCountsWhatIsProvedFalseAndUnknown() {
    List<String> said = new ArrayList<>();
    Prover.Tally tally =
        new Prover(temp.resolve("out"), TIME).prove(proof("Inv", Map.of()), said::add);
    assertThat(tally).isEqualTo(new Prover.Tally(4, 0, 0));
    assertThat(tally.and(new Prover.Tally(0, 1, 2))).isEqualTo(new Prover.Tally(4, 1, 2));
  }

  @Test
  void everyObligationIsWrittenSoThatAnySolverCanRepeatIt() throws IOException {
    said(proof("Inv", Map.of(), "NeverNegative"));
    Path files = temp.resolve("out/Count");
    assertThat(files.toFile().list())
        .containsExactlyInAnyOrder(
            "Inv-initially.smt2",
            "Inv-kept-by-Up.smt2",
            "Inv-kept-by-Down.smt2",
            "Inv-kept-by-Never.smt2",
            "Inv-implies-NeverNegative.smt2");
    assertThat(Files.readString(files.resolve("Inv-kept-by-Down.smt2")))
        .startsWith("; Inv is kept by Down: no such step leads out of Inv.\n")
        .contains("(set-logic QF_LIA)", "(declare-fun |n'| () Int)", "; IsInRange", "; Down")
        .contains("(set-info :status unsat)\n")
        .endsWith("(check-sat)\n");
    assertThat(Files.readString(files.resolve("Inv-initially.smt2")))
        .startsWith("; Inv holds initially: no state of Init is outside Inv.\n");
    assertThat(Files.readString(files.resolve("Inv-implies-NeverNegative.smt2")))
        .startsWith("; Inv implies NeverNegative: no state of Inv is outside it.\n");
  }

  @Test
  void whatIsReplacedIsSaidInTheFileAndNobodyClaimsTheAnswer() throws IOException {
    said(proof("Inv", Map.of("MayGoUp", "Always")));
    assertThat(Files.readString(temp.resolve("out/Count/Inv-kept-by-Up.smt2")))
        .contains("by spec/check prove, with MayGoUp <- Always.\n", "(set-info :status unknown)\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "n < N | \\E i \\in Nat : n < i | \\E of something else than a set's elements",
        "n < N | \\A i \\in Nat : n < i | \\A of something else than a set's elements",
        "n < N | n * n < N | *",
        "n < N | seen[1] = n | the application of something else than a function",
        "n < N | CASE n < N -> TRUE | CASE",
        "n < N | n \\in {1, 2} | a set of something else than strings or elements",
        "n < N | <<n>> = <<N>> | a tuple",
        "n < N | (n + 1)' > n | a prime of something else than a variable",
        "n < N | ENABLED (n' = n) | ENABLED",
      })
  void whatIsNotTranslatedIsRefusedByNameAndPlace(String from, String to, String what)
      throws IOException {
    module.change("MayGoUp == " + from, "MayGoUp == " + to);
    assertThatThrownBy(() -> proof("Inv", Map.of()))
        .isInstanceOf(BadInput.class)
        .message()
        .isEqualTo("Count.tla:8: is not translated: " + what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "n \\in Int /\\ at | at | TypeOK does not say what the variable n ranges over",
        "{\"high\"} ELSE | {\"other\"} ELSE | TypeOK does not say that seen may have \"other\"",
        "at' = \"low\" | at' = 1 | a string is compared with a number",
        "/\\ n > 0 | /\\ n | a truth value is expected here",
        "/\\ n > 0 | /\\ at > 0 | a number is expected here",
        "N \\in Nat /\\ | | no assumption says what the constant N ranges over",
      })
  void whatHasNoSortOrTwoIsRefusedWithItsPlace(String from, String to, String what)
      throws IOException {
    module.change(from, to == null ? "" : to);
    assertThatThrownBy(() -> proof("Inv", Map.of()))
        .isInstanceOf(BadInput.class)
        .message()
        .matches("Count\\.tla:\\d+: .*")
        .endsWith(what);
  }

  @Test
  void whatDoesNotExistOrDoesNotParseIsOneLine() throws IOException {
    assertThatThrownBy(() -> proof("Inw", Map.of()))
        .hasMessageStartingWith("Count does not define Inw; did you mean Inv");
    assertThatThrownBy(() -> proof("Inv", Map.of("MayGoUp", "Alway")))
        .hasMessage("Count does not define Alway; did you mean Always?");
    assertThatThrownBy(
            () ->
                new Proof(module.folder(), new Proof.Task("../Count", "Inv", List.of(), Map.of())))
        .hasMessage("there is no module ../Count, neither here nor in models/");
    module.change("n > 0", "n >");
    assertThatThrownBy(() -> proof("Inv", Map.of()))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("Count does not parse: ")
        .message()
        .doesNotContain("\n");
  }
}
