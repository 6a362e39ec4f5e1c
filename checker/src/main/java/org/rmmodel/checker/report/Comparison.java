package org.rmmodel.checker.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rmmodel.checker.catalogue.Assumption;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Change;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Named;
import org.rmmodel.checker.report.VerdictTable.Answer;
import org.rmmodel.checker.report.VerdictTable.Column;
import org.rmmodel.common.TextTable;

/**
 * What changes from one kernel to another: the same cells as in the verdict tables, side by side,
 * and then what differs as a list, with the changes that cause it.
 */
public final class Comparison {
  private static final int WIDTH = TextTable.WIDTH;
  private static final int TITLE_WIDTH = 50;
  private static final int ID_WIDTH = 5;

  /** In which part of the list a difference is told. */
  private enum Part {
    FLAWS_GONE("Flaws that are gone"),
    FLAWS_NEW("Flaws that are new"),
    GAINED("Promises that it keeps, and the other did not"),
    LOST("Promises that it does not keep any more"),
    NOT_NEEDED("Promises that do not break any more without an assumption"),
    NEEDED("Promises that now break without an assumption"),
    OPEN("Not decided on both");

    private final String title;

    Part(String title) {
      this.title = title;
    }
  }

  /**
   * A flaw or a promise, on both kernels.
   *
   * @param question the table that it is from; of memory order, that of flaws or of promises
   * @param column its column there
   * @param assumption the assumption without which it is asked, in table d
   * @param cells its answers on the first and on the second kernel, without and with preemption
   */
  private record Line(
      Question question, Column column, String assumption, Map<Boolean, Pair> cells) {
    boolean differs() {
      return cells.values().stream().anyMatch(Pair::differs);
    }
  }

  /**
   * The two kernels' answers.
   *
   * @param before on the kernel that is left
   * @param after on the kernel that takes its place
   * @param causes the changes that decide it, if it differs
   */
  private record Pair(Answer before, Answer after, List<String> causes) {
    boolean differs() {
      return before != after;
    }

    boolean isOpen() {
      return !isDecided(before) || !isDecided(after);
    }

    private static boolean isDecided(Answer answer) {
      return answer == Answer.HOLDS || answer == Answer.VIOLATED;
    }
  }

  private final Catalogue catalogue;
  private final Scope scope;
  private final Named before;
  private final Named after;
  private final List<Line> lines;

  /**
   * A comparison.
   *
   * @param catalogue the catalogue
   * @param scope the two kernels: first the one that is left
   * @param tables the tables that are compared
   * @param ordering the table of memory order, if it is compared, too
   */
  Comparison(
      Catalogue catalogue,
      Scope scope,
      List<VerdictTable> tables,
      Optional<OrderingTable> ordering) {
    this.catalogue = catalogue;
    this.scope = scope;
    this.before = scope.only().get(0);
    this.after = scope.only().get(1);
    this.lines =
        Stream.concat(
                tables.stream().flatMap(this::lines), ordering.stream().flatMap(this::ofOrdering))
            .toList();
  }

  private Stream<Line> lines(VerdictTable table) {
    Causes causes = new Causes(catalogue, table.question());
    return table.question() == Question.D
        ? catalogue.facts().assumptions().stream()
            .map(Assumption::id)
            .flatMap(
                assumption ->
                    table.columns().stream().map(column -> line(table, causes, column, assumption)))
        : table.columns().stream().map(column -> line(table, causes, column, ""));
  }

  private Line line(VerdictTable table, Causes causes, Column column, String assumption) {
    Map<Boolean, Pair> cells = new LinkedHashMap<>();
    for (boolean preempt : scope.preemptions()) {
      Kernel one = before.kernel(preempt).orElseThrow();
      Kernel other = after.kernel(preempt).orElseThrow();
      Predicate<Case> ofOne = of -> belongs(of, assumption) && before.isDecidedBy(of, one);
      Predicate<Case> ofOther = of -> belongs(of, assumption) && after.isDecidedBy(of, other);
      Answer left = table.cell(ofOne, column).answer();
      Answer right = table.cell(ofOther, column).answer();
      List<String> these =
          left == right ? List.of() : causes.of(column, of -> belongs(of, assumption), one, other);
      cells.put(preempt, new Pair(left, right, these));
    }
    return new Line(table.question(), column, assumption, cells);
  }

