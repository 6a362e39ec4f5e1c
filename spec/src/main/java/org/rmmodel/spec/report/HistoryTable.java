package org.rmmodel.spec.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.rmmodel.spec.catalogue.Case;
import org.rmmodel.spec.catalogue.Catalogue;
import org.rmmodel.spec.catalogue.Hazard;
import org.rmmodel.spec.catalogue.Kernel;
import org.rmmodel.spec.catalogue.Version;
import org.rmmodel.spec.check.Judge;
import org.rmmodel.spec.check.RunResult;
import org.rmmodel.spec.check.Status;
import org.rmmodel.spec.tlc.Verdict;

/**
 * The verdict table: which hazards each prefix of the series has, without and with preemption.
 * Every cell is computed from verdicts; the expectations are only compared with it.
 */
public final class HistoryTable {
  private static final int WIDTH = TextTable.WIDTH;
  private static final int TITLE_WIDTH = 16;
  private static final int NARROWEST = 4;
  private static final boolean[] PREEMPTION = {false, true};

  /** What a cell says. */
  enum Cell {
    OK("ok"),
    BAD("BAD"),
    UNKNOWN("?"),
    BROKEN("ERR"),
    NOT_RUN("-");

    private final String text;

    Cell(String text) {
      this.text = text;
    }
  }

  private final Catalogue catalogue;
  private final List<RunResult> results;

  /**
   * A table of results.
   *
   * @param catalogue the catalogue
   * @param results what came out; runs of models without a hazard, and of negatives, are not
   *     counted
   */
  public HistoryTable(Catalogue catalogue, List<RunResult> results) {
    this.catalogue = catalogue;
    this.results = results.stream().filter(result -> belongs(result.of())).toList();
  }

  /**
   * Whether a run counts for a cell of the table.
   *
   * @param of a run
   * @return true if its model has a hazard and is no negative
   */
  public static boolean belongs(Case of) {
    return of.model().hazard().isPresent() && of.model().negative().isEmpty();
  }

  /**
   * The cells that no run of the catalogue decides.
   *
   * @param catalogue the catalogue
   * @return for example {@code list-unload p5-preempt}; empty if the table is complete
   */
  public static List<String> gaps(Catalogue catalogue) {
    List<String> gaps = new ArrayList<>();
    for (Hazard hazard : catalogue.hazards()) {
      for (Kernel kernel : catalogue.kernels().all()) {
        if (catalogue.cases().stream()
            .noneMatch(
                of ->
                    belongs(of)
                        && of.model().hazard().get().equals(hazard.id())
                        && of.run().standsFor().contains(kernel))) {
          gaps.add(hazard.id() + " " + kernel.id());
        }
      }
    }
    return gaps;
  }

  private Cell cell(Hazard hazard, Kernel kernel) {
    List<Verdict> verdicts =
        results.stream()
            .filter(result -> result.of().model().hazard().get().equals(hazard.id()))
            .filter(result -> result.of().run().standsFor().contains(kernel))
            .map(RunResult::verdict)
            .toList();
    if (verdicts.isEmpty()) {
      return Cell.NOT_RUN;
    }
    if (verdicts.stream().anyMatch(Verdict.Broken.class::isInstance)) {
      return Cell.BROKEN;
    }
    if (verdicts.stream().anyMatch(Verdict.Violates.class::isInstance)) {
      return Cell.BAD;
    }
    return verdicts.stream().allMatch(Verdict.Holds.class::isInstance) ? Cell.OK : Cell.UNKNOWN;
  }

  /** Whether some run of the cell did not come out as expected, apart from its counts. */
  private boolean differs(Hazard hazard, Kernel kernel) {
    return results.stream()
        .anyMatch(
            result ->
                result.of().model().hazard().get().equals(hazard.id())
                    && result.of().run().standsFor().contains(kernel)
                    && !Judge.outcomeAsExpected(result.of().run().expect(), result.verdict()));
  }

  private String text(Hazard hazard, Kernel kernel) {
    return cell(hazard, kernel).text + (differs(hazard, kernel) ? "!" : "");
  }

