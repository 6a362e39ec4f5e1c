package org.rmmodel.checker.report;

import java.util.List;

/**
 * A verdict table as rows and cells, for whoever draws it otherwise than as text.
 *
 * @param question the question that it answers
 * @param columns its columns
 * @param rows its rows, none left out
 * @param legend what the signs mean, and what the table leaves out
 */
public record Sheet(Question question, List<Column> columns, List<Row> rows, List<String> legend) {
  /** Copies the lists. */
  public Sheet {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    legend = List.copyOf(legend);
  }

  /**
   * A column.
   *
   * @param id the hazard, the flaw or the promise
   * @param head what stands above it
   * @param title the same in words
   */
  public record Column(String id, String head, String title) {}

  /**
   * A row.
   *
   * @param id the kernel, or the assumption
   * @param title what stands before it
   * @param cells a cell for each column
   */
  public record Row(String id, String title, List<Cell> cells) {
    /** Copies the list. */
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A cell.
   *
   * @param sign what it shows
   * @param says the same in a word or two
   * @param isBad whether something is found, broken or not as expected
   * @param by the runs, or the litmus tests, that decide it: first the one that says most
   */
  public record Cell(String sign, String says, boolean isBad, List<String> by) {
    /** Copies the list. */
    public Cell {
      by = List.copyOf(by);
    }
  }
}
