package org.rmmodel.conformance.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.Limits;
import org.rmmodel.common.MarkedText;
import org.rmmodel.conformance.trace.Workload.Kind;
import org.rmmodel.conformance.trace.Workload.Plan;

/**
 * What a check costs as the recording grows. Threads that take turns give the same recording each
 * time, and the same search; free threads do not.
 */
final class Growth {
  /** How many steps are recorded, nearly. */
  static final List<Integer> LENGTHS = List.of(1_000, 3_000, 10_000, 30_000, 100_000);

  /** The table in the README. */
  static final MarkedText TABLE =
      MarkedText.of("growth: conformance/recordings growth --into FILE", "growth");

  private static final int THREADS = 4;

  private Growth() {}

  /**
   * One recording, and what checking it cost.
   *
   * @param turns whether its threads took turns
   * @param events how many steps it has
   * @param verdict the verdict
   */
  record Row(boolean turns, int events, Verdict verdict) {
    /** What is the same each time, with turns. */
    String figures() {
      return String.format(
          Locale.ROOT,
          "| %s | %,d | %,d | %.2f | %d |",
          turns ? "take turns" : "run free",
          events,
          verdict.steps(),
          perStep(),
          verdict.widest());
    }

    /** How often an action was evaluated for each step of the specification. */
    double perStep() {
      return (double) verdict.evaluations() / Math.max(1, verdict.steps());
    }

    private double secondsPerStep() {
      return verdict.seconds() / Math.max(1, verdict.steps());
    }
  }

  /**
   * Records and checks, one after another in one JVM.
   *
   * @param folder the specification
   * @param limits the Java heap of the search, and the time that each recording may cost
   * @param work where the recordings go
   * @param turns whether the threads take turns
   * @param lengths how many steps
   * @return a row for each
   * @throws IOException if a recording cannot be written, or the search not be started
   * @throws InterruptedException if this thread is interrupted
   */
  static List<Row> of(
      SpecFolder folder, Limits limits, Path work, boolean turns, List<Integer> lengths)
      throws IOException, InterruptedException {
    List<Path> files = new ArrayList<>();
    List<Integer> events = new ArrayList<>();
    for (int length : lengths) {
      Recording recording =
          Workload.record(
              new Plan(RecordedKernel.prefix(5), Kind.COUNT, THREADS, length, 1, turns, false));
      Path file = work.resolve((turns ? "turns-" : "free-") + length + ".txt");
      RecordingFile.write(recording, file);
      files.add(file);
      events.add(recording.events());
    }
    List<Verdict> verdicts = new RecordingChecker(folder, limits).check(files);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < verdicts.size(); i++) {
      rows.add(new Row(turns, events.get(i), verdicts.get(i)));
      Files.delete(files.get(i));
    }
    return rows;
  }

  /** The table of these rows, those with turns and those without each in the order of length. */
  static String table(List<Row> rows) {
    StringBuilder table = new StringBuilder();
    table.append(
        "| threads | recorded steps | steps of the specification | evaluations per step"
            + " | states kept | time per step |\n");
    table.append("|---|---|---|---|---|---|\n");
    double first = 0;
    boolean turns = false;
    for (Row row : rows) {
      if (first == 0 || row.turns != turns) {
        first = row.secondsPerStep();
        turns = row.turns;
      }
      table
          .append(row.figures())
          .append(String.format(Locale.ROOT, " × %.2f |%n", row.secondsPerStep() / first));
    }
    return table.toString();
  }
}
