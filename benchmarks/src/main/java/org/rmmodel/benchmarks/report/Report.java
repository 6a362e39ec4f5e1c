package org.rmmodel.benchmarks.report;

import java.util.List;
import java.util.Optional;
import org.rmmodel.benchmarks.readers.Operation;
import org.rmmodel.benchmarks.readers.Series;
import org.rmmodel.benchmarks.readers.Unloading;

/** The results in words and tables, in Markdown; what was not measured is left out, or said. */
public final class Report {
  private static final int COLUMNS = 110;
  private static final String NOTHING = "Not measured in this run.\n";

  private record Row(String benchmark, String text) {}

  private static final String NETTY = "GetPut.netty";
  private static final String BARE = "RecorderCost.without";
  private static final String OP_ORDER = "ReadSide.opOrder";

  private static final List<Row> GET_PUT =
      List.of(
          new Row("GetPut.based", "`BasedRefcount` (patch 5)"),
          new Row("GetPut.atomic", "`AtomicRefcount` (patch 4)"),
          new Row("GetPut.perCpu", "`PerCpuRefcount` (before)"),
          new Row("GetPut.moduleV319", "`ModuleLoader`, v3.19: with state"),
          new Row(
              "GetPut.moduleV318",
              "`ModuleLoader`, v3.18: with state, preempt-off section, stoppable"),
          new Row(NETTY, "Netty `AbstractReferenceCounted`"),
          new Row("GetPut.readWriteLock", "`ReentrantReadWriteLock`, read lock"),
          new Row("GetPut.stampedLock", "`StampedLock`, read lock"),
          new Row("GetPut.longAdder", "`LongAdder`, up and down"));

  private static final List<Row> RECORDER =
      List.of(
          new Row(BARE, "without a listener in the code"),
          new Row("RecorderCost.off", "off: nobody listens"),
          new Row("RecorderCost.on", "on"));

  private static final List<Row> READ_SIDE =
      List.of(
          new Row("ReadSide.reader", "`Reader.lock`, `unlock`"),
          new Row("ReadSide.cpuV319", "`Cpu.rcuReadLock`, `rcuReadUnlock`, v3.19"),
          new Row("ReadSide.cpuV319Preemptible", "the same, preemptible"),
          new Row("ReadSide.cpuV318", "the same, v3.18: stoppable"),
          new Row(OP_ORDER, "Cassandra `OpOrder.start`, `close`"));

  private final Results results;

  /**
   * Reports results.
   *
   * @param results the results
   */
  public Report(Results results) {
    this.results = results;
  }

  /**
   * Gives everything.
   *
   * @return a document
   */
  public String text() {
    return "# Results\n\n"
        + machine()
        + "\n## Readers, while modules come and go\n\n"
        + readers()
        + "\n## Get and put\n\n"
        + getPut()
        + "\n## Recorder\n\n"
        + recorder()
        + "\n## Read side\n\n"
        + readSide()
        + "\n## Grace periods\n\n"
        + gracePeriods()
        + "\n## No slower?\n\n"
        + verdicts();
  }

  /**
   * Says when and where it was measured, and how much.
   *
   * @return a paragraph
   */
  public String machine() {
    Run run = results.run();
    return """
        Measured on %s: JDK %s, %s, %d processors. Readers: %d, with %d modules on the lists;
        unloaders: %d, %s; %d trials of %s each. JMH: %d rounds.
        """
        .formatted(
            run.date(),
            run.java(),
            run.system(),
            run.processors(),
            run.readers(),
            run.modules(),
            run.unloaders(),
            run.everyMicros() == 0
                ? "back to back"
                : "one load and unload every " + run.everyMicros() + " µs",
            run.trials(),
            Units.time(run.millis() * 1e6),
            run.rounds());
  }

