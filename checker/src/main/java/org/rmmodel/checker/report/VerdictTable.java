package org.rmmodel.checker.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rmmodel.checker.catalogue.Assumption;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Facts;
import org.rmmodel.checker.catalogue.Flaw;
import org.rmmodel.checker.catalogue.Hazard;
import org.rmmodel.checker.catalogue.Model;
import org.rmmodel.checker.catalogue.Named;
import org.rmmodel.checker.catalogue.Property;
import org.rmmodel.checker.catalogue.Sighting;
import org.rmmodel.checker.catalogue.Version;
import org.rmmodel.common.TextTable;

/**
 * The table that answers a question. Every cell is computed from outcomes; the catalogue's
 * expectations are only compared with them.
 */
public final class VerdictTable {
  private static final int WIDTH = TextTable.WIDTH;
  private static final int KERNEL_WIDTH = 15;
  private static final int VERSION_WIDTH = 9;
  private static final int CELL_WIDTH = 3;

  /** The widest name of a kernel that does not wrap. */
  private static final int WIDEST_NAME = 24;

  /** With its gap. */
  private static final int WIDEST_CELL = 5;

  private static final String INFERRED = " i";
  private static final String OUTSIDE = "Outside this specification: ";
  private static final String EXPLAINED = " (explain says why)";

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
   * The rows of one name: without and with preemption.
   *
   * @param title what the table calls the two
   * @param name what the kernels are called
   * @param rows the rows
   */
  private record Group(String title, String name, List<Row> rows) {}

