package org.rmmodel.checker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.Terminal;

/** The proofs that this specification promises, and what fails when it should. */
class ProveCommandTest {
  @TempDir private Path temp;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int prove(String... args) {
    List<String> all = new ArrayList<>(List.of("prove"));
    all.addAll(List.of(args));
    all.addAll(List.of("--smt", temp.resolve("smt").toString()));
    PrintWriter outWriter = new PrintWriter(out, true);
    PrintWriter errWriter = new PrintWriter(err, true);
    return Check.run(
        SpecFolder::find,
        new Terminal(outWriter, errWriter, false, false),
        all.toArray(new String[0]));
  }

  private List<String> failing() {
    return out.toString()
        .lines()
        .filter(line -> line.endsWith("FAILS"))
        .map(line -> line.strip().replaceAll(" +", " "))
        .toList();
  }

  @Test
  void allIsProvedForEveryNumberOfTasksAndCpus() {
    assertThat(prove()).isZero();
    assertThat(out.toString())
        .contains(
            "implies     ZeroStaysZero",
            "MCSums: SumsInv",
            "MCWalkers: WalkersInv",
            "MCNames: NamesInv")
        .contains("91 proved, 0 false, 0 unknown");
    assertThat(failing()).isEmpty();
    assertThat(temp.resolve("smt/MCMany/Inv-kept-by-TryReleaseModuleRef_Recover.smt2"))
        .isRegularFile();
  }

  @Test
  void aWeakenedInvariantIsLeft() {
    assertThat(prove("MCMany", "--with", "DecidedAtZero <- DecidedUnlessTaken")).isEqualTo(1);
    assertThat(failing()).contains("is kept by TryReleaseModuleRef_Recover FAILS");
    assertThat(out.toString()).contains("-> \"TryStopModule_Going\"");
  }

  @Test
  void aBrokenGuardFailsInItsOwnActionAlone() {
    assertThat(prove("MCMany", "--with", "RecoverGuard <- Always")).isEqualTo(1);
    assertThat(failing()).containsExactly("is kept by TryReleaseModuleRef_Recover FAILS");
    // Which state Z3 shows differs from machine to machine; in all of them the count is wrong.
    assertThat(out.toString()).containsPattern("not so: .*\\bCountIsExact\\b");
  }

  @Test
  void whatDoesNotFollowIsShownByAState() {
    assertThat(prove("MCMany", "--implies", "NoGetWhileGoing")).isEqualTo(1);
    assertThat(failing()).containsExactly("implies NoGetWhileGoing FAILS");
    assertThat(out.toString()).contains("Forcing = TRUE", "{\"get of a GOING module\"}");
  }

  @Test
  void theWrongOrderOfTheSumsIsNotProved() {
    assertThat(prove("MCSums", "--with", "DecsFirst <- IncsFirst")).isEqualTo(1);
    assertThat(failing()).isNotEmpty();
  }

  @Test
  void aGracePeriodThatForgetsAWalkerIsShownWithOneWalkerAndOneModule() {
    assertThat(prove("MCWalkers", "--with", "Awaited <- OnlyThoseAtTheHead")).isEqualTo(1);
    assertThat(failing()).containsExactly("is kept by SynchronizeRcu_Begin FAILS");
    assertThat(out.toString())
        .contains("not so: ReachedIsThere", "Walkers = {\"w1\"}", "Modules = {\"m1\"}")
        .containsPattern("grace\\[m1] +\"none\" +-> \"waits\"")
        .containsPattern("hand\\[w1] +\"m1\"");
  }

  @ParameterizedTest
  @CsvSource({
    "MCWalkers, IsWaitedFor <- AlwaysOf, FreeModule_Free, ReachedIsThere",
    "MCWalkers, GracePeriodIsOver <- AlwaysOf, SynchronizeRcu_End, ReachedIsThere",
    "MCWalkers, OffTheLists <- AlwaysOf, SynchronizeRcu_Begin, ListedIsThere",
    "MCWalkers, LeftBehind <- PoisonIsLeft, ListDelRcu, ReachIsClosed",
    "MCLinks, HasDependents <- Never, DeleteModule_Check, UnloadOfUnlinked",
    "MCLinks, Gettable <- CountedIsGettable, RefModule_Link, LinkedIsLive",
    "MCLinks, MayFail <- LiveFails, DoInitModule_Going, LinkedIsLive",
    "MCLinks, UnlinkIsComplete <- Always, ModuleUnloadFree_MutexUnlock, UnlinkedUnderMutex",
    "MCLinks, MutexIsFree <- Always, RefModule_Link, UnloadOfUnlinked",
    "MCNames, NameIsStillFree <- AlwaysOf, LoadModule_AddUnformed, NamesAreUnique",
    "MCNames, SaysExists <- IsSettled, LoadModule_NameIsTaken, ExistsMeansLive",
    "MCNames, MayGo <- AlwaysOf, TryStopModule_Going, NoTwoHaveOne",
    "MCNames, HasTheName <- AlwaysOf2, TryStopModule_Going, WhoUnloadsOwns",
  })
  void aBrokenStepFailsAloneAndForItsOwnReason(
      String module, String with, String action, String part) {
    assertThat(prove(module, "--with", with)).isEqualTo(1);
    assertThat(failing()).containsExactly("is kept by " + action + " FAILS");
    assertThat(out.toString()).containsPattern("not so: .*\\b" + part + "\\b");
  }

  @Test
  void wrongInputIsOneLineAndExitStatusTwo() throws IOException {
    assertThat(prove("Nowhere")).isEqualTo(2);
    assertThat(prove("MC")).isEqualTo(2);
    assertThat(prove("MCMany", "--with", "RecoverGuard = 1")).isEqualTo(2);
    assertThat(prove("--invariant", "Inv")).isEqualTo(2);
    Files.writeString(temp.resolve("smt"), "a file");
    assertThat(prove()).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(5)
        .allMatch(line -> line.startsWith("spec/check: "))
        .noneMatch(line -> line.contains("Exception"));
  }

  @Test
  void growthRunsOneNumberAfterAnother() {
    PrintWriter outWriter = new PrintWriter(out, true);
    int exit =
        Check.run(
            SpecFolder::find,
            new Terminal(outWriter, outWriter, false, false),
            "growth",
            "Many",
            "--constant",
            "Users",
            "--values",
            "1,2");
    assertThat(exit).isZero();
    assertThat(out.toString().lines().map(line -> line.strip().replaceAll(" .*", "")))
        .containsExactly("number", "1", "2");
  }
}
