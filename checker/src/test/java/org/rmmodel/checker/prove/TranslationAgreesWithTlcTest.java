package org.rmmodel.checker.prove;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.z3.Model;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rmmodel.checker.files.SpecFolder;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.util.FP64;
import util.SimpleFilenameToStream;
import util.ToolIO;
import util.UniqueString;

/**
 * The translated next-state relation has exactly the steps that TLC finds: from states that can be
 * reached, with few tasks, every successor and no other.
 */
class TranslationAgreesWithTlcTest {
  private static final SpecFolder FOLDER = SpecFolder.find();
  private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
  private static final int MOST_STATES = 400;

  @TempDir private Path temp;

  /** What TLC and SANY say goes there; it is put back after each test. */
  private final PrintStream before = ToolIO.out;

  @AfterEach
  void sayAgain() {
    ToolIO.out = before;
  }

  private static String normal(String value) {
    return value.startsWith("{")
        ? STRING.matcher(value).results().map(MatchResult::group).sorted().toList().toString()
        : value;
  }

  private static Map<String, String> values(TLCState state, Set<String> variables) {
    Map<String, String> values = new TreeMap<>();
    for (String name : variables) {
      values.put(name, normal(state.lookup(UniqueString.uniqueStringOf(name)).toString()));
    }
    return values;
  }

  private FastTool tlc(String module, String constants) throws IOException {
    ToolIO.out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Path cfg = temp.resolve("model.cfg");
    Files.writeString(cfg, "SPECIFICATION Spec\nCONSTANTS\n" + constants);
    FP64.Init(0);
    String[] places = {FOLDER.root().toString(), FOLDER.models().toString()};
    return new FastTool(
        FOLDER.models().toString(),
        module,
        cfg.toString().replaceFirst("\\.cfg$", ""),
        new SimpleFilenameToStream(places));
  }

  /** A value as an assertion about the variable. */
  private static String equation(Translator translator, String name, String value, boolean next) {
    String symbol = Translator.symbol(name, next);
    return switch (translator.sort(name)) {
      case NUMBER -> Smt.apply("=", symbol, Smt.number(value));
      case TRUTH -> value.equals("TRUE") ? symbol : Smt.not(symbol);
      case NAME ->
          Smt.apply("=", symbol, Translator.symbolOf(value.substring(1, value.length() - 1)));
      case NAMES ->
          Smt.and(
              translator.universe(name).stream()
                  .map(
                      it -> {
                        String member = Translator.member(name, it, next);
                        return value.contains('"' + it + '"') ? member : Smt.not(member);
                      })
                  .toList());
    };
  }

  private static String equations(Translator translator, Map<String, String> state, boolean next) {
    return Smt.and(
        state.entrySet().stream()
            .map(entry -> equation(translator, entry.getKey(), entry.getValue(), next))
            .toList());
  }

  private void compare(String module, String invariant, String constants, List<String> fixed)
      throws IOException {
    Proof proof = new Proof(FOLDER, new Proof.Task(module, invariant, List.of(), Map.of()));
    Translator translator = proof.translator();
    String next =
        Smt.or(
            proof.obligations().stream()
                .filter(it -> it.kind() == Obligation.Kind.CONSECUTION)
                .map(it -> it.premise().get(it.premise().size() - 1).text())
                .toList());
    FastTool tlc = tlc(module, constants);
    int steps = 0;
    try (Z3 z3 = new Z3(proof, Duration.ofMinutes(1))) {
      Solver solver = z3.solver();
      solver.add(z3.asserted(Smt.and(fixed)));
      solver.add(z3.asserted(next));
      StateVec initial = tlc.getInitStates();
      Deque<TLCState> toDo = new ArrayDeque<>();
      Set<Map<String, String>> seen = new HashSet<>();
      for (int i = 0; i < initial.size(); i++) {
        toDo.add(initial.elementAt(i));
        seen.add(values(initial.elementAt(i), translator.variables()));
      }
      for (int n = 0; n < MOST_STATES && !toDo.isEmpty(); n++) {
        TLCState state = toDo.remove();
        Set<Map<String, String>> successors = new HashSet<>();
        for (Action action : tlc.getActions()) {
          StateVec found = tlc.getNextStates(action, state);
          for (int i = 0; i < found.size(); i++) {
            Map<String, String> values = values(found.elementAt(i), translator.variables());
            successors.add(values);
            if (seen.add(values)) {
              toDo.add(found.elementAt(i));
            }
          }
        }
        Map<String, String> here = values(state, translator.variables());
        assertThat(models(z3, solver, translator, here)).as("from " + here).isEqualTo(successors);
        steps += successors.size();
      }
    }
    assertThat(steps).isGreaterThan(MOST_STATES / 2);
  }

  private static Set<Map<String, String>> models(
      Z3 z3, Solver solver, Translator translator, Map<String, String> state) {
    Set<Map<String, String>> found = new HashSet<>();
    solver.push();
    solver.add(z3.asserted(equations(translator, state, false)));
    while (solver.check() == Status.SATISFIABLE) {
      Model model = solver.getModel();
      Map<String, String> values = new TreeMap<>();
      for (String name : translator.variables()) {
        values.put(name, normal(z3.value(model, name, true)));
      }
      found.add(values);
      solver.add(z3.asserted(Smt.not(equations(translator, values, true))));
    }
    solver.pop();
    return found;
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 1, FALSE", "1, 1, 2, TRUE", "3, 0, 1, TRUE"})
  void theCountedProtocolHasTheStepsThatTlcFinds(
      int users, int readers, int walkers, String forcing) throws IOException {
    List<String> fixed = new ArrayList<>();
    fixed.add("(= Users " + users + ")");
    fixed.add("(= Readers " + readers + ")");
    fixed.add("(= Walkers " + walkers + ")");
    fixed.add(forcing.equals("TRUE") ? "Forcing" : "(not Forcing)");
    String changes =
        List.of("patch1", "patch2", "patch3", "patch4", "patch5").stream()
            .map(it -> '"' + it + '"')
            .collect(Collectors.joining(", ", "{", "}"));
    compare(
        "MCMany",
        "Inv",
        "Users = %d\nReaders = %d\nWalkers = %d\nForcing = %s\nChanges = %s\nAsked = {\"patch5\"}\n"
            .formatted(users, readers, walkers, forcing, changes),
        fixed);
  }

  @Test
  void theCountedCpusHaveTheStepsThatTlcFinds() throws IOException {
    compare(
        "MCSums",
        "SumsInv",
        "CPUs = 3\nMaxRefs = 2\nMaxSum = 4\nChanges = {}\nAsked = {\"patch4\"}\n",
        List.of("(= CPUs 3)", "(= MaxRefs 2)", "(= MaxSum 4)"));
  }
}
