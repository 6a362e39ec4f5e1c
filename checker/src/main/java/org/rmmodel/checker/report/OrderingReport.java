package org.rmmodel.checker.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.ActionEntry;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.litmus.ExpectedLitmus;
import org.rmmodel.checker.ordering.Agreement;
import org.rmmodel.checker.ordering.Ordering;
import org.rmmodel.checker.ordering.OrderingMutants;
import org.rmmodel.common.MarkedText;
import org.rmmodel.common.TextTable;
import org.rmmodel.lkmm.execution.Limits;
import org.rmmodel.lkmm.model.Version;

/** The table of primitives, and what came out when each of them was made weaker. */
public final class OrderingReport {
  /** The table of the actions, in a document. */
  public static final MarkedText ACTIONS =
      MarkedText.of("ordering: spec/check ordering --into FILE", "ordering");

  /** The table of the mutants, in a document. */
  public static final MarkedText MUTANTS =
      MarkedText.of(
          "ordering mutants: spec/check ordering --mutants --into FILE", "ordering mutants");

  /** What lines of documents may have. */
  private static final int DOCUMENT_WIDTH = 110;

  private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), 10_000_000);

  private final Catalogue catalogue;
  private final Ordering ordering;
  private final List<OrderingMutants.Mutant> mutants;
  private final List<String> differences;

  private OrderingReport(
      Catalogue catalogue,
      Ordering ordering,
      List<OrderingMutants.Mutant> mutants,
      List<String> differences) {
    this.catalogue = catalogue;
    this.ordering = ordering;
    this.mutants = mutants;
    this.differences = differences;
  }

  /**
   * Reads the table, and asks the memory model of 6.12.
   *
   * @param catalogue the catalogue
   * @return what came out
   */
  public static OrderingReport of(Catalogue catalogue) {
    Ordering ordering = Ordering.load(catalogue.folder(), catalogue);
    List<ExpectedLitmus> tests = ExpectedLitmus.load(catalogue.folder(), catalogue);
    List<OrderingMutants.Mutant> mutants =
        new OrderingMutants(catalogue.folder(), catalogue.kernels(), tests, Version.V6_12, LIMITS)
            .of(ordering);
    List<String> differences =
        new ArrayList<>(
            new Agreement(catalogue.folder(), catalogue.kernels(), ordering).differences(tests));
    differences.addAll(OrderingMutants.differences(catalogue.folder(), mutants));
    return new OrderingReport(catalogue, ordering, mutants, List.copyOf(differences));
  }

  /**
   * Where the table, the tests and the memory model do not agree.
   *
   * @return a line for each place
   */
  public List<String> differences() {
    return differences;
  }

  /**
   * What was made weaker, for a terminal.
   *
   * @return lines of at most 100 characters
   */
  public String text() {
    StringBuilder out = new StringBuilder();
    for (OrderingMutants.Mutant mutant : mutants) {
      String end =
          mutant.found().isEmpty()
              ? "argued: " + mutant.entry().argued().getOrDefault(mutant.weaker(), "not at all")
              : "found by " + String.join(", ", mutant.found());
      TextTable.wrap(mutant.title() + " (" + kernels(mutant.entry()) + ")", TextTable.WIDTH)
          .forEach(line -> out.append(line).append('\n'));
      TextTable.wrap(end, TextTable.WIDTH - 4)
          .forEach(line -> out.append("    ").append(line).append('\n'));
    }
    long found = mutants.stream().filter(mutant -> !mutant.found().isEmpty()).count();
    return out.append('\n')
        .append(mutants.size())
        .append(" weaker primitives: ")
        .append(found)
        .append(" found, ")
        .append(mutants.size() - found)
        .append(" argued\n")
        .toString();
  }

  private String kernels(Ordering.Entry entry) {
    return entry.when().isEmpty() ? "all" : Spans.of(catalogue.kernels(), entry::isOn);
  }

  /**
   * The primitives of each action, for a document.
   *
   * @return Markdown
   */
  public String actions() {
    Map<String, String> functions = new LinkedHashMap<>();
    for (ActionEntry entry : catalogue.actions().entries()) {
      functions.putIfAbsent(entry.action(), entry.function());
    }
    Map<String, String> like =
        ordering.like().entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getValue,
                    Collectors.mapping(
                        one -> "`" + one.getKey() + "`",
                        Collectors.collectingAndThen(
                            Collectors.toList(),
                            names -> names.stream().sorted().collect(Collectors.joining(", "))))));
    StringBuilder out =
        new StringBuilder(
            "| action | kernel function | kernels | primitive | orders | needed by |\n");
    out.append("|---|---|---|---|---|---|\n");
    Set<String> shown = new LinkedHashSet<>();
    for (Ordering.Entry entry : ordering.entries()) {
      String action = entry.action();
      out.append(
          "| `%s` | `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  action,
                  functions.get(action),
                  kernels(entry),
                  primitive(entry),
                  entry.strength(),
                  entry.tests().stream()
                      .map(t -> "`" + t + "`")
                      .collect(Collectors.joining(", "))));
      shown.add(action);
    }
    out.append("\nThe same primitives as another action have:\n\n");
    shown.stream()
        .filter(like::containsKey)
        .forEach(action -> bullet(out, "as `" + action + "`: " + like.get(action)));
    out.append("\nNo part in the memory order have:\n\n");
    Map<String, List<String>> silent = new LinkedHashMap<>();
    functions.keySet().stream()
        .filter(ordering.silent()::containsKey)
        .forEach(
            action ->
                silent
                    .computeIfAbsent(ordering.silent().get(action), any -> new ArrayList<>())
                    .add("`" + action + "`"));
    silent.forEach((reason, actions) -> bullet(out, String.join(", ", actions) + ": " + reason));
    return out.toString();
  }

  private static void bullet(StringBuilder out, String text) {
    String mark = "- ";
    for (String line : TextTable.wrap(text, DOCUMENT_WIDTH - mark.length())) {
      out.append(mark).append(line).append('\n');
      mark = "  ";
    }
  }

  private static String primitive(Ordering.Entry entry) {
    String name = entry.primitive().equals("plain") ? "plain" : "`" + entry.primitive() + "`";
    return entry.kernel().map(kernel -> name + " (" + kernel + ")").orElse(name);
  }

  /**
   * What was made weaker, for a document.
   *
   * @return Markdown
   */
  public String mutants() {
    StringBuilder out = new StringBuilder("| action | kernels | primitive | weaker | found by |\n");
    out.append("|---|---|---|---|---|\n");
    for (OrderingMutants.Mutant mutant : mutants) {
      String found =
          mutant.found().isEmpty()
              ? "argued: " + mutant.entry().argued().getOrDefault(mutant.weaker(), "")
              : mutant.found().stream().map(t -> "`" + t + "`").collect(Collectors.joining(", "));
      out.append(
          "| `%s` | %s | `%s` | %s | %s |\n"
              .formatted(
                  mutant.entry().action(),
                  kernels(mutant.entry()),
                  mutant.entry().primitive(),
                  mutant.weaker().equals("nothing") || mutant.weaker().equals("plain")
                      ? mutant.weaker()
                      : "`" + mutant.weaker() + "`",
                  found));
    }
    return out.toString();
  }
}
