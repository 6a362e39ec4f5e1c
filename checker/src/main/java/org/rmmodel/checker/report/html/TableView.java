package org.rmmodel.checker.report.html;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.rmmodel.checker.report.Question;
import org.rmmodel.checker.report.Sheet;

/** A verdict table on the page: what nothing was asked of is left out. */
record TableView(
    String anchor,
    String caption,
    String corner,
    List<Head> heads,
    List<Line> lines,
    List<String> legend,
    boolean leftOut) {

  /** A column's head. */
  record Head(String text, String title, String to, String fact) {}

  /** A row. */
  record Line(String title, String kernel, String fact, String to, List<Cell> cells) {}

  /** A cell. */
  record Cell(String sign, String says, String style, String to, String by, boolean asked) {}

  /**
   * A table.
   *
   * @param sheet the table
   * @param places the facts that have a place on the page
   * @param anchor where a run, or a litmus test, has its place
   */
  static TableView of(Sheet sheet, Collection<String> places, UnaryOperator<String> anchor) {
    int[] columns =
        IntStream.range(0, sheet.columns().size())
            .filter(i -> sheet.rows().stream().anyMatch(row -> isAsked(row.cells().get(i))))
            .toArray();
    List<Sheet.Row> rows =
        sheet.rows().stream()
            .filter(row -> row.cells().stream().anyMatch(TableView::isAsked))
            .toList();
    boolean byKernel = sheet.question() != Question.D;
    List<Head> heads =
        IntStream.of(columns)
            .mapToObj(sheet.columns()::get)
            .map(
                column ->
                    new Head(
                        column.head(),
                        column.title(),
                        places.contains(column.id()) ? Anchor.fact(column.id()) : "",
                        column.id()))
            .toList();
    List<Line> lines =
        rows.stream()
            .map(
                row ->
                    new Line(
                        row.title(),
                        byKernel ? row.id() : "",
                        "",
                        byKernel ? "" : Anchor.assumption(row.id()),
                        IntStream.of(columns)
                            .mapToObj(row.cells()::get)
                            .map(cell -> cell(cell, anchor))
                            .toList()))
            .toList();
    return new TableView(
        "table-" + sheet.question(),
        sheet.question() + ". " + sheet.question().title(),
        byKernel ? "kernel" : "assumption",
        heads,
        lines,
        sheet.legend(),
        heads.size() < sheet.columns().size() || lines.size() < sheet.rows().size());
  }

  private static boolean isAsked(Sheet.Cell cell) {
    return !cell.by().isEmpty();
  }

  private static Cell cell(Sheet.Cell cell, UnaryOperator<String> anchor) {
    boolean asked = isAsked(cell);
    return new Cell(
        cell.sign(),
        cell.says(),
        asked ? (cell.isBad() ? "bad" : "good") : "none",
        asked ? anchor.apply(cell.by().get(0)) : "",
        String.join(", ", cell.by()),
        asked);
  }
}