  /**
   * The table for a terminal.
   *
   * @return lines of at most 100 characters
   */
  public String text() {
    int hazards = catalogue.hazards().size();
    int longest =
        catalogue.hazards().stream()
            .flatMap(hazard -> List.of(hazard.shortTitle().split("[ -]")).stream())
            .mapToInt(String::length)
            .max()
            .orElse(0);
    boolean letters = TITLE_WIDTH + 2 * hazards * (longest + 2) + 3 > WIDTH;
    int gap = letters ? 1 : 2;
    int width = letters ? NARROWEST : Math.max(NARROWEST, longest);
    int[] widths = new int[2 * hazards + 2];
    Arrays.fill(widths, width);
    widths[0] = TITLE_WIDTH;
    widths[hazards + 1] = 1;
    TextTable table = new TextTable(gap, widths);
    int half = hazards * (width + gap) - gap;
    table.line(
        " ".repeat(TITLE_WIDTH + gap)
            + String.format(
                "%-" + Math.max(1, half) + "s", half < 15 ? "no preempt" : "not preemptible")
            + " ".repeat(gap)
            + "|"
            + " ".repeat(gap)
            + "preemptible");
    table.row(header(letters)).rule();
    for (Version version : catalogue.kernels().series()) {
      table.row(row(version));
    }
    return table + "\n" + legend(letters) + differences();
  }

  private List<String> header(boolean letters) {
    List<String> header = new ArrayList<>(List.of("patches applied"));
    for (int half = 0; half < PREEMPTION.length; half++) {
      if (half > 0) {
        header.add("|");
      }
      for (int i = 0; i < catalogue.hazards().size(); i++) {
        header.add(
            letters ? letter(i) : catalogue.hazards().get(i).shortTitle().replace("-", "- "));
      }
    }
    return header;
  }

  private List<String> row(Version version) {
    List<String> row = new ArrayList<>(List.of(version.id()));
    for (boolean preempt : PREEMPTION) {
      if (preempt) {
        row.add("|");
      }
      for (Hazard hazard : catalogue.hazards()) {
        row.add(text(hazard, version.kernel(preempt)));
      }
    }
    return row;
  }

  private static String letter(int index) {
    return Character.toString((char) ('A' + index % 26));
  }

  private String legend(boolean letters) {
    StringBuilder legend = new StringBuilder();
    int widest =
        catalogue.hazards().stream()
            .mapToInt(hazard -> hazard.shortTitle().length())
            .max()
            .orElse(1);
    for (int i = 0; i < catalogue.hazards().size(); i++) {
      Hazard hazard = catalogue.hazards().get(i);
      String name = letters ? letter(i) + "  " + hazard.shortTitle() : hazard.shortTitle();
      int width = letters ? widest + 3 : widest;
      List<String> lines = TextTable.wrap(hazard.title(), WIDTH - width - 2);
      for (int y = 0; y < lines.size(); y++) {
        legend.append(String.format("%-" + width + "s  %s%n", y == 0 ? name : "", lines.get(y)));
      }
    }
    return legend
        + "ok: holds   BAD: a counterexample exists   ?: a limit was reached   ERR: broken   -: not"
        + " run\n";
  }

  private String differences() {
    List<String> lines =
        results.stream()
            .filter(result -> result.status() != Status.AS_EXPECTED)
            .flatMap(
                result -> result.deviations().stream().map(line -> result.of().id() + ": " + line))
            .flatMap(line -> TextTable.wrap(line, WIDTH - 4).stream())
            .map(line -> "    " + line)
            .toList();
    return lines.isEmpty()
        ? ""
        : "\nNot as the catalogue expects (! in the table where the outcome itself differs):\n"
            + String.join("\n", lines)
            + "\n";
  }

  /**
   * The table for a README.
   *
   * @return Markdown
   */
  public String markdown() {
    StringBuilder out = new StringBuilder();
    for (boolean preempt : PREEMPTION) {
      out.append(preempt ? "Preemptible kernel:\n\n" : "Kernel that is not preemptible:\n\n");
      out.append("| patches applied | ")
          .append(
              catalogue.hazards().stream()
                  .map(hazard -> escaped(hazard.shortTitle()))
                  .collect(Collectors.joining(" | ")))
          .append(" |\n");
      out.append("|---|").append(":-:|".repeat(catalogue.hazards().size())).append('\n');
      for (Version version : catalogue.kernels().series()) {
        out.append("| ").append(version.id()).append(" |");
        for (Hazard hazard : catalogue.hazards()) {
          String text = text(hazard, version.kernel(preempt));
          out.append(text.startsWith("BAD") ? " **" + text + "** |" : " " + text + " |");
        }
        out.append('\n');
      }
      out.append('\n');
    }
    for (Hazard hazard : catalogue.hazards()) {
      out.append("- **")
          .append(escaped(hazard.shortTitle()))
          .append("**: ")
          .append(escaped(hazard.title()))
          .append('\n');
    }
    return out + differences();
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|");
  }
}
