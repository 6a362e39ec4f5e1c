package org.rmmodel.checker.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Model;
import org.rmmodel.checker.catalogue.ModelRun;
import org.rmmodel.checker.catalogue.Named;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.Lane;
import org.rmmodel.common.TextTable;

/** The verdict tables of one call. */
public final class VerdictTables {
  private final Catalogue catalogue;
  private final List<Question> questions;
  private final Scope scope;

  /** Made when it is first asked for: it reads all litmus tests, and checks those of the facts. */
  private @Nullable OrderingTable ordering;

  /**
   * Tables.
   *
   * @param catalogue the catalogue
   * @param questions what they answer
   * @param scope the kernels that they are about
   */
  public VerdictTables(Catalogue catalogue, List<Question> questions, Scope scope) {
    this.catalogue = catalogue;
    this.questions = List.copyOf(questions);
    this.scope = scope;
  }

  /**
   * The catalogue.
   *
   * @return what they are made from
   */
  public Catalogue catalogue() {
    return catalogue;
  }

  /**
   * The questions.
   *
   * @return what they answer
   */
  public List<Question> questions() {
    return questions;
  }

  /**
   * The scope.
   *
   * @return the kernels that they are about
   */
  public Scope scope() {
    return scope;
  }

  /**
   * All tables, on all kernels.
   *
   * @param catalogue the catalogue
   * @return the tables
   */
  public static VerdictTables all(Catalogue catalogue) {
    return new VerdictTables(catalogue, Arrays.asList(Question.values()), Scope.ALL);
  }

  /**
   * The tables that runs count for: all but that of memory order, which litmus tests decide.
   *
   * @param catalogue the catalogue
   * @return the tables
   */
  public static VerdictTables ofRuns(Catalogue catalogue) {
    return new VerdictTables(
        catalogue, List.of(Question.A, Question.B, Question.C, Question.D), Scope.ALL);
  }

  /**
   * All tables, on all kernels, with a row for each.
   *
   * @param catalogue the catalogue
   * @return the tables
   */
  public static VerdictTables ofEveryRow(Catalogue catalogue) {
    return new VerdictTables(catalogue, Arrays.asList(Question.values()), Scope.ALL.withEveryRow());
  }

  /**
   * The table of {@code README.md}: hazards of the series.
   *
   * @param catalogue the catalogue
   * @return one table, on all kernels
   */
  public static VerdictTables ofReadme(Catalogue catalogue) {
    return new VerdictTables(catalogue, List.of(Question.A), Scope.ALL);
  }

  /**
   * The tables of {@code docs/verdicts.md}: flaws, properties, the assumptions that these rest on,
   * and memory order.
   *
   * @param catalogue the catalogue
   * @return four tables, on all kernels
   */
  public static VerdictTables ofVerdicts(Catalogue catalogue) {
    return new VerdictTables(
        catalogue, List.of(Question.B, Question.C, Question.D, Question.E), Scope.ALL);
  }

  /**
   * Whether a run counts for a cell of one of them.
   *
   * @param of a run
   * @return true if it does
   */
  public boolean need(Case of) {
    return questions.stream()
        .anyMatch(
            question ->
                VerdictTable.belongs(catalogue, question, of)
                    && scope.includes(catalogue.kernels(), question, of));
  }

  /**
   * What no run of the catalogue decides about kernels that are none of {@code kernels.yaml}.
   *
   * @param lane the lane whose models are asked
   * @return runs on these kernels, of which nothing is expected
   */
  public List<Case> undecided(Lane lane) {
    List<Case> cases = new ArrayList<>();
    for (Named named : scope.names(catalogue.kernels(), Question.B)) {
      for (Kernel kernel : named.kernels()) {
        if (!kernel.isListed()) {
          catalogue.models().stream()
              .filter(model -> lane.includes(model.lane()) && isUndecided(model, named, kernel))
              .map(model -> new Case(model, unexpected(kernel, model)))
              .filter(this::need)
              .forEach(cases::add);
        }
      }
    }
    return cases;
  }

  private static boolean isUndecided(Model model, Named named, Kernel kernel) {
    return model.kernels().stream().anyMatch(one -> one.version().equals(kernel.version()))
        && model.runs().stream().noneMatch(run -> named.isDecidedBy(new Case(model, run), kernel));
  }