  /** Flaws and promises of memory order are told among the others. */
  private Stream<Line> ofOrdering(OrderingTable table) {
    Map<String, Line> all = new LinkedHashMap<>();
    for (boolean preempt : scope.preemptions()) {
      Kernel one = before.kernel(preempt).orElseThrow();
      Kernel other = after.kernel(preempt).orElseThrow();
      for (OrderingTable.Both both : table.on(one, other)) {
        boolean same = both.before() == both.after();
        all.computeIfAbsent(
                both.id(),
                id ->
                    new Line(
                        both.isFlaw() ? Question.B : Question.C,
                        new Column(id, id, both.title(), Map.of()),
                        "",
                        new LinkedHashMap<>()))
            .cells()
            .put(preempt, new Pair(both.before(), both.after(), same ? List.of() : both.causes()));
      }
    }
    return all.values().stream();
  }

  private static boolean belongs(Case of, String assumption) {
    return assumption.isEmpty() || of.model().assumption().filter(assumption::equals).isPresent();
  }

  /**
   * The comparison for a terminal or a mail.
   *
   * @return lines of at most 100 characters
   */
  public String text() {
    StringBuilder out = new StringBuilder();
    para(out, "", "What changes from " + before.name() + " to " + after.name());
    out.append('\n');
    Stream.of(before, after)
        .flatMap(named -> named.note().stream())
        .distinct()
        .forEach(note -> para(out, "  ", note));
    if (before.note().isPresent() || after.note().isPresent()) {
      out.append('\n');
    }
    sideBySide(out);
    for (Part part : Part.values()) {
      part(out, part);
    }
    same(out);
    return out.toString();
  }

  private static void para(StringBuilder out, String indent, String text) {
    TextTable.wrap(text, WIDTH - indent.length())
        .forEach(line -> out.append(indent).append(line).append('\n'));
  }

  private void sideBySide(StringBuilder out) {
    List<Line> shown =
        lines.stream()
            .filter(line -> line.question() != Question.D)
            .filter(line -> scope.everyRow() || line.differs())
            .toList();
    if (shown.isEmpty()) {
      out.append("No flaw and no promise differs.\n");
      return;
    }
    int width = Math.max(before.name().length(), after.name().length()) + 1;
    int gap = 3;
    int each = Math.min(width, 14);
    List<Boolean> preemptions = scope.preemptions();
    int[] widths = new int[2 + 3 * preemptions.size()];
    widths[0] = ID_WIDTH;
    widths[1] = TITLE_WIDTH - 6 * (preemptions.size() - 1) - Math.max(0, each - 6) * 2;
    List<String> head = new ArrayList<>(List.of("", ""));
    StringBuilder over = new StringBuilder(" ".repeat(widths[0] + widths[1] + gap));
    for (int i = 0; i < preemptions.size(); i++) {
      widths[2 + 3 * i] = gap;
      widths[3 + 3 * i] = each;
      widths[4 + 3 * i] = each;
      head.addAll(List.of("", before.name(), after.name()));
      over.append(
          String.format(
              "%-" + (2 * each + gap) + "s", preemptions.get(i) ? "preemptible" : "not preempt."));
    }
    TextTable table = new TextTable(0, widths).line(over.toString()).row(head);
    for (Line line : shown) {
      List<String> cells = new ArrayList<>(List.of(line.column().id(), line.column().title()));
      for (boolean preempt : preemptions) {
        Pair pair = line.cells().get(preempt);
        if (pair != null) {
          cells.addAll(
              List.of("", line.question().sign(pair.before()), line.question().sign(pair.after())));
        }
      }
      table.row(cells);
    }
    out.append(table);
  }

  private void part(StringBuilder out, Part part) {
    StringBuilder these = new StringBuilder();
    for (Line line : lines) {
      List<Boolean> on =
          line.cells().entrySet().stream()
              .filter(
                  cell -> partOf(line.question(), cell.getValue()).filter(part::equals).isPresent())
              .map(Map.Entry::getKey)
              .toList();
      if (!on.isEmpty()) {
        entry(these, part, line, on);
      }
    }
    if (!these.isEmpty()) {
      out.append('\n').append(part.title).append(":\n").append(these);
    }
  }

