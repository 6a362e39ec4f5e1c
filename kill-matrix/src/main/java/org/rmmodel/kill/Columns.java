package org.rmmodel.kill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rmmodel.common.BadInput;

/**
 * Some columns of the README's table, computed anew: the others stay as they are.
 *
 * @param head the titles
 * @param rows the cells by the first one, which is the mutant's name
 */
record Columns(List<String> head, Map<String, List<String>> rows) {
  /** Reads a table in Markdown. */
  static Columns read(String table) {
    List<List<String>> lines = table.lines().map(Columns::cells).toList();
    if (lines.size() < 2) {
      throw new BadInput("the README has no table yet; compute all columns");
    }
    Map<String, List<String>> rows = new LinkedHashMap<>();
    lines.stream().skip(2).forEach(line -> rows.put(line.get(0), line));
    return new Columns(lines.get(0), rows);
  }

  private static List<String> cells(String line) {
    List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    return cells.subList(1, cells.size() - 1);
  }

  /**
   * Puts new columns into this table.
   *
   * @param fresh the new columns, of all rows
   * @return the table with all columns
   * @throws BadInput if a cell was computed neither before nor now
   */
  String with(Columns fresh) {
    List<String> titles = new ArrayList<>(List.of("mutant", "what is wrong"));
    Arrays.stream(Tool.values()).map(Tool::title).forEach(titles::add);
    StringBuilder text = new StringBuilder(line(titles));
    text.append('|').append("---|".repeat(titles.size())).append('\n');
    for (String mutant : fresh.rows.keySet()) {
      List<String> cells = new ArrayList<>();
      for (String title : titles) {
        Columns from = fresh.head.contains(title) ? fresh : this;
        int column = from.head.indexOf(title);
        List<String> row = from.rows.get(mutant);
        if (column < 0 || row == null) {
          throw new BadInput(mutant + ", " + title + ": not in the README; compute it, too");
        }
        cells.add(row.get(column));
      }
      text.append(line(cells));
    }
    return text.toString();
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
