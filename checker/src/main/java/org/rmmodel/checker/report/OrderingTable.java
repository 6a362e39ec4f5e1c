package org.rmmodel.checker.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rmmodel.checker.catalogue.ByLitmus;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Named;
import org.rmmodel.checker.catalogue.Version;
import org.rmmodel.checker.ordering.OrderingFacts;
import org.rmmodel.checker.ordering.OrderingFacts.Answer;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.TextTable;

/**
 * The table of memory order: which flaw and which promise of it, on which kernel. Every cell is
 * what the memory model says, now, of the litmus tests that describe the kernel.
 */
public final class OrderingTable {
  private static final int NAME_WIDTH = 9;
  private static final int CELL_WIDTH = 5;

  private static final String SIGNS =
      ".: no test of this kernel allows it, X: one does, ok: holds, no: broken, ?: cut short,"
          + " -: no test describes this kernel, !: not as expected. By the memory model of"
          + " Linux 6.12.";

  /** A flaw or a promise. */
  private record Column(String id, String title, ByLitmus by, boolean isFlaw) {}

  private final Catalogue catalogue;
  private final Scope scope;
  private final OrderingFacts facts;
  private final List<Column> columns;

  OrderingTable(Catalogue catalogue, Scope scope) {
    this.catalogue = catalogue;
    this.scope = scope;
    this.facts = new OrderingFacts(catalogue);
    this.columns =
        Stream.concat(
                facts.flaws().stream()
                    .map(
                        flaw ->
                            new Column(
                                flaw.id(), flaw.shortTitle(), flaw.litmus().orElseThrow(), true)),
                facts.properties().stream()
                    .map(
                        one ->
                            new Column(
                                one.id(), one.shortTitle(), one.litmus().orElseThrow(), false)))
            .toList();
  }

  private List<Named> names() {
    return scope.names(catalogue.kernels(), Question.E);
  }

  /** One sign if both kernels of a name say the same, else one for each. */
  private String cell(Named named, Column column) {
    List<String> signs =
        named.kernels().stream().map(kernel -> sign(kernel, column)).distinct().toList();
    return String.join("/", signs);
  }

  private String sign(Kernel kernel, Column column) {
    String sign =
        switch (facts.answer(column.by(), kernel)) {
          case HOLDS -> column.isFlaw() ? "." : "ok";
          case VIOLATED -> column.isFlaw() ? "X" : "no";
          case UNKNOWN -> "?";
          case NOT_ASKED -> "-";
        };
    return sign + (differs(kernel, column) ? "!" : "");
  }

  private boolean differs(Kernel kernel, Column column) {
    return facts.on(column.by(), kernel).stream().anyMatch(OrderingFacts.Asked::differs);
  }

