package org.rmmodel.kill;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What was computed so far: a row for each mutant, a cell for each tool that was asked. */
final class Matrix {
  private final Map<Mutant, Map<Tool, Cell>> rows = new LinkedHashMap<>();

  /** Makes one with a row for each mutant. */
  Matrix(List<Mutant> mutants) {
    mutants.forEach(mutant -> rows.put(mutant, new EnumMap<>(Tool.class)));
  }

  synchronized void put(Mutant mutant, Tool tool, Cell cell) {
    cells(mutant).put(tool, cell);
  }

  synchronized Map<Tool, Cell> row(Mutant mutant) {
    Map<Tool, Cell> copy = new EnumMap<>(Tool.class);
    copy.putAll(cells(mutant));
    return copy;
  }

  private Map<Tool, Cell> cells(Mutant mutant) {
    return Objects.requireNonNull(rows.get(mutant), mutant.name());
  }

  synchronized List<Mutant> mutants() {
    return List.copyOf(rows.keySet());
  }

  /** The engines that have found a mutant, of those that find mistakes. */
  Set<Tool.Engine> caughtBy(Mutant mutant) {
    Set<Tool.Engine> engines = EnumSet.noneOf(Tool.Engine.class);
    row(mutant)
        .forEach(
            (tool, cell) -> {
              if (cell.outcome() == Cell.Outcome.CAUGHT && tool.engine().findsMistakes()) {
                engines.add(tool.engine());
              }
            });
    return engines;
  }

  /**
   * What is not as it should be: cells that are not as expected, and mutants that are found by
   * fewer than two engines. The latter only if all tools were asked.
   */
  List<String> deviations() {
    List<String> lines = new ArrayList<>();
    for (Mutant mutant : mutants()) {
      Map<Tool, Cell> row = row(mutant);
      row.forEach(
          (tool, cell) -> {
            Mutant.Expected expected = mutant.expected(tool);
            if (cell.outcome() != Cell.Outcome.INCONCLUSIVE && !cell.isAsExpected(expected)) {
              lines.add(
                  mutant.name()
                      + ", "
                      + tool.id()
                      + ": "
                      + word(cell)
                      + ", expected: "
                      + expected.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            }
          });
      boolean all = row.size() == Tool.values().length;
      Set<Tool.Engine> engines = caughtBy(mutant);
      if (all && !mutant.isNone() && mutant.equivalent() == null && engines.size() < 2) {
        lines.add(
            mutant.name()
                + ": not found by two independent tools, but by "
                + (engines.isEmpty() ? "none" : engines));
      }
    }
    return lines;
  }

  /** The cells without a verdict. */
  List<String> inconclusive() {
    List<String> lines = new ArrayList<>();
    for (Mutant mutant : mutants()) {
      row(mutant)
          .forEach(
              (tool, cell) -> {
                if (cell.outcome() == Cell.Outcome.INCONCLUSIVE) {
                  lines.add(mutant.name() + ", " + tool.id() + ": inconclusive, " + cell.where());
                }
              });
    }
    return lines;
  }

  private static String word(Cell cell) {
    return switch (cell.outcome()) {
      case CAUGHT -> "caught (" + cell.where() + ": " + cell.reason() + ")";
      case SURVIVED -> "survived";
      case INCONCLUSIVE -> "inconclusive";
      case NOT_ASKED -> "not asked";
    };
  }
}
