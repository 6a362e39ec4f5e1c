package org.rmmodel.jcstress.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rmmodel.common.Json;
import org.rmmodel.common.Lane;

/** What is told of a run: a table, and the same as JSON. */
final class Report {
  private static final String ANY_FORBIDDEN = "(any forbidden)";

  private Report() {}

  private record Row(
      String test,
      String variant,
      String outcome,
      String seen,
      String samples,
      String expected,
      String verdict) {
    List<String> cells() {
      return List.of(test, variant, outcome, seen, samples, expected, verdict);
    }
  }

  /**
   * Makes the table.
   *
   * @param results what came out
   * @return its lines
   */
  static List<String> table(List<Result> results) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("test", "variant", "outcome", "seen", "of", "expected", "verdict"));
    for (Result result : results) {
      rows.addAll(rows(result));
    }
    int columns = rows.get(0).cells().size();
    int[] widths = new int[columns];
    for (Row row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.cells().get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        boolean number = i == 3 || i == 4;
        String format = "%" + (number ? "" : "-") + widths[i] + "s  ";
        line.append(String.format(Locale.ROOT, format, row.cells().get(i)));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static List<Row> rows(Result result) {
    Litmus litmus = result.litmus();
    Samples samples = result.samples();
    List<Row> rows = new ArrayList<>();
    for (String outcome : litmus.must()) {
      rows.add(
          row(
              result,
              rows.isEmpty(),
              outcome,
              samples.count(outcome),
              litmus.isReal() ? "to be met" : "to be seen"));
    }
    List<String> forbidden =
        samples.outcomes().keySet().stream()
            .filter(outcome -> litmus.forbids(outcome) && !litmus.must().contains(outcome))
            .toList();
    String expected =
        switch (litmus.expected()) {
          case SOUND -> "never";
          case SHOWN -> litmus.may().isEmpty() ? "never" : "possible";
          case HIDDEN -> "hidden on x86";
        };
    for (String outcome : forbidden) {
      rows.add(row(result, rows.isEmpty(), outcome, samples.count(outcome), expected));
    }
    if (forbidden.isEmpty() && litmus.expected() != Litmus.Expected.SHOWN) {
      rows.add(row(result, rows.isEmpty(), ANY_FORBIDDEN, 0, expected));
    }
    return rows;
  }

  private static Row row(Result result, boolean first, String outcome, long seen, String expected) {
    return new Row(
        first ? result.litmus().test() : "",
        first ? result.litmus().variant() : "",
        outcome,
        String.format(Locale.ROOT, "%,d", seen),
        first ? String.format(Locale.ROOT, "%,d", result.samples().total()) : "",
        expected,
        first ? result.verdict().kind().toString() : "");
  }

  /**
   * Lists why verdicts are not as expected.
   *
   * @param results what came out
   * @return a line for each
   */
  static List<String> reasons(List<Result> results) {
    return results.stream()
        .filter(result -> result.verdict().kind() != Verdict.Kind.OK)
        .map(
            result ->
                result.litmus().name()
                    + ": "
                    + result.verdict().kind()
                    + ": "
                    + result.verdict().why())
        .toList();
  }

  /**
   * Writes all that came out.
   *
   * @param file the file
   * @param lane how much was run
   * @param exit the exit status
   * @param results what came out
   * @throws org.rmmodel.common.BadInput if it cannot be written
   */
  static void json(Path file, Lane lane, int exit, List<Result> results) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("lane", lane.toString());
    root.put("java", System.getProperty("java.vm.version"));
    root.put("architecture", System.getProperty("os.arch"));
    root.put("cpus", Runtime.getRuntime().availableProcessors());
    root.put("exit", exit);
    root.put("tests", results.stream().map(Report::json).toList());
    Json.write(file, root);
  }

  private static Map<String, Object> json(Result result) {
    Litmus litmus = result.litmus();
    Map<String, Object> test = new LinkedHashMap<>();
    test.put("test", litmus.test());
    test.put("variant", litmus.variant());
    test.put("real", litmus.isReal());
    test.put("what", litmus.what());
    test.put("expected", litmus.expected().name().toLowerCase(Locale.ROOT));
    test.put("reason", litmus.reason());
    test.put("verdict", result.verdict().kind().toString());
    test.put("why", result.verdict().why());
    test.put("forks", result.samples().forks());
    test.put("samples", result.samples().total());
    List<Map<String, Object>> outcomes = new ArrayList<>();
    result
        .samples()
        .outcomes()
        .forEach(
            (outcome, count) -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("outcome", outcome);
              one.put("seen", count);
              one.put("forbidden", litmus.forbids(outcome));
              one.put("means", litmus.describe(outcome));
              outcomes.add(one);
            });
    test.put("outcomes", outcomes);
    return test;
  }
}
