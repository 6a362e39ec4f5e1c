package org.rmmodel.checker.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Assumption;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Flaw;
import org.rmmodel.checker.catalogue.Hazard;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Model;
import org.rmmodel.checker.catalogue.Property;
import org.rmmodel.checker.catalogue.Sighting;
import org.rmmodel.checker.catalogue.Version;

/**
 * The table that answers a question. Every cell is computed from outcomes; the catalogue's
 * expectations are only compared with them.
 */
public final class VerdictTable {
  private static final int WIDTH = TextTable.WIDTH;
  private static final int KERNEL_WIDTH = 15;
  private static final int VERSION_WIDTH = 9;
  private static final int CELL_WIDTH = 3;

  /** What a cell says. */
  enum Answer {
    HOLDS,
    VIOLATED,
    UNKNOWN,
    BROKEN,
    NOT_ASKED
  }

  /**
   * A cell.
   *
   * @param answer what it says
   * @param differs whether a run that decides it is not as the catalogue expects
   * @param runs the ids of the runs that decide it
   */
  record Cell(Answer answer, boolean differs, List<String> runs) {}

  /**
   * A row.
   *
   * @param id what users call it
   * @param title what the table calls it
   * @param has whether a run counts for it
   */
  private record Row(String id, String title, Predicate<Case> has) {}

  /**
   * A column.
   *
   * @param id what users call it
   * @param head what the table calls it
   * @param title what the legend says
   * @param aims the models that decide it, each with the properties that count; all if there are
   *     none
   */
  private record Column(String id, String head, String title, Map<String, Set<String>> aims) {}

  private final Catalogue catalogue;
  private final Question question;
  private final List<Outcome> outcomes;
  private final Scope scope;
  private final List<Column> columns;

  /**
   * A table.
   *
   * @param catalogue the catalogue
   * @param question what it answers
   * @param outcomes what came out; what does not belong to the question is not counted
   * @param scope the kernels that it is about
   */
  public VerdictTable(
      Catalogue catalogue, Question question, Collection<Outcome> outcomes, Scope scope) {
    this.catalogue = catalogue;
    this.question = question;
    this.scope = scope;
    this.columns = columns(catalogue, question);
    this.outcomes =
        outcomes.stream().filter(outcome -> belongs(catalogue, question, outcome.of())).toList();
  }

  /**
   * Whether a run counts for a cell of a table.
   *
   * @param catalogue the catalogue
   * @param question the table's question
   * @param of a run
   * @return true if its model decides a column
   */
  public static boolean belongs(Catalogue catalogue, Question question, Case of) {
    if (question == Question.D) {
      return of.model().assumption().isPresent();
    }
    return columns(catalogue, question).stream()
        .anyMatch(column -> column.aims().containsKey(of.model().name()));
  }

  private static List<Column> columns(Catalogue catalogue, Question question) {
    return switch (question) {
      case A -> hazards(catalogue);
      case B ->
          catalogue.facts().flaws().stream()
              .filter(flaw -> flaw.outside().isEmpty())
              .map(VerdictTable::column)
              .toList();
      case C ->
          catalogue.facts().properties().stream()
              .filter(property -> property.outside().isEmpty())
              .map(VerdictTable::column)
              .toList();
      case D -> broken(catalogue);
    };
  }

  private static List<Column> hazards(Catalogue catalogue) {
    List<Column> columns = new ArrayList<>();
    for (Hazard hazard : catalogue.facts().hazards()) {
      Map<String, Set<String>> aims = new LinkedHashMap<>();
      catalogue.models().stream()
          .filter(model -> model.negative().isEmpty())
          .filter(model -> model.hazard().filter(hazard.id()::equals).isPresent())
          .forEach(model -> aims.put(model.name(), Set.of()));
      String letter = Character.toString((char) ('A' + columns.size() % 26));
      columns.add(
          new Column(hazard.id(), letter, hazard.shortTitle() + ": " + hazard.title(), aims));
    }
    return columns;
  }

  private static Column column(Flaw flaw) {
    Map<String, Set<String>> aims =
        flaw.models().stream()
            .collect(
                Collectors.groupingBy(
                    Sighting::model,
                    LinkedHashMap::new,
                    Collectors.mapping(Sighting::property, Collectors.toSet())));
    return new Column(flaw.id(), flaw.id(), flaw.shortTitle(), aims);
  }

  private static Column column(Property property) {
    Map<String, Set<String>> aims = new LinkedHashMap<>();
    property.models().forEach(model -> aims.put(model, Set.copyOf(property.properties())));
    return new Column(property.id(), property.id(), property.shortTitle(), aims);
  }

  /** The properties that some model breaks by turning an assumption off. */
  private static List<Column> broken(Catalogue catalogue) {
    List<Column> columns = new ArrayList<>();
    for (Property property : catalogue.facts().properties()) {
      Map<String, Set<String>> aims = new LinkedHashMap<>();
      for (Model model : catalogue.models()) {
        if (model.properties().contains(property.id())) {
          aims.put(model.name(), Set.of());
        }
      }
      if (!aims.isEmpty()) {
        columns.add(new Column(property.id(), property.id(), property.shortTitle(), aims));
      }
    }
    return columns;
  }

