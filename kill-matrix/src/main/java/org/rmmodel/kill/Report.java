package org.rmmodel.kill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A matrix as text that pastes into mail, as Markdown, and as JSON. */
final class Report {
  private final Matrix matrix;
  private final List<Tool> tools;

  /**
   * Makes one.
   *
   * @param matrix what was computed
   * @param tools which columns to show
   */
  Report(Matrix matrix, List<Tool> tools) {
    this.matrix = matrix;
    this.tools = tools;
  }

  /** The table in plain text: seconds, and how much was tried. */
  String text() {
    int width = matrix.mutants().stream().mapToInt(m -> m.name().length()).max().orElse(1);
    StringBuilder text = new StringBuilder();
    text.append(" ".repeat(width));
    tools.forEach(tool -> text.append(String.format("  %-13s", shortTitle(tool))));
    text.append('\n');
    for (Mutant mutant : matrix.mutants()) {
      text.append(String.format("%-" + width + "s", mutant.name()));
      Map<Tool, Cell> row = matrix.row(mutant);
      for (Tool tool : tools) {
        text.append(String.format("  %-13s", cell(tool, row.get(tool), true)));
      }
      text.append('\n');
    }
    return text.toString().replaceAll("(?m) +$", "")
        + "s and how many tries until it was caught; -: survived; .: nothing to ask; ?: inconclusive\n";
  }

  private static String shortTitle(Tool tool) {
    return switch (tool) {
      case TLC_INVARIANTS -> "TLC inv.";
      case TLC_TEMPORAL -> "TLC temp.";
      case LINCHECK_MODEL_CHECKING -> "Lincheck mc";
      case LINCHECK_STRESS -> "Lincheck str.";
      case JQWIK_CHAINS -> "jqwik chains";
      case JQWIK_SCHEDULES -> "jqwik sched.";
      case JCSTRESS -> "jcstress";
      case CONFORMANCE_JAVA -> "conf. Java";
      case CONFORMANCE_TLA -> "conf. TLA+";
    };
  }

  /** The same table in Markdown, mutants with what is wrong in them. */
  String markdown() {
    StringBuilder text = new StringBuilder("| mutant | what is wrong |");
    tools.forEach(tool -> text.append(' ').append(tool.title()).append(" |"));
    text.append("\n|---|---|").append("---|".repeat(tools.size())).append('\n');
    for (Mutant mutant : matrix.mutants()) {
      text.append("| ").append(mutant.name()).append(" | ").append(mutant.title()).append(" |");
      Map<Tool, Cell> row = matrix.row(mutant);
      for (Tool tool : tools) {
        String cell = cell(tool, row.get(tool), false);
        boolean chance = mutant.expected(tool) == Mutant.Expected.EITHER;
        text.append(' ').append(cell).append(chance ? " ~" : "").append(" |");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String cell(Tool tool, @Nullable Cell cell, boolean plain) {
    if (cell == null) {
      return plain ? "" : " ";
    }
    return switch (cell.outcome()) {
      case CAUGHT ->
          String.format(Locale.ROOT, "%.1f s, %s", cell.seconds(), number(cell.tries()))
              + (plain ? "" : ConformanceSuite.by(tool, cell));
      case SURVIVED ->
          plain ? "-" : tool.engine().findsMistakes() ? "survives" : "indistinguishable";
      case INCONCLUSIVE -> "?";
      case NOT_ASKED -> plain ? "." : "no counterpart";
    };
  }

  private static String number(long tries) {
    return tries < 10_000 ? Long.toString(tries) : tries / 1000 + "k";
  }

  /** Everything, with what found a mutant and what it said. */
  Map<String, Object> json() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Mutant mutant : matrix.mutants()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("mutant", mutant.name());
      row.put("kind", mutant.kind());
      row.put("title", mutant.title());
      row.put("changes", EarlierRuns.changes(mutant));
      row.put("caughtBy", matrix.caughtBy(mutant).stream().map(Enum::name).sorted().toList());
      Map<Tool, Cell> computed = matrix.row(mutant);
      Map<String, Object> cells = new LinkedHashMap<>();
      for (Tool tool : tools) {
        Cell cell = computed.get(tool);
        if (cell != null) {
          cells.put(tool.id(), json(mutant, tool, cell));
        }
      }
      row.put("cells", cells);
      rows.add(row);
    }
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("deviations", matrix.deviations());
    root.put("inconclusive", matrix.inconclusive());
    root.put("rows", rows);
    return root;
  }

  private static Map<String, Object> json(Mutant mutant, Tool tool, Cell cell) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("outcome", cell.outcome().name().toLowerCase(Locale.ROOT));
    map.put("expected", mutant.expected(tool).name().toLowerCase(Locale.ROOT));
    map.put("seconds", Math.round(cell.seconds() * 10) / 10.0);
    map.put("tries", cell.tries());
    if (cell.where() != null) {
      map.put("where", cell.where());
    }
    if (cell.reason() != null) {
      map.put("reason", cell.reason());
    }
    return map;
  }
}
