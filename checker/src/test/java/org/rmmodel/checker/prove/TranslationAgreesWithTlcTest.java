package org.rmmodel.checker.prove;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.z3.Model;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.TlaValue;
import org.rmmodel.checker.tlc.TlaValueParser;

/**
 * The translated next-state relation has exactly the steps that TLC finds: from states that can be
 * reached, with few tasks, every successor and no other.
 */
class TranslationAgreesWithTlcTest {
  private static final SpecFolder FOLDER = SpecFolder.find();
  private static final int MOST_STATES = 400;
  private static final int FEWEST_STEPS = 100;

  /** The changes of a kernel that has the base. */
  private static final String SERIES =
      Stream.of("patch1", "patch2", "patch3", "patch4", "patch5")
          .map(it -> '"' + it + '"')
          .collect(Collectors.joining(", ", "{", "}"));

  @TempDir private Path temp;

  /** A value whose sets have an order of their own. */
  private static TlaValue normal(TlaValue value) {
    if (value instanceof TlaValue.SetOf set) {
      return new TlaValue.SetOf(
          set.elements().stream()
              .map(TranslationAgreesWithTlcTest::normal)
              .sorted(Comparator.comparing(TlaValue::text))
              .toList());
    }
    if (value instanceof TlaValue.Function function) {
      Map<TlaValue, TlaValue> entries = new HashMap<>();
      function.entries().forEach((argument, result) -> entries.put(argument, normal(result)));
      return new TlaValue.Function(entries);
    }
    return value;
  }

  private static Map<String, TlaValue> values(Map<String, String> state) {
    Map<String, TlaValue> values = new TreeMap<>();
    state.forEach((name, value) -> values.put(name, normal(TlaValueParser.parse(value))));
    return values;
  }

  /** That a term has a value. */
  private static String equation(Translator translator, Term term, TlaValue value) {
    if (term instanceof Term.Int number) {
      return Smt.apply("=", number.text(), Smt.number(value.text()));
    }
    if (term instanceof Term.Truth truth) {
      return value.text().equals("TRUE") ? truth.text() : Smt.not(truth.text());
    }
    if (term instanceof Term.Name || term instanceof Term.Element) {
      String string = ((TlaValue.Str) value).value();
      return translator.values().equal(term, new Term.Name(translator.strings().code(string)));
    }
    if (term instanceof Term.Function function) {
      String sort = function.domain().sort();
      return Smt.and(
          ((TlaValue.Function) value)
              .entries().entrySet().stream()
                  .map(
                      entry ->
                          equation(
                              translator,
                              function.at().apply(Names.pointOf(sort, entry.getKey().text())),
                              entry.getValue()))
                  .toList());
    }
    List<String> has = ((TlaValue.SetOf) value).elements().stream().map(TlaValue::text).toList();
    Map<String, String> members = new TreeMap<>();
    if (term instanceof Term.Elements set) {
      translator
          .strings()
          .points(set.sort())
          .forEach(it -> members.put(it, set.contains().apply(Names.pointOf(set.sort(), it))));
    } else {
      members.putAll(((Term.Names) term).members());
    }
    return Smt.and(
        members.entrySet().stream()
            .map(it -> has.contains(it.getKey()) ? it.getValue() : Smt.not(it.getValue()))
            .toList());
  }

  private static String equations(
      Translator translator, Map<String, TlaValue> state, boolean next) {
    return Smt.and(
        state.entrySet().stream()
            .map(it -> equation(translator, translator.value(it.getKey(), next), it.getValue()))
            .toList());
  }

  /** That the sets have these elements, and that there is nothing else but strings beside them. */
  private static List<String> elements(Translator translator, Map<String, List<String>> sets) {
    List<String> said = new ArrayList<>();
    sets.forEach(
        (base, names) -> {
          names.forEach(it -> translator.strings().point(base, it));
          Set<String> points = translator.strings().points(base);
          said.add(
              Smt.forAll(
                  "it",
                  base,
                  Smt.or(
                      points.stream()
                          .map(it -> Smt.apply("=", "it", Names.pointOf(base, it)))
                          .toList())));
          Term.Elements set = (Term.Elements) translator.value(base, false);
          for (String it : points) {
            String in = set.contains().apply(Names.pointOf(base, it));
            said.add(names.contains(it) ? in : Smt.not(in));
          }
        });
    return said;
  }

