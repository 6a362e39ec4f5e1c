package org.rmmodel.checker.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Change;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Version;
import org.rmmodel.checker.report.VerdictTable.Answer;
import org.rmmodel.checker.report.VerdictTable.Column;
import org.rmmodel.common.Lane;

/**
 * Which changes decide that two kernels differ in a cell. The changes that only one of them has are
 * made one after the other, in the order of the rows that bring them; what comes out on the kernels
 * between is what the catalogue expects of the runs that decide these. Of the changes of the last
 * step at which the answer changes, those count that the runs on both sides of it ask for.
 */
final class Causes {
  private final Catalogue catalogue;
  private final VerdictTable expected;

  /**
   * The causes of one table's differences.
   *
   * @param catalogue the catalogue
   * @param question the table's question
   */
  Causes(Catalogue catalogue, Question question) {
    this.catalogue = catalogue;
    this.expected =
        new VerdictTable(
            catalogue, question, Outcome.expected(catalogue, Lane.EXHAUSTIVE), Scope.ALL);
  }

  /**
   * The changes that decide a cell.
   *
   * @param column the cell's column
   * @param belongs the runs that count
   * @param one the kernel that is left
   * @param other the kernel that takes its place
   * @return the changes' names, in the order of {@code kernels.yaml}; empty if the runs do not tell
   */
  List<String> of(Column column, Predicate<Case> belongs, Kernel one, Kernel other) {
    NavigableMap<Integer, Set<String>> steps = steps(one, other);
    Set<String> causes = Set.of();
    Kernel before = one;
    Set<String> changes = new LinkedHashSet<>(one.changes());
    Set<String> since = new LinkedHashSet<>();
    for (var step : steps.entrySet()) {
      Set<String> these = step.getValue();
      these.forEach(change -> toggle(changes, change));
      since.addAll(these);
      Kernel kernel = step.equals(steps.lastEntry()) ? other : kernel(step.getKey(), changes);
      Answer answer = answer(column, belongs, kernel);
      if (!isDecided(answer)) {
        continue;
      }
      if (answer != answer(column, belongs, before)) {
        Kernel last = before;
        Set<String> asked =
            expected.asked(
                of -> belongs.test(of) && of.decides(last),
                of -> belongs.test(of) && of.decides(kernel),
                column);
        causes = since.stream().filter(asked::contains).collect(Collectors.toSet());
      }
      before = kernel;
      since.clear();
    }
    return catalogue.kernels().changeNames().stream().filter(causes::contains).toList();
  }

  private static void toggle(Set<String> changes, String change) {
    if (!changes.remove(change)) {
      changes.add(change);
    }
  }

  /** The changes that only one of two kernels has, by the row that brings or ends them. */
  private NavigableMap<Integer, Set<String>> steps(Kernel one, Kernel other) {
    NavigableMap<Integer, Set<String>> steps = new TreeMap<>();
    for (Change change : catalogue.kernels().changes()) {
      if (one.has(change.id()) != other.has(change.id())) {
        steps
            .computeIfAbsent(row(change, other.has(change.id())), row -> new LinkedHashSet<>())
            .add(change.id());
      }
    }
    return steps;
  }

  private int row(Change change, boolean comes) {
    List<Version> versions = catalogue.kernels().versions();
    if (!comes) {
      return catalogue.kernels().gone(change).map(versions::indexOf).orElse(versions.size() - 1);
    }
    for (int i = 0; i < versions.size(); i++) {
      if (versions.get(i).changes().contains(change.id())) {
        return i;
      }
    }
    return versions.size() - 1;
  }

  /** A kernel of the file with these changes, or one that is made from a row. */
  private Kernel kernel(int row, Set<String> changes) {
    return catalogue.kernels().all().stream()
        .filter(kernel -> kernel.changes().equals(changes))
        .findFirst()
        .orElseGet(
            () -> {
              String version = catalogue.kernels().versions().get(row).id();
              List<String> names = new ArrayList<>(changes);
              String made = "=" + String.join("+", names);
              return new Kernel(version + made, version, made, changes);
            });
  }

  private Answer answer(Column column, Predicate<Case> belongs, Kernel kernel) {
    return expected.cell(of -> belongs.test(of) && of.decides(kernel), column).answer();
  }

  private static boolean isDecided(Answer answer) {
    return answer == Answer.HOLDS || answer == Answer.VIOLATED;
  }
}