  private List<Row> rows() {
    if (question == Question.D) {
      return catalogue.facts().assumptions().stream().map(this::row).toList();
    }
    return scope.kernels(catalogue.kernels(), question).stream().map(this::row).toList();
  }

  private Row row(Assumption assumption) {
    return new Row(
        assumption.id(),
        assumption.id(),
        of ->
            of.model().assumption().filter(assumption.id()::equals).isPresent()
                && scope.includes(catalogue.kernels(), question, of));
  }

  private Row row(Kernel kernel) {
    boolean inferred =
        catalogue.kernels().version(kernel.version()).flatMap(Version::inferred).isPresent();
    String title = kernel.version() + (kernel.preempt() ? " preempt" : "");
    return new Row(
        kernel.id(), title + (inferred ? " i" : ""), of -> of.run().standsFor().contains(kernel));
  }

  private Cell cell(Row row, Column column) {
    List<Outcome> these =
        outcomes.stream()
            .filter(outcome -> column.aims().containsKey(outcome.of().model().name()))
            .filter(outcome -> row.has().test(outcome.of()))
            .toList();
    return new Cell(
        answer(these, column),
        these.stream().anyMatch(Outcome::differs),
        these.stream().map(outcome -> outcome.of().id()).toList());
  }

  private static Answer answer(List<Outcome> outcomes, Column column) {
    if (outcomes.isEmpty()) {
      return Answer.NOT_ASKED;
    }
    if (outcomes.stream().anyMatch(outcome -> outcome.kind() == Outcome.Kind.BROKEN)) {
      return Answer.BROKEN;
    }
    if (outcomes.stream().anyMatch(outcome -> isViolated(outcome, column))) {
      return Answer.VIOLATED;
    }
    return outcomes.stream().allMatch(outcome -> outcome.kind() == Outcome.Kind.HOLDS)
        ? Answer.HOLDS
        : Answer.UNKNOWN;
  }

  /** A run that ends at another property says nothing about the column's. */
  private static boolean isViolated(Outcome outcome, Column column) {
    Set<String> counted = column.aims().getOrDefault(outcome.of().model().name(), Set.of());
    return outcome.kind() == Outcome.Kind.VIOLATES
        && (counted.isEmpty() || counted.contains(outcome.property()));
  }

  private String text(Cell cell) {
    return sign(cell) + (cell.differs() ? "!" : "");
  }

  private String sign(Cell cell) {
    return switch (cell.answer()) {
      case HOLDS -> question.holds();
      case VIOLATED -> question.violated();
      case UNKNOWN -> "?";
      case BROKEN -> question == Question.A ? "ERR" : "E";
      case NOT_ASKED -> "-";
    };
  }

  /**
   * The table for a terminal.
   *
   * @return lines of at most 100 characters, as many as fit a screen
   */
  public String text() {
    StringBuilder out = new StringBuilder(question + ". " + question.title() + "\n\n");
    String table =
        switch (question) {
          case A -> halves();
          case B -> pairs();
          default -> plain();
        };
    out.append(table).append('\n').append(legend());
    return out.toString();
  }

  /** Hazards: a row is a version, once without and once with preemption. */
  private String halves() {
    List<List<Row>> lines = new ArrayList<>();
    List<Boolean> preemptions = scope.preemptions();
    for (Version version : scope.versions(catalogue.kernels(), question)) {
      lines.add(preemptions.stream().map(preempt -> row(version.kernel(preempt))).toList());
    }
    int half = columns.size();
    int[] widths = new int[1 + preemptions.size() * (half + 1) - 1];
    Arrays.fill(widths, CELL_WIDTH + 1);
    widths[0] = KERNEL_WIDTH;
    List<String> head = new ArrayList<>(List.of(""));
    StringBuilder over = new StringBuilder(" ".repeat(KERNEL_WIDTH + 1));
    for (int i = 0; i < preemptions.size(); i++) {
      if (i > 0) {
        widths[half + 1] = 1;
        head.add("|");
        over.append("| ");
      }
      columns.forEach(column -> head.add(column.head()));
      over.append(
          String.format(
              "%-" + half * (CELL_WIDTH + 2) + "s",
              preemptions.get(i) ? "preemptible" : "not preemptible"));
    }
    TextTable table = new TextTable(1, widths).line(over.toString()).row(head);
    for (List<Row> line : lines) {
      List<String> cells = new ArrayList<>(List.of(line.get(0).title().replace(" preempt", "")));
      for (int i = 0; i < line.size(); i++) {
        if (i > 0) {
          cells.add("|");
        }
        Row row = line.get(i);
        columns.forEach(column -> cells.add(text(cell(row, column))));
      }
      table.row(cells);
    }
    return table.toString();
  }

