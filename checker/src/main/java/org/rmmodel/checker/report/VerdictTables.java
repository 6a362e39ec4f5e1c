package org.rmmodel.checker.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;

/**
 * The verdict tables of one call.
 *
 * @param catalogue the catalogue
 * @param questions what they answer
 * @param scope the kernels that they are about
 */
public record VerdictTables(Catalogue catalogue, List<Question> questions, Scope scope) {
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
   * The table of {@code README.md}: hazards of the series.
   *
   * @param catalogue the catalogue
   * @return one table, on all kernels
   */
  public static VerdictTables ofReadme(Catalogue catalogue) {
    return new VerdictTables(catalogue, List.of(Question.A), Scope.ALL);
  }

  /**
   * The tables of {@code docs/verdicts.md}: flaws, properties, and the assumptions that these rest
   * on.
   *
   * @param catalogue the catalogue
   * @return three tables, on all kernels
   */
  public static VerdictTables ofVerdicts(Catalogue catalogue) {
    return new VerdictTables(catalogue, List.of(Question.B, Question.C, Question.D), Scope.ALL);
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
    return tables(outcomes).stream().map(VerdictTable::text).collect(Collectors.joining("\n"));
  }

  /**
   * The tables for a README.
   *
   * @param outcomes what came out
   * @return Markdown
   */
  public String markdown(Collection<Outcome> outcomes) {
    return tables(outcomes).stream().map(VerdictTable::markdown).collect(Collectors.joining("\n"));
  }

  /**
   * The tables for a program.
   *
   * @param outcomes what came out
   * @return what {@code --json} writes
   */
  List<Map<String, Object>> json(Collection<Outcome> outcomes) {
    return tables(outcomes).stream().map(VerdictTable::json).toList();
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