  /** The table for a terminal: lines of at most 100 characters. */
  String text() {
    StringBuilder out = new StringBuilder(Question.E + ". " + Question.E.title() + "\n\n");
    List<Named> all = names();
    int[] widths = new int[columns.size() + 1];
    widths[0] = all.stream().mapToInt(n -> n.name().length()).reduce(NAME_WIDTH, Math::max) + 1;
    List<String> head = new ArrayList<>(List.of(""));
    for (int i = 0; i < columns.size(); i++) {
      head.add(columns.get(i).id());
      widths[i + 1] = CELL_WIDTH;
    }
    TextTable table = new TextTable(0, widths).row(head);
    Map<String, List<String>> left = new LinkedHashMap<>();
    List<String> before = List.of();
    String shown = "";
    Optional<String> newest =
        catalogue.kernels().row(catalogue.kernels().newest()).map(Version::id);
    for (Named named : all) {
      List<String> cells = columns.stream().map(column -> cell(named, column)).toList();
      boolean hide = scope.only().isEmpty() && !scope.everyRow() && cells.equals(before);
      if (hide && newest.filter(named.name()::equals).isEmpty()) {
        left.computeIfAbsent(shown, any -> new ArrayList<>()).add(named.name());
      } else {
        List<String> row = new ArrayList<>(List.of(named.name()));
        row.addAll(cells);
        table.row(row);
        before = cells;
        shown = named.name();
      }
    }
    out.append(table).append('\n');
    legend(left).forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  private List<String> legend(Map<String, List<String>> left) {
    List<String> lines = new ArrayList<>();
    columns.forEach(column -> lines.add(String.format("%-5s%s", column.id(), column.title())));
    lines.addAll(TextTable.wrap(SIGNS, TextTable.WIDTH));
    if (!left.isEmpty()) {
      List<String> texts = new ArrayList<>();
      left.forEach((name, same) -> texts.add(String.join(", ", same) + " as " + name));
      lines.addAll(
          TextTable.wrap("Not shown (--all): " + String.join("; ", texts), TextTable.WIDTH));
    }
    return lines;
  }

  /** The table for a README: the same as for a terminal. */
  String markdown() {
    return "```\n" + text() + "```\n";
  }

  /**
   * The columns with their answers on two kernels, for a comparison.
   *
   * @param one the kernel that is left
   * @param other the kernel that takes its place
   * @return what the tests of each say
   */
  List<Both> on(Kernel one, Kernel other) {
    return columns.stream()
        .map(
            column ->
                new Both(
                    column.id(),
                    column.title(),
                    column.isFlaw(),
                    answer(facts.answer(column.by(), one)),
                    answer(facts.answer(column.by(), other)),
                    facts.causes(column.by(), one, other)))
        .toList();
  }

  /**
   * A flaw or a promise of memory order on two kernels.
   *
   * @param id what users call it
   * @param title its title
   * @param isFlaw whether it is a flaw, or else a promise
   * @param before on the kernel that is left
   * @param after on the other one
   * @param causes the changes between them that decide which tests describe them
   */
  record Both(
      String id,
      String title,
      boolean isFlaw,
      VerdictTable.Answer before,
      VerdictTable.Answer after,
      List<String> causes) {}

  private static VerdictTable.Answer answer(Answer answer) {
    return switch (answer) {
      case HOLDS -> VerdictTable.Answer.HOLDS;
      case VIOLATED -> VerdictTable.Answer.VIOLATED;
      case UNKNOWN -> VerdictTable.Answer.UNKNOWN;
      case NOT_ASKED -> VerdictTable.Answer.NOT_ASKED;
    };
  }

  /**
   * The tests that it rests on and that did not come out as expected.
   *
   * @return a line for each
   */
  public List<String> differences() {
    return asked().stream()
        .filter(one -> one.differs() || one.answer() == Answer.UNKNOWN)
        .map(one -> one.test().name() + ": " + one.verdict())
        .toList();
  }

  /**
   * How it stands against what is expected of its tests.
   *
   * @return whether one differs, or was cut short
   */
  public ExitStatus status() {
    return ExitStatus.worst(
        asked().stream()
            .map(
                one ->
                    one.differs()
                        ? ExitStatus.DIFFERS
                        : one.answer() == Answer.UNKNOWN
                            ? ExitStatus.INCONCLUSIVE
                            : ExitStatus.AS_EXPECTED)
            .toList());
  }

  /**
   * The tests that it rests on.
   *
   * @return what came out of each
   */
  public List<OrderingFacts.Asked> asked() {
    return columns.stream()
        .flatMap(column -> column.by().tests().stream())
        .distinct()
        .map(facts::ask)
        .toList();
  }

  /**
   * The table as rows and cells.
   *
   * @return a row for each kernel
   */
  public Sheet sheet() {
    List<Sheet.Row> rows = new ArrayList<>();
    for (Named named : names()) {
      for (Kernel kernel : named.kernels()) {
        String title = named.name() + (kernel.preempt() ? " preempt" : "");
        rows.add(
            new Sheet.Row(
                kernel.id(), title, columns.stream().map(c -> shown(kernel, c)).toList()));
      }
    }
    return new Sheet(
        Question.E,
        columns.stream().map(c -> new Sheet.Column(c.id(), c.id(), c.title())).toList(),
        rows,
        List.of(SIGNS));
  }

  private Sheet.Cell shown(Kernel kernel, Column column) {
    Answer answer = facts.answer(column.by(), kernel);
    String says =
        switch (answer) {
          case HOLDS -> column.isFlaw() ? "not allowed" : "holds";
          case VIOLATED -> column.isFlaw() ? "allowed" : "broken";
          case UNKNOWN -> "cut short";
          case NOT_ASKED -> "not asked";
        };
    boolean differs = differs(kernel, column);
    return new Sheet.Cell(
        sign(kernel, column),
        says + (differs ? ", not as expected" : ""),
        differs || answer == Answer.VIOLATED,
        facts.on(column.by(), kernel).stream()
            .sorted(Comparator.comparing(one -> one.answer() != answer))
            .map(one -> one.test().name())
            .toList());
  }

  /** The table for a program. */
  Map<String, Object> json() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Named named : names()) {
      for (Kernel kernel : named.kernels()) {
        Map<String, Object> cells = new LinkedHashMap<>();
        for (Column column : columns) {
          Map<String, Object> fields = new LinkedHashMap<>();
          Answer answer = facts.answer(column.by(), kernel);
          fields.put("answer", answer.name().toLowerCase(Locale.ROOT));
          fields.put("differs", differs(kernel, column));
          fields.put(
              "tests",
              facts.on(column.by(), kernel).stream().map(one -> one.test().name()).toList());
          cells.put(column.id(), fields);
        }
        rows.add(Map.of("row", kernel.id(), "cells", cells));
      }
    }
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("question", Question.E.toString());
    table.put("title", Question.E.title());
    table.put("rows", rows);
    return table;
  }
}