  /**
   * Flaws, of which there are many: a row is a version, and a cell has a sign without and one with
   * preemption; the mark of a difference takes the place of the gap.
   */
  private String pairs() {
    int[] widths = new int[1 + columns.size()];
    widths[0] =
        scope.versions(catalogue.kernels(), question).stream()
            .mapToInt(version -> version.id().length() + 1)
            .reduce(VERSION_WIDTH, Math::max);
    List<String> head = new ArrayList<>(List.of("F"));
    columns.forEach(column -> head.add(column.head().replaceFirst("^F", "")));
    for (int i = 1; i < widths.length; i++) {
      widths[i] = Math.max(CELL_WIDTH, head.get(i).length() + 1);
    }
    TextTable table = new TextTable(0, widths).row(head);
    for (Version version : scope.versions(catalogue.kernels(), question)) {
      List<Row> both =
          scope.preemptions().stream().map(preempt -> row(version.kernel(preempt))).toList();
      List<String> cells = new ArrayList<>(List.of(both.get(0).title().replace(" preempt", "")));
      for (Column column : columns) {
        List<Cell> pair = both.stream().map(row -> cell(row, column)).toList();
        cells.add(
            pair.stream().map(this::sign).collect(Collectors.joining())
                + (pair.stream().anyMatch(Cell::differs) ? "!" : ""));
      }
      table.row(cells);
    }
    return table.toString();
  }

  private String plain() {
    int[] widths = new int[1 + columns.size()];
    Arrays.fill(widths, CELL_WIDTH);
    widths[0] =
        rows().stream().mapToInt(row -> row.title().length()).reduce(KERNEL_WIDTH, Math::max);
    List<String> head = new ArrayList<>(List.of(""));
    columns.forEach(column -> head.add(column.head()));
    TextTable table = new TextTable(1, widths).row(head);
    for (Row row : rows()) {
      List<String> cells = new ArrayList<>(List.of(row.title()));
      columns.forEach(column -> cells.add(text(cell(row, column))));
      table.row(cells);
    }
    return table.toString();
  }

  private String legend() {
    StringBuilder out = new StringBuilder();
    if (question == Question.A) {
      for (Column column : columns) {
        List<String> lines = TextTable.wrap(column.title(), WIDTH - CELL_WIDTH);
        for (int i = 0; i < lines.size(); i++) {
          out.append(i == 0 ? column.head() + "  " : "   ").append(lines.get(i)).append('\n');
        }
      }
    } else {
      List<String> entries = new ArrayList<>();
      columns.forEach(
          column -> entries.add(String.format("%-5s%s", column.head(), column.title())));
      int left = (entries.size() + 1) / 2;
      for (int i = 0; i < left; i++) {
        String right = left + i < entries.size() ? entries.get(left + i) : "";
        out.append(String.format("%-" + WIDTH / 2 + "s%s", entries.get(i), right).stripTrailing())
            .append('\n');
      }
    }
    if (question == Question.D) {
      for (Assumption assumption : catalogue.facts().assumptions()) {
        out.append(assumption.id()).append(": ").append(assumption.title()).append('\n');
      }
    }
    if (question == Question.B && scope.preemptions().size() > 1) {
      out.append("Two signs each: without and with CONFIG_PREEMPT.\n");
    }
    notes().forEach(note -> TextTable.wrap(note, WIDTH).forEach(l -> out.append(l).append('\n')));
    return out.toString();
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    List<String> outside =
        switch (question) {
          case B ->
              catalogue.facts().flaws().stream()
                  .filter(flaw -> flaw.outside().isPresent())
                  .map(Flaw::id)
                  .toList();
          case C ->
              catalogue.facts().properties().stream()
                  .filter(property -> property.outside().isPresent())
                  .map(Property::id)
                  .toList();
          default -> List.of();
        };
    if (!outside.isEmpty()) {
      notes.add(
          "Outside this specification: " + String.join(", ", outside) + " (explain says why)");
    }
    String violated =
        switch (question) {
          case A -> "a counterexample exists";
          case B -> "found";
          default -> "broken";
        };
    String holds = question == Question.B ? "not found" : "holds";
    notes.add(
        String.join(
            ", ",
            question.holds() + ": " + holds,
            question.violated() + ": " + violated,
            "?: cut short",
            (question == Question.A ? "ERR" : "E") + ": error",
            "-: not asked",
            "!: not as expected"));
    if (rows().stream().anyMatch(row -> row.title().endsWith(" i"))) {
      notes.add(
          "i: which changes this version has is in part inferred: kernels.yaml says from what");
    }
    return notes;
  }

  /**
   * The table for a README: the same as for a terminal, which is the same in any mail, too.
   *
   * @return Markdown
   */
  public String markdown() {
    return "```\n" + text() + "```\n";
  }

  /**
   * The table for a program.
   *
   * @return what {@code --json} writes
   */
  Map<String, Object> json() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Row row : rows()) {
      Map<String, Object> cells = new LinkedHashMap<>();
      for (Column column : columns) {
        Cell cell = cell(row, column);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("answer", cell.answer().name().toLowerCase(java.util.Locale.ROOT));
        fields.put("differs", cell.differs());
        fields.put("runs", cell.runs());
        cells.put(column.id(), fields);
      }
      rows.add(Map.of("row", row.id(), "cells", cells));
    }
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("question", question.toString());
    table.put("title", question.title());
    table.put("rows", rows);
    return table;
  }
}