  private void compare(
      String module,
      String invariant,
      String constants,
      List<String> fixed,
      Map<String, List<String>> sets)
      throws IOException {
    Proof proof = new Proof(FOLDER, new Proof.Task(module, invariant, List.of(), Map.of()));
    Translator translator = proof.translator();
    String next =
        Smt.or(
            proof.obligations().stream()
                .filter(it -> it.kind() == Obligation.Kind.CONSECUTION)
                .map(it -> it.premise().get(it.premise().size() - 1).text())
                .toList());
    List<String> there = elements(translator, sets);
    Path cfg = temp.resolve("model.cfg");
    Files.writeString(cfg, "SPECIFICATION Spec\nCONSTANTS\n" + constants);
    Map<Map<String, String>, Set<Map<String, String>>> tlc =
        TlcSteps.of(List.of(FOLDER.root(), FOLDER.models()), module, cfg, MOST_STATES);
    int steps = 0;
    try (Z3 z3 = new Z3(proof, Duration.ofMinutes(1))) {
      Solver solver = z3.solver();
      solver.add(z3.asserted(Smt.and(fixed)));
      solver.add(z3.asserted(Smt.and(there)));
      solver.add(z3.asserted(next));
      for (Map.Entry<Map<String, String>, Set<Map<String, String>>> from : tlc.entrySet()) {
        Map<String, TlaValue> here = values(from.getKey());
        Set<Map<String, TlaValue>> successors = new HashSet<>();
        from.getValue().forEach(it -> successors.add(values(it)));
        assertThat(models(z3, solver, translator, here)).as("from " + here).isEqualTo(successors);
        steps += successors.size();
      }
    }
    assertThat(steps).isGreaterThan(FEWEST_STEPS);
  }

  private static Set<Map<String, TlaValue>> models(
      Z3 z3, Solver solver, Translator translator, Map<String, TlaValue> state) {
    Set<Map<String, TlaValue>> found = new HashSet<>();
    solver.push();
    solver.add(z3.asserted(equations(translator, state, false)));
    while (solver.check() == Status.SATISFIABLE) {
      Model model = solver.getModel();
      ModelValues read = z3.values(model);
      Map<String, TlaValue> values = new TreeMap<>();
      for (String name : translator.variables()) {
        values.put(name, normal(read.of(name, true)));
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
    compare(
        "MCMany",
        "Inv",
        "Users = %d\nReaders = %d\nWalkers = %d\nForcing = %s\nChanges = %s\nAsked = {\"patch5\"}\n"
            .formatted(users, readers, walkers, forcing, SERIES),
        fixed,
        Map.of());
  }

  @Test
  void theCountedCpusHaveTheStepsThatTlcFinds() throws IOException {
    compare(
        "MCSums",
        "SumsInv",
        "CPUs = 3\nMaxRefs = 2\nMaxSum = 4\nChanges = {}\nAsked = {\"patch4\"}\n",
        List.of("(= CPUs 3)", "(= MaxRefs 2)", "(= MaxSum 4)"),
        Map.of());
  }

  @ParameterizedTest
  @CsvSource({"'w1', 'm1,m2', 'modules'", "'w1,w2', 'm1', 'modules'", "'w1', 'm1', 'modules,bugs'"})
  void theWalkersHaveTheStepsThatTlcFinds(String walkers, String modules, String lists)
      throws IOException {
    compare(
        "MCWalkers",
        "WalkersInv",
        Map.of(
            "Walkers", List.of(walkers.split(",")),
            "Modules", List.of(modules.split(",")),
            "Lists", List.of(lists.split(","))));
  }

  @ParameterizedTest
  @CsvSource({"'t1,t2', 'm1,m2', 'n1'", "'t1', 'm1,m2', 'n1,n2'"})
  void theNamesHaveTheStepsThatTlcFinds(String tasks, String modules, String names)
      throws IOException {
    compare(
        "MCNames",
        "NamesInv",
        Map.of(
            "Tasks", List.of(tasks.split(",")),
            "Modules", List.of(modules.split(",")),
            "Names", List.of(names.split(","))));
  }

  @ParameterizedTest
  @CsvSource({"2, 1, FALSE", "1, 2, TRUE"})
  void theCountedLinksHaveTheStepsThatTlcFinds(int importers, int users, String forcing)
      throws IOException {
    compare(
        "MCLinks",
        "LinksInv",
        "Importers = %d\nUsers = %d\nForcing = %s\nChanges = %s\nAsked = {\"patch5\"}\n"
            .formatted(importers, users, forcing, SERIES),
        List.of(
            "(= Importers " + importers + ")",
            "(= Users " + users + ")",
            forcing.equals("TRUE") ? "Forcing" : "(not Forcing)"),
        Map.of());
  }

  private void compare(String module, String invariant, Map<String, List<String>> sets)
      throws IOException {
    StringBuilder constants = new StringBuilder("Changes = {}\nAsked = {}\n");
    sets.forEach(
        (name, elements) ->
            constants.append(
                elements.stream()
                    .map(it -> '"' + it + '"')
                    .collect(Collectors.joining(", ", name + " = {", "}\n"))));
    compare(module, invariant, constants.toString(), List.of(), sets);
  }
}
