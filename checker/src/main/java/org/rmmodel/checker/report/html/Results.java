package org.rmmodel.checker.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.report.Sheet;

/**
 * What a report keeps of its results, for a later one to be compared with.
 *
 * @param format which kind of file it is; another one is not read
 * @param at when they came out
 * @param tlc which TLC ran
 * @param java which JDK
 * @param lane the lane, in words
 * @param runs the runs, by their ids
 * @param tables the signs of the verdict tables: by table, row and column
 */
record Results(
    String format,
    String at,
    String tlc,
    String java,
    String lane,
    Map<String, Run> runs,
    Map<String, Map<String, Map<String, String>>> tables) {
  static final String FORMAT = "rmmodel-report-1";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What is missing in a file is empty. */
  Results {
    format = orEmpty(format);
    at = orEmpty(at);
    tlc = orEmpty(tlc);
    java = orEmpty(java);
    lane = orEmpty(lane);
    runs = runs == null ? Map.of() : runs;
    tables = tables == null ? Map.of() : tables;
  }

  /**
   * What is kept of a run.
   *
   * @param verdict the verdict in words
   * @param states the distinct states
   * @param depth the depth
   */
  record Run(String verdict, long states, int depth) {
    Run {
      verdict = orEmpty(verdict);
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  static Results of(Ran ran, List<RunResult> results, List<Sheet> sheets) {
    Map<String, Run> runs = new LinkedHashMap<>();
    results.forEach(
        result ->
            runs.put(
                result.of().id(),
                new Run(result.verdict().text(), result.tlc().states(), result.tlc().depth())));
    Map<String, Map<String, Map<String, String>>> tables = new LinkedHashMap<>();
    sheets.forEach(sheet -> tables.put(sheet.question().toString(), signs(sheet)));
    return new Results(
        FORMAT, ran.at().toString(), ran.tlc(), ran.java(), ran.laneName(), runs, tables);
  }

  private static Map<String, Map<String, String>> signs(Sheet sheet) {
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    for (Sheet.Row row : sheet.rows()) {
      Map<String, String> signs = new LinkedHashMap<>();
      for (int i = 0; i < row.cells().size(); i++) {
        Sheet.Cell cell = row.cells().get(i);
        if (!cell.by().isEmpty()) {
          signs.put(sheet.columns().get(i).id(), cell.sign());
        }
      }
      if (!signs.isEmpty()) {
        rows.put(row.id(), signs);
      }
    }
    return rows;
  }

  /** JSON that may stand in a script element: no tag and no comment begins in it. */
  String json() {
    try {
      return MAPPER
          .writeValueAsString(this)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What {@link #json} wrote, if it is that. */
  static Optional<Results> of(String json) {
    try {
      Results results = MAPPER.readValue(json, Results.class);
      boolean whole =
          results != null
              && results.format().equals(FORMAT)
              && results.runs().values().stream().noneMatch(Objects::isNull)
              && results.tables().values().stream().noneMatch(Results::hasGap);
      return whole ? Optional.of(results) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static boolean hasGap(@Nullable Map<String, Map<String, String>> table) {
    return table == null
        || table.values().stream()
            .anyMatch(row -> row == null || row.values().stream().anyMatch(Objects::isNull));
  }
}