  private static Optional<Part> partOf(Question question, Pair pair) {
    if (!pair.differs()) {
      return Optional.empty();
    }
    if (pair.isOpen()) {
      return Optional.of(Part.OPEN);
    }
    boolean good = pair.after() == Answer.HOLDS;
    return Optional.of(
        switch (question) {
          case A, B, E -> good ? Part.FLAWS_GONE : Part.FLAWS_NEW;
          case C -> good ? Part.GAINED : Part.LOST;
          case D -> good ? Part.NOT_NEEDED : Part.NEEDED;
        });
  }

  private void entry(StringBuilder out, Part part, Line line, List<Boolean> on) {
    String without = line.assumption().isEmpty() ? "" : ", without " + line.assumption();
    para(
        out,
        "  ",
        line.column().id()
            + ", "
            + line.column().title()
            + without
            + (on.size() == 2 || scope.preemptions().size() == 1
                ? ""
                : on.get(0) ? " (preemptible only)" : " (not preemptible only)"));
    catalogue
        .facts()
        .flaw(line.column().id())
        .ifPresent(
            flaw -> para(out, "      ", "see spec/flaws/" + new FlawPage(catalogue, flaw).file()));
    if (part == Part.OPEN) {
      return;
    }
    Set<String> causes =
        line.cells().entrySet().stream()
            .filter(cell -> on.contains(cell.getKey()))
            .flatMap(cell -> cell.getValue().causes().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<Change> changes =
        catalogue.kernels().changes().stream()
            .filter(change -> causes.contains(change.id()))
            .toList();
    if (changes.size() > 1) {
      para(
          out,
          "      ",
          "by one or more of "
              + changes.stream().map(this::named).collect(Collectors.joining(", ")));
    } else {
      changes.forEach(change -> para(out, "      ", "by " + named(change) + ": " + change.title()));
    }
  }

  private String named(Change change) {
    boolean comes = after.kernels().get(0).has(change.id());
    return (comes ? "" : "the end of ")
        + change.id()
        + change
            .since()
            .map(
                since ->
                    " ("
                        + since
                        + catalogue
                            .kernels()
                            .gone(change)
                            .map(gone -> ", gone with " + gone.id())
                            .orElse("")
                        + ")")
            .orElse("");
  }

  private void same(StringBuilder out) {
    out.append('\n');
    para(out, "", "Flaws of both: " + names(Question.B));
    para(out, "", "Promises that neither keeps: " + names(Question.C));
  }

  private String names(Question question) {
    String names =
        lines.stream()
            .filter(line -> line.question() == question)
            .filter(
                line ->
                    line.cells().values().stream()
                        .anyMatch(
                            pair ->
                                pair.before() == Answer.VIOLATED
                                    && pair.after() == Answer.VIOLATED))
            .map(line -> line.column().id())
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }

  /**
   * The comparison for a program.
   *
   * @return what {@code --json} writes
   */
  Map<String, Object> json() {
    List<Map<String, Object>> differences = new ArrayList<>();
    for (Line line : lines) {
      line.cells()
          .forEach(
              (preempt, pair) ->
                  partOf(line.question(), pair)
                      .ifPresent(part -> differences.add(json(line, preempt, pair, part))));
    }
    Map<String, Object> comparison = new LinkedHashMap<>();
    comparison.put("from", before.name());
    comparison.put("to", after.name());
    comparison.put("differences", differences);
    return comparison;
  }

  private Map<String, Object> json(Line line, boolean preempt, Pair pair, Part part) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("part", part.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    one.put("question", line.question().toString());
    one.put("id", line.column().id());
    one.put("title", line.column().title());
    if (!line.assumption().isEmpty()) {
      one.put("assumption", line.assumption());
    }
    one.put("preempt", preempt);
    one.put("from", pair.before().name().toLowerCase(Locale.ROOT));
    one.put("to", pair.after().name().toLowerCase(Locale.ROOT));
    one.put("changes", pair.causes());
    catalogue
        .facts()
        .flaw(line.column().id())
        .ifPresent(flaw -> one.put("page", "spec/flaws/" + new FlawPage(catalogue, flaw).file()));
    return one;
  }
}
