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

/** Sets of which nothing is known, functions and quantifiers over them. */
class ElementsTest {
  /** Locks that tasks take and give back; a task may have several. */
  private static final String LOCKS =
      """
      ---- MODULE Locks ----
      EXTENDS Integers
      CONSTANTS Tasks, Locks
      None == "none"
      ASSUME NoneIsNobody == {None} \\cap Tasks = {}
      VARIABLES owner, has, waits, taken
      TypeOK ==
        /\\ owner \\in [Locks -> Tasks \\cup {None}]
        /\\ has   \\in [Tasks -> SUBSET Locks]
        /\\ waits \\in [Tasks -> {"no", "yes"}]
        /\\ taken \\in [Locks -> [Tasks -> Nat]]
      Init ==
        /\\ owner = [l \\in Locks |-> None]
        /\\ has   = [t \\in Tasks |-> {}]
        /\\ waits = [t \\in Tasks |-> "no"]
        /\\ taken = [l \\in Locks |-> [t \\in Tasks |-> 0]]
      IsFree(l) == owner[l] = None
      Take(t, l) ==
        /\\ IsFree(l)
        /\\ owner' = [owner EXCEPT ![l] = t]
        /\\ has'   = [has EXCEPT ![t] = @ \\cup {l}]
        /\\ taken' = [taken EXCEPT ![l][t] = @ + 1]
        /\\ waits' = [u \\in Tasks |-> IF u = t THEN "no" ELSE waits[u]]
      Wait(t) ==
        /\\ \\E l \\in Locks : owner[l] \\notin {t, None}
        /\\ waits' = [waits EXCEPT ![t] = "yes"]
        /\\ UNCHANGED <<owner, has, taken>>
      Gives(t) == has[t]
      GiveAll(t) ==
        /\\ owner' = [l \\in Locks |-> IF l \\in Gives(t) THEN None ELSE owner[l]]
        /\\ has'   = [has EXCEPT ![t] = {l \\in @ : l \\notin Gives(t)}]
        /\\ UNCHANGED <<waits, taken>>
      Next == \\E t \\in Tasks : \\/ \\E l \\in Locks : Take(t, l)
                               \\/ Wait(t) \\/ GiveAll(t)
      Owned == \\A t \\in Tasks, l \\in Locks : l \\in has[t] <=> owner[l] = t
      Counted == \\A t \\in Tasks : \\A l \\in has[t] : taken[l][t] > 0
      Ranges == has \\in [Tasks -> SUBSET Locks] /\\ taken \\in [Locks -> [Tasks -> Nat]]
      Inv == Ranges /\\ Owned /\\ Counted
      NoTwoHaveOne == \\A t, u \\in Tasks : has[t] \\cap has[u] # {} => t = u
      NobodyWaits == \\A t \\in Tasks : waits[t] = "no"
      AlwaysOf(x) == TRUE
      NobodysOf(t) == {}
      AllOf(t) == Locks
      ====
      """;

  @TempDir private Path temp;
  private OneModule module;

  @BeforeEach
  void write() throws IOException {
    module = OneModule.write(temp, "Locks", LOCKS);
  }

  private Proof proof(Map<String, String> replaced, String... implied) {
    return module.proof("Inv", replaced, implied);
  }

  private List<String> said(Proof proof) {
    List<String> said = new ArrayList<>();
    new Prover(temp.resolve("out"), Duration.ofMinutes(1))
        .prove(proof, it -> said.add(it.strip().replaceAll(" +", " ")));
    return said;
  }

  @Test
  void whatIsTrueIsProvedForSetsOfAnySize() {
    assertThat(said(proof(Map.of(), "NoTwoHaveOne")))
        .containsExactly(
            "initially Init proved",
            "is kept by Take proved",
            "is kept by Wait proved",
            "is kept by GiveAll proved",
            "implies NoTwoHaveOne proved");
  }

  @Test
  void aBrokenGuardIsShownWithAsFewElementsAsItTakes() {
    List<String> said = said(proof(Map.of("IsFree", "AlwaysOf")));
    assertThat(said.get(1))
        .startsWith("is kept by Take FAILS\n not so: Owned")
        .contains("Tasks = {\"t1\", \"t2\"}", "Locks = {\"l1\"}", "owner[l1]", "taken[l1][t2]");
    assertThat(said.get(2)).isEqualTo("is kept by Wait proved");
  }

  @Test
  void whatIsGivenBackMustBeOnesOwn() {
    assertThat(said(proof(Map.of("Gives", "AllOf")))).anyMatch(it -> it.contains("GiveAll FAILS"));
    assertThat(said(proof(Map.of("Gives", "NobodysOf")))).contains("is kept by GiveAll proved");
  }

  @Test
  void aPropertyThatDoesNotFollowFailsWithOneElement() {
    List<String> said = said(proof(Map.of(), "NobodyWaits"));
    assertThat(said.get(said.size() - 1)).contains("Tasks = {\"t1\"}", "waits[t1] \"yes\"");
  }

  @Test
  void theFilesDeclareTheSetsAndTheStringsBesideThem() throws IOException {
    said(proof(Map.of()));
    assertThat(Files.readString(temp.resolve("out/Locks/Inv-kept-by-Take.smt2")))
        .contains(
            "(set-logic UFLIA)",
            "(declare-sort |element of Tasks| 0)",
            "(declare-fun |Tasks: \"none\"| () |element of Tasks|)",
            "(declare-fun taken (|element of Locks| |element of Tasks|) Int)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "owner[l] = l | an element of Tasks is compared with an element of Locks",
        "owner[l] \\in Locks | an element of Tasks is looked for in a set of elements of Locks",
        "owner[l] = 1 | an element of Tasks is compared with a number",
        "has[l] = {} | an element of Tasks is compared with an element of Locks",
        "l[l] = l | is not translated: the application of something else than a function",
        "waits = owner | a function is compared, on another domain, with a function",
        "\\E t \\in 0 .. 1 : t = 0 | is not translated: \\E of something else than a set's elements",
        "(CHOOSE k \\in Locks : TRUE) = l | is not translated: CHOOSE",
        "{owner[k] : k \\in Locks} = {} | is not translated: a set that is described",
      })
  void whatDoesNotGoTogetherIsRefusedWithItsPlace(String guard, String what) throws IOException {
    module.change("IsFree(l) == owner[l] = None", "IsFree(l) == " + guard);
    assertThatThrownBy(() -> proof(Map.of()))
        .isInstanceOf(BadInput.class)
        .hasMessage("Locks.tla:17: " + what);
  }

  @Test
  void aFunctionOfTwoArgumentsIsRefused() throws IOException {
    module.change("IsFree(l) == owner[l] = None", "IsFree(l) == [k, j \\in Locks |-> k] = owner");
    assertThatThrownBy(() -> proof(Map.of()))
        .isInstanceOf(BadInput.class)
        .hasMessage("Locks.tla:17: is not translated: more than one bound variable here");
  }

  @Test
  void aFunctionToSetsOfStringsIsRefused() throws IOException {
    module.change("[Tasks -> {\"no\", \"yes\"}]", "[Tasks -> SUBSET {\"no\", \"yes\"}]");
    assertThatThrownBy(() -> proof(Map.of()))
        .isInstanceOf(BadInput.class)
        .hasMessageEndingWith("is not translated: a function to sets of strings");
  }
}