  /**
   * Tells what the readers met.
   *
   * @return two tables: readers, unloads
   */
  public String readers() {
    if (results.readings().isEmpty()) {
      return NOTHING;
    }
    StringBuilder text =
        new StringBuilder(
            """
            | readers do | beside them | kernel | per second | p50 | p99 | p99.99 | max \
            | one in 100 moments waits | one in 10,000 |
            |---|---|---|---|---|---|---|---|---|---|
            """);
    for (Reading reading : results.readings()) {
      if (!reading.hasSamples()) {
        text.append(
            "| %s | %s | %s | no samples | | | | | | |\n"
                .formatted(
                    reading.operation().text(),
                    reading.unloading().text(),
                    reading.series().text()));
        continue;
      }
      text.append(
          "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n"
              .formatted(
                  reading.operation().text(),
                  reading.unloading().text(),
                  reading.series().text(),
                  Units.rate(Units.median(reading.operationsPerSecond())),
                  Units.time(reading.gaps().p50()),
                  Units.time(reading.gaps().p99()),
                  Units.time(reading.gaps().p9999()),
                  Units.time(reading.gaps().max()),
                  Units.time(reading.waits().p99()),
                  Units.time(reading.waits().p9999())));
    }
    text.append(
        """

        | `delete_module`, beside | readers | kernel | per second | p50 | p99 | max |
        |---|---|---|---|---|---|---|
        """);
    for (Reading reading : results.readings()) {
      if (reading.unloading() != Unloading.NONE && reading.hasSamples()) {
        text.append(
            "| %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                    reading.operation().text(),
                    reading.unloading() == Unloading.HERE ? "here" : "on another machine",
                    reading.series().text(),
                    Units.rate(Units.median(reading.unloadsPerSecond())),
                    Units.time(reading.unloads().p50()),
                    Units.time(reading.unloads().p99()),
                    Units.time(reading.unloads().max())));
      }
    }
    return text.toString();
  }

  /**
   * Tells what the plot shows, in a few figures.
   *
   * @return a table
   */
  public String summary() {
    if (results.readings().isEmpty()) {
      return NOTHING;
    }
    StringBuilder text =
        new StringBuilder(
            """
            | readers do | kernel | p50: alone, beside unloads | p99 | p99.99 | unloads per second |
            |---|---|---|---|---|---|
            """);
    for (Operation operation : Operation.values()) {
      for (Series series : Series.values()) {
        Optional<Reading> alone = results.reading(series, operation, Unloading.NONE);
        Optional<Reading> beside = results.reading(series, operation, Unloading.HERE);
        if (alone.isPresent()
            && beside.isPresent()
            && alone.get().hasSamples()
            && beside.get().hasSamples()) {
          Percentiles a = alone.get().gaps();
          Percentiles b = beside.get().gaps();
          text.append(
              "| %s | %s | %s, %s | %s, %s | %s, %s | %s |\n"
                  .formatted(
                      operation.text(),
                      series.text(),
                      Units.time(a.p50()),
                      Units.time(b.p50()),
                      Units.time(a.p99()),
                      Units.time(b.p99()),
                      Units.time(a.p9999()),
                      Units.time(b.p9999()),
                      Units.rate(Units.median(beside.get().unloadsPerSecond()))));
        }
      }
    }
    return text.toString();
  }

  /**
   * Tells what a get with its put takes.
   *
   * @return a table
   */
  public String getPut() {
    return beside(GET_PUT, NETTY, "Netty's");
  }

  /**
   * Tells what it costs that a get and a put can be recorded, and that they are.
   *
   * @return a table
   */
  public String recorder() {
    if (results.timing(BARE, 1).isEmpty()) {
      return NOTHING;
    }
    StringBuilder text = new StringBuilder("| the recorder is | get and put | times without |\n");
    text.append("|---|---|---|\n");
    for (Row row : RECORDER) {
      text.append(
          "| %s | %s | %s |\n"
              .formatted(
                  row.text(),
                  results.timing(row.benchmark(), 1).map(Report::time).orElse("-"),
                  row.benchmark().equals(BARE)
                      ? "1"
                      : ratio(row.benchmark(), BARE, 1).map(Ratio::text).orElse("-")));
    }
    return text + later(BARE);
  }

  /**
   * Tells what an empty read-side critical section takes.
   *
   * @return a table
   */
  public String readSide() {
    return beside(READ_SIDE, OP_ORDER, "OpOrder's");
  }

  private String beside(List<Row> rows, String yardstick, String whose) {
    if (results.timing(yardstick, 1).isEmpty()) {
      return NOTHING;
    }
    StringBuilder text =
        new StringBuilder(
            """
            | | 1 thread | times %s | 2 threads | times %s |
            |---|---|---|---|---|
            """
                .formatted(whose, whose));
    for (Row row : rows) {
      text.append("| ").append(row.text());
      for (int threads = 1; threads <= 2; threads++) {
        Optional<Timing> of = results.timing(row.benchmark(), threads);
        Optional<Ratio> ratio = ratio(row.benchmark(), yardstick, threads);
        text.append(" | ").append(of.map(Report::time).orElse("-"));
        text.append(" | ");
        text.append(row.benchmark().equals(yardstick) ? "1" : ratio.map(Ratio::text).orElse("-"));
      }
      text.append(" |\n");
    }
    return text + later(yardstick);
  }

  /** Says when a suite was measured, if that was not with the others. */
  private String later(String benchmark) {
    return results
        .timing(benchmark, 1)
        .map(Timing::later)
        .map(later -> "\nMeasured later than the rest: " + later + ".\n")
        .orElse("");
  }

  /**
   * Tells what a grace period takes.
   *
   * @return a table
   */
  public String gracePeriods() {
    if (results.timing("GracePeriod.rcu", 2).isEmpty()) {
      return NOTHING;
    }
    return """
        | | `synchronize_rcu` | OpOrder: barrier, `await` | times OpOrder's |
        |---|---|---|---|
        """
        + gracePeriod("no reader", "Alone", 1)
        + gracePeriod("a reader in short sections", "", 2);
  }

  private String gracePeriod(String text, String suffix, int threads) {
    String rcu = "GracePeriod.rcu" + suffix;
    String opOrder = "GracePeriod.opOrder" + suffix;
    return "| %s | %s | %s | %s |\n"
        .formatted(
            text,
            results.timing(rcu, threads).map(Report::time).orElse("-"),
            results.timing(opOrder, threads).map(Report::time).orElse("-"),
            ratio(rcu, opOrder, threads).map(Ratio::text).orElse("-"));
  }

  /**
   * Answers whether the count is no slower than Netty's, and the read side no slower than OpOrder.
   *
   * @return a list
   */
  public String verdicts() {
    StringBuilder text = new StringBuilder();
    for (int threads = 1; threads <= 2; threads++) {
      verdict(text, "get and put of `BasedRefcount`", "GetPut.based", "Netty", NETTY, threads);
    }
    for (int threads = 1; threads <= 2; threads++) {
      verdict(text, "a section of `Reader`", "ReadSide.reader", "OpOrder", OP_ORDER, threads);
    }
    for (int threads = 1; threads <= 2; threads++) {
      verdict(text, "a section of `Cpu`, v3.19", "ReadSide.cpuV319", "OpOrder", OP_ORDER, threads);
    }
    return text.isEmpty() ? NOTHING : text.toString();
  }

  private void verdict(
      StringBuilder text, String what, String benchmark, String peer, String other, int threads) {
    ratio(benchmark, other, threads)
        .ifPresent(
            ratio ->
                text.append(
                    item(
                        "- %s beside %s, %d thread%s: **%s**, %s times the time"
                            .formatted(
                                what,
                                peer,
                                threads,
                                threads == 1 ? "" : "s",
                                ratio.verdict(),
                                ratio.text()))));
  }

  /** An item of a list, in a second line where the documents' column limit wants it. */
  private static String item(String text) {
    if (text.length() <= COLUMNS) {
      return text + "\n";
    }
    int end = text.lastIndexOf(' ', COLUMNS);
    return text.substring(0, end) + "\n  " + text.substring(end + 1) + "\n";
  }

  private Optional<Ratio> ratio(String of, String to, int threads) {
    Optional<Timing> one = results.timing(of, threads);
    Optional<Timing> other = results.timing(to, threads);
    return one.isPresent() && other.isPresent()
        ? Optional.of(Ratio.of(one.get().nanos(), other.get().nanos()))
        : Optional.empty();
  }

  private static String time(Timing timing) {
    return Units.time(Units.median(timing.nanos()));
  }
}
