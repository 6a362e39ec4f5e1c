package org.rmmodel.checker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cvc5.Command;
import io.github.cvc5.InputParser;
import io.github.cvc5.Solver;
import io.github.cvc5.SymbolManager;
import io.github.cvc5.TermManager;
import io.github.cvc5.modes.InputLanguage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.Terminal;

/**
 * The files of {@code prove --smt}, read and answered by cvc5: another solver than Z3, which gives
 * the verdicts. It has nothing of this program but the file.
 */
class SecondSolverTest {
  private static final String MILLISECONDS = "60000";

  @TempDir private Path temp;

  private final StringWriter out = new StringWriter();

  private int prove(String... args) {
    List<String> all = new ArrayList<>(List.of("prove"));
    all.addAll(List.of(args));
    all.addAll(List.of("--smt", temp.toString()));
    PrintWriter writer = new PrintWriter(out, true);
    return Check.run(
        SpecFolder::find, new Terminal(writer, writer, false, false), all.toArray(new String[0]));
  }

  /**
   * What cvc5 answers to a file: what its commands print, one after another.
   *
   * @param file the file
   * @param findsModels whether it looks for a model with few elements: where there are quantifiers
   *     it would not find one else, and might not end if there is none
   */
  private static String answer(Path file, boolean findsModels) {
    TermManager terms = new TermManager();
    Solver solver = new Solver(terms);
    solver.setOption("tlimit-per", MILLISECONDS);
    solver.setOption("finite-model-find", String.valueOf(findsModels));
    SymbolManager symbols = new SymbolManager(terms);
    InputParser parser = new InputParser(solver, symbols);
    StringBuilder said = new StringBuilder();
    try {
      parser.setStringInput(
          InputLanguage.SMT_LIB_2_6, Files.readString(file), file.getFileName().toString());
      for (Command it = parser.nextCommand(); !it.isNull(); it = parser.nextCommand()) {
        said.append(it.invoke(solver, symbols));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return said.toString().strip();
  }

  /** What cvc5 answers to each file, by its name. */
  private Map<String, String> answers(List<String> failing) throws IOException {
    Map<String, String> answers = new TreeMap<>();
    try (Stream<Path> files = Files.walk(temp)) {
      for (Path it : files.filter(file -> file.toString().endsWith(".smt2")).toList()) {
        String name = temp.relativize(it).toString();
        answers.put(name, answer(it, failing.contains(name)));
      }
    }
    return answers;
  }

  /** The files of what Z3 found false, as prove has printed it. */
  private List<String> failing(String module, String invariant) {
    return out.toString()
        .lines()
        .filter(line -> line.endsWith("FAILS"))
        .map(line -> line.strip().split(" +"))
        .map(words -> words[0].equals("implies") ? "implies-" + words[1] : "kept-by-" + words[3])
        .map(name -> module + "/" + invariant + "-" + name + ".smt2")
        .sorted()
        .toList();
  }

  @Test
  void everyObligationIsUnsatisfiableForItToo() throws IOException {
    assertThat(prove()).isZero();
    Map<String, String> answers = answers(List.of());
    assertThat(answers)
        .hasSize(Integer.parseInt(out.toString().replaceAll("(?s).*\n(\\d+) proved.*", "$1")));
    assertThat(answers)
        .hasSizeGreaterThan(30)
        .allSatisfy((file, said) -> assertThat(said).isEqualTo("unsat"));
  }

  @ParameterizedTest
  @CsvSource({
    "MCMany, Inv, DecidedAtZero <- DecidedUnlessTaken",
    "MCMany, Inv, RecoverGuard <- Always",
    "MCMany, Inv, GracePeriodIsOver <- WaitsAtHeadOnly",
    "MCSums, SumsInv, DecsFirst <- IncsFirst",
    "MCWalkers, WalkersInv, Awaited <- OnlyThoseAtTheHead",
    "MCWalkers, WalkersInv, ReachIsClosed <- Always",
    "MCLinks, LinksInv, MayFail <- LiveFails",
    "MCNames, NamesInv, NameIsStillFree <- AlwaysOf",
    "MCWalkers, WalkersInv, LeftBehind <- PoisonIsLeft",
  })
  void itFindsFalseWhatIsFalseAndNothingElse(String module, String invariant, String with)
      throws IOException {
    assertThat(prove(module, "--with", with)).isEqualTo(1);
    List<String> failing = failing(module, invariant);
    Map<String, String> answers = answers(failing);
    assertThat(failing).isNotEmpty();
    assertThat(answers).hasSizeGreaterThan(failing.size());
    answers.forEach(
        (file, said) ->
            assertThat(said).as(file).isEqualTo(failing.contains(file) ? "sat" : "unsat"));
    try (Stream<String> lines = Files.lines(temp.resolve(failing.get(0)))) {
      assertThat(lines).contains("(set-info :status unknown)").anyMatch(it -> it.contains(with));
    }
  }
}