  /**
   * A column.
   *
   * @param id what users call it
   * @param head what the table calls it
   * @param title what the legend says
   * @param aims the models that decide it, each with the properties that count; all if there are
   *     none
   */
  record Column(String id, String head, String title, Map<String, Set<String>> aims) {}

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
              .filter(Flaw::isModelled)
              .map(VerdictTable::column)
              .toList();
      case C ->
          catalogue.facts().properties().stream()
              .filter(Property::isModelled)
              .map(VerdictTable::column)
              .toList();
      case D -> broken(catalogue);
      case E -> List.of();
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
    return question == Question.D
        ? catalogue.facts().assumptions().stream().map(this::row).toList()
        : groups().stream().flatMap(group -> group.rows().stream()).toList();
  }

  private Row row(Assumption assumption) {
    return new Row(
        assumption.id(),
        assumption.id(),
        of ->
            of.model().assumption().filter(assumption.id()::equals).isPresent()
                && scope.includes(catalogue.kernels(), question, of));
  }

  private List<Group> groups() {
    return scope.names(catalogue.kernels(), question).stream().map(VerdictTable::group).toList();
  }

  private static Group group(Named named) {
    String mark = named.inferred() ? INFERRED : "";
    return new Group(
        named.name() + mark,
        named.name(),
        named.kernels().stream()
            .map(
                kernel ->
                    new Row(
                        kernel.id(),
                        named.name() + (kernel.preempt() ? " preempt" : "") + mark,
                        of -> named.isDecidedBy(of, kernel)))
            .toList());
  }

  /** The rows that a reader sees, and those that say the same as the one before them. */
  private record Shown(List<Group> groups, Map<String, List<String>> left) {}

  private Shown shown() {
    List<Group> all = groups();
    if (scope.everyRow() || question == Question.A || !scope.only().isEmpty()) {
      return new Shown(all, Map.of());
    }
    Optional<String> newest =
        catalogue.kernels().row(catalogue.kernels().newest()).map(Version::id);
    List<Group> groups = new ArrayList<>();
    Map<String, List<String>> left = new LinkedHashMap<>();
    List<String> before = List.of();
    for (Group group : all) {
      List<String> says = says(group);
      if (!says.equals(before) || newest.filter(group.name()::equals).isPresent()) {
        groups.add(group);
        before = says;
      } else {
        left.computeIfAbsent(groups.get(groups.size() - 1).name(), name -> new ArrayList<>())
            .add(group.name());
      }
    }
    return new Shown(groups, left);
  }

  private List<String> says(Group group) {
    return group.rows().stream()
        .flatMap(row -> columns.stream().map(column -> text(cell(row, column))))
        .toList();
  }

  private Cell cell(Row row, Column column) {
    return cell(row.has(), column);
  }

  /** What the runs say that decide a kernel, or an assumption. */
  Cell cell(Predicate<Case> has, Column column) {
    List<Outcome> these = these(has, column);
    return new Cell(
        answer(these, column),
        these.stream().anyMatch(Outcome::differs),
        these.stream().map(outcome -> outcome.of().id()).toList());
  }

  private List<Outcome> these(Predicate<Case> has, Column column) {
    return outcomes.stream()
        .filter(outcome -> column.aims().containsKey(outcome.of().model().name()))
        .filter(outcome -> has.test(outcome.of()))
        .toList();
  }

  /**
   * What the runs ask for that decide a column differently on two kernels.
   *
   * @param one which runs decide the one
   * @param other which runs decide the other
   * @param column the column
   * @return the changes that these runs ask for
   */
  Set<String> asked(Predicate<Case> one, Predicate<Case> other, Column column) {
    Set<String> asked = new LinkedHashSet<>();
    for (String model : column.aims().keySet()) {
      Column alone =
          new Column(
              column.id(),
              column.head(),
              column.title(),
              Map.of(model, column.aims().getOrDefault(model, Set.of())));
      List<Outcome> left = these(one, alone);
      List<Outcome> right = these(other, alone);
      if (answer(left, alone) != answer(right, alone)) {
        Stream.concat(left.stream(), right.stream())
            .forEach(outcome -> asked.addAll(outcome.of().run().asks()));
      }
    }
    return asked;
  }

  Question question() {
    return question;
  }

  List<Column> columns() {
    return columns;
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
    return question.sign(cell.answer());
  }

  /**
   * The table for a terminal.
   *
   * @return lines of at most 100 characters, as many as fit a screen
   */
  public String text() {
    StringBuilder out = new StringBuilder(question + ". " + question.title() + "\n\n");
    Shown shown = question == Question.D ? new Shown(List.of(), Map.of()) : shown();
    String table =
        switch (question) {
          case A -> halves();
          case B -> pairs(shown);
          case C -> plain(shown.groups().stream().flatMap(group -> group.rows().stream()).toList());
          case D -> plain(rows());
          case E -> throw new IllegalStateException("an OrderingTable answers it");
        };
    out.append(table).append('\n').append(legend());
    left(shown).forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  /** Hazards: a row is a version, once without and once with preemption. */
  private String halves() {
    List<Boolean> preemptions = scope.preemptions();
    int half = columns.size();
    int[] widths = new int[1 + preemptions.size() * (half + 1) - 1];
    Arrays.fill(widths, CELL_WIDTH + 1);
    int name = nameWidth(groups().stream().map(Group::title), KERNEL_WIDTH);
    widths[0] = name;
    List<String> head = new ArrayList<>(List.of(""));
    StringBuilder over = new StringBuilder(" ".repeat(name + 1));
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
    for (Group group : groups()) {
      List<String> cells = new ArrayList<>(List.of(group.title()));
      for (int i = 0; i < group.rows().size(); i++) {
        if (i > 0) {
          cells.add("|");
        }
        Row row = group.rows().get(i);
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
  private String pairs(Shown shown) {
    List<Block> blocks = new ArrayList<>();
    int name = nameWidth(shown.groups().stream().map(group -> group.title() + " "), VERSION_WIDTH);
    for (Column column : columns) {
      String head = column.head().replaceFirst("^F", "");
      Block.last(blocks, name, WIDTH).add(column, head, Math.max(CELL_WIDTH, head.length() + 1));
    }
    StringBuilder out = new StringBuilder();
    for (Block block : blocks) {
      TextTable table = new TextTable(0, block.widths()).row(block.heads("F"));
      for (Group group : shown.groups()) {
        table.row(block.cells(group.title(), column -> pair(group, column)));
      }
      out.append(out.isEmpty() ? "" : "\n").append(table);
    }
    return out.toString();
  }

  private String pair(Group group, Column column) {
    List<Cell> pair = group.rows().stream().map(row -> cell(row, column)).toList();
    return pair.stream().map(this::sign).collect(Collectors.joining())
        + (pair.stream().anyMatch(Cell::differs) ? "!" : "");
  }

  private String plain(List<Row> rows) {
    List<Block> blocks = new ArrayList<>();
    int name = nameWidth(rows.stream().map(Row::title), KERNEL_WIDTH) + 1;
    for (Column column : columns) {
      int widest =
          rows.stream()
              .mapToInt(row -> text(cell(row, column)).length())
              .reduce(column.head().length(), Math::max);
      Block.last(blocks, name, WIDTH).add(column, column.head(), widest + 1);
    }
    StringBuilder out = new StringBuilder();
    for (Block block : blocks) {
      TextTable table = new TextTable(0, block.widths()).row(block.heads(""));
      for (Row row : rows) {
        table.row(block.cells(row.title(), column -> text(cell(row, column))));
      }
      out.append(out.isEmpty() ? "" : "\n").append(table);
    }
    return out.toString();
  }

  private static int nameWidth(Stream<String> names, int least) {
    return Math.min(WIDEST_NAME, names.mapToInt(String::length).reduce(least, Math::max));
  }

  /** As many columns as fit a line, below each other where there are more. */
  private static final class Block {
    private final List<Column> columns = new ArrayList<>();
    private final List<String> heads = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();

    /** The last block, or a new one where nothing fits it any more. */
    static Block last(List<Block> blocks, int name, int width) {
      boolean full =
          blocks.isEmpty()
              || blocks.get(blocks.size() - 1).widths.stream().mapToInt(Integer::intValue).sum()
                      + WIDEST_CELL
                  > width;
      if (full) {
        Block block = new Block();
        block.widths.add(name);
        blocks.add(block);
      }
      return blocks.get(blocks.size() - 1);
    }

    void add(Column column, String head, int width) {
      columns.add(column);
      heads.add(head);
      widths.add(width);
    }

    int[] widths() {
      return widths.stream().mapToInt(Integer::intValue).toArray();
    }

    List<String> heads(String first) {
      List<String> all = new ArrayList<>(List.of(first));
      all.addAll(heads);
      return all;
    }

    List<String> cells(String first, Function<Column, String> cell) {
      List<String> cells = new ArrayList<>(List.of(first));
      columns.forEach(column -> cells.add(cell.apply(column)));
      return cells;
    }
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

  /** Which rows are left out, and which row says what they say. */
  private static List<String> left(Shown shown) {
    if (shown.left().isEmpty()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    shown.left().forEach((name, same) -> texts.add(String.join(", ", same) + " as " + name));
    return TextTable.wrap("Not shown (--all): " + String.join("; ", texts), WIDTH);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    Facts facts = catalogue.facts();
    if (question == Question.B) {
      List<Flaw> flaws = facts.flaws();
      told(
          notes,
          "Memory order: ",
          flaws.stream().filter(f -> f.litmus().isPresent()).map(Flaw::id),
          ": table e");
      told(
          notes,
          OUTSIDE,
          flaws.stream().filter(f -> f.outside().isPresent()).map(Flaw::id),
          EXPLAINED);
    } else if (question == Question.C) {
      List<Property> all = facts.properties();
      told(
          notes,
          "Memory order: ",
          all.stream().filter(p -> p.litmus().isPresent()).map(Property::id),
          ": table e");
      told(
          notes,
          OUTSIDE,
          all.stream().filter(p -> p.outside().isPresent()).map(Property::id),
          EXPLAINED);
    }
    List<String> signs =
        new ArrayList<>(
            Arrays.stream(Answer.values())
                .map(answer -> question.sign(answer) + ": " + question.says(answer))
                .toList());
    signs.add("!: not as expected");
    notes.add(String.join(", ", signs));
    if (rows().stream().anyMatch(row -> row.title().endsWith(INFERRED))) {
      notes.add(
          "i: which changes this version has is in part inferred: kernels.yaml says from what");
    }
    return notes;
  }

  private static void told(List<String> notes, String what, Stream<String> ids, String more) {
    String these = ids.collect(Collectors.joining(", "));
    if (!these.isEmpty()) {
      notes.add(what + these + more);
    }
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
   * The table as rows and cells.
   *
   * @return each row, also one that says the same as the one before it
   */
  public Sheet sheet() {
    return new Sheet(
        question,
        columns.stream().map(c -> new Sheet.Column(c.id(), c.head(), c.title())).toList(),
        rows().stream()
            .map(
                row ->
                    new Sheet.Row(
                        row.id(), row.title(), columns.stream().map(c -> shown(row, c)).toList()))
            .toList(),
        notes());
  }

  private Sheet.Cell shown(Row row, Column column) {
    Cell cell = cell(row, column);
    List<String> by = new ArrayList<>();
    these(row.has(), column).stream()
        .filter(outcome -> outcome.differs() || isViolated(outcome, column))
        .forEach(outcome -> by.add(outcome.of().id()));
    cell.runs().stream().filter(run -> !by.contains(run)).forEach(by::add);
    return new Sheet.Cell(
        text(cell),
        question.says(cell.answer()) + (cell.differs() ? ", not as expected" : ""),
        cell.differs() || cell.answer() == Answer.VIOLATED || cell.answer() == Answer.BROKEN,
        by);
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