  private ModelRun unexpected(Kernel kernel, Model model) {
    return ModelRun.unexpected(kernel, catalogue.kernels().changeNames(), model.lane());
  }

  /**
   * What changes from the first of the kernels to the second.
   *
   * @param outcomes what came out
   * @return the differences; empty if the tables are not about two kernels that a user named
   */
  public Optional<Comparison> comparison(Collection<Outcome> outcomes) {
    return scope.only().size() == 2
        ? Optional.of(new Comparison(catalogue, scope, tables(outcomes), ordering()))
        : Optional.empty();
  }

  /**
   * The table that litmus tests decide, which no run counts for.
   *
   * @return the table, if it is asked for
   */
  public Optional<OrderingTable> ordering() {
    boolean any =
        catalogue.facts().flaws().stream().anyMatch(flaw -> flaw.litmus().isPresent())
            || catalogue.facts().properties().stream().anyMatch(p -> p.litmus().isPresent());
    if (!any || !questions.contains(Question.E)) {
      return Optional.empty();
    }
    if (ordering == null) {
      ordering = new OrderingTable(catalogue, scope);
    }
    return Optional.of(ordering);
  }

  private List<VerdictTable> tables(Collection<Outcome> outcomes) {
    List<VerdictTable> tables = new ArrayList<>();
    for (Question question : questions) {
      if (outcomes.stream().anyMatch(o -> VerdictTable.belongs(catalogue, question, o.of()))) {
        tables.add(new VerdictTable(catalogue, question, outcomes, scope));
      }
    }
    return tables;
  }

  /**
   * The tables for a terminal.
   *
   * @param outcomes what came out
   * @return one screen for each table that some outcome counts for
   */
  public String text(Collection<Outcome> outcomes) {
    return Stream.concat(
            tables(outcomes).stream().map(VerdictTable::text),
            ordering().stream().map(OrderingTable::text))
        .collect(Collectors.joining("\n"));
  }

  /**
   * The tables as rows and cells.
   *
   * @param outcomes what came out
   * @return those that some outcome counts for; without the table of memory order
   */
  public List<Sheet> sheets(Collection<Outcome> outcomes) {
    return tables(outcomes).stream().map(VerdictTable::sheet).toList();
  }

  /**
   * The tables for a README.
   *
   * @param outcomes what came out
   * @return Markdown
   */
  public String markdown(Collection<Outcome> outcomes) {
    return Stream.concat(
            tables(outcomes).stream().map(VerdictTable::markdown),
            ordering().stream().map(OrderingTable::markdown))
        .collect(Collectors.joining("\n"));
  }

  /**
   * The tables for a program.
   *
   * @param outcomes what came out
   * @return what {@code --json} writes
   */
  public List<Map<String, Object>> json(Collection<Outcome> outcomes) {
    return Stream.concat(
            tables(outcomes).stream().map(VerdictTable::json),
            ordering().stream().map(OrderingTable::json))
        .toList();
  }

  /**
   * What litmus tests say that is not expected of them.
   *
   * @return lines to print below the tables; empty if all is as expected, or not asked
   */
  public String orderingDifferences() {
    return ordering().stream()
        .flatMap(table -> table.differences().stream())
        .map(line -> "\nNot as expected: " + line)
        .collect(Collectors.joining());
  }

  /**
   * How runs and, where they are asked for, litmus tests stand.
   *
   * @param results the runs
   * @return the worst of them
   */
  public ExitStatus status(Collection<RunResult> results) {
    List<ExitStatus> statuses = new ArrayList<>(List.of(Status.of(results)));
    ordering().map(OrderingTable::status).ifPresent(statuses::add);
    return ExitStatus.worst(statuses);
  }

  /**
   * What is not as the catalogue expects.
   *
   * @param results the runs
   * @return lines to print below the tables; empty if all is as expected
   */
  public static String differences(Collection<RunResult> results) {
    List<String> lines =
        results.stream()
            .filter(result -> result.status().exit() != Status.AS_EXPECTED.exit())
            .flatMap(
                result -> result.deviations().stream().map(line -> result.of().id() + ": " + line))
            .flatMap(line -> TextTable.wrap(line, TextTable.WIDTH - 4).stream())
            .map(line -> "    " + line)
            .toList();
    return lines.isEmpty()
        ? ""
        : "\nNot as the catalogue expects (! in a table where the outcome itself differs):\n"
            + String.join("\n", lines)
            + "\n";
  }
}
