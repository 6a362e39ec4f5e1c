package org.rmmodel.checker.cli;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.check.Checker;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.check.Watcher;
import org.rmmodel.checker.report.JsonReport;
import org.rmmodel.checker.report.JunitReport;
import org.rmmodel.checker.report.VerdictTables;
import org.rmmodel.checker.report.html.HtmlReport;
import org.rmmodel.checker.report.html.Ran;
import org.rmmodel.checker.tlc.DistributedRun;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.checker.tlc.Verdict;
import org.rmmodel.common.Children;
import org.rmmodel.common.Lane;
import org.rmmodel.common.Terminal;

/** Runs cases for a command: shows how they go, and writes the files that the options ask for. */
final class Runner {
  private final Catalogue catalogue;
  private final VerdictTables tables;
  private final Optional<Lane> lane;
  private final RunOptions options;
  private final Terminal terminal;
  private boolean recording;
  private boolean verdictsOnly;
  private Optional<Distributed> distributed = Optional.empty();

  /** For models that a user names. */
  Runner(Catalogue catalogue, RunOptions options, Terminal terminal) {
    this(VerdictTables.ofRuns(catalogue), options.lane(), options, terminal);
  }

  /** For a lane, as far as these tables need it. */
  Runner(VerdictTables tables, RunOptions options, Terminal terminal) {
    this(tables, Optional.of(options.lane().orElse(Lane.FULL)), options, terminal);
  }

  private Runner(VerdictTables tables, Optional<Lane> lane, RunOptions options, Terminal terminal) {
    this.catalogue = tables.catalogue();
    this.tables = tables;
    this.lane = lane;
    this.options = options;
    this.terminal = terminal;
  }

  /** Where the line for each run goes. */
  enum Lines {
    /** To the output. */
    OUT,
    /** To the error output, and only where no progress is drawn there. */
    ERR,
    /** Nowhere: the command shows the result itself. */
    NONE
  }

  /** Makes it one for runs whose states and depth are to be recorded, and so are not compared. */
  Runner recording() {
    recording = true;
    return this;
  }

  /** Makes it one that runs nothing beyond a violation to show what can fire there. */
  Runner verdictsOnly() {
    verdictsOnly = true;
    return this;
  }

  /** Makes it one whose runs are distributed over several JVMs, one after another. */
  Runner distributed(Distributed over) {
    distributed = Optional.of(over);
    return this;
  }

  private Checker checker(TlcJar jar) {
    if (distributed.isEmpty()) {
      return new Checker(catalogue, jar, options::limits, options.jobs());
    }
    DistributedRun runs =
        new DistributedRun(
            jar, catalogue.folder(), distributed.get().distribution(), terminal::error);
    return Checker.distributed(catalogue, runs, options::wallClock);
  }

  List<RunResult> run(List<Case> cases, Lines lines) {
    options.check();
    TlcJar jar = options.jar();
    long begin = System.nanoTime();
    Show show = new Show(cases, lines);
    List<RunResult> results;
    try (Checker checker = checker(jar)) {
      if (recording) {
        checker.record();
      }
      if (verdictsOnly) {
        checker.verdictsOnly();
      }
      Thread ticker = show.ticker();
      Children.Last ifInterrupted = Children.ifInterrupted(show::sayHowFarItCame);
      try {
        results = checker.checkAll(cases, show);
      } finally {
        ticker.interrupt();
        ifInterrupted.close();
      }
    }
    terminal.clear();
    double seconds = (System.nanoTime() - begin) / 1e9;
    long notBegun = results.stream().filter(Runner::isNotBegun).count();
    if (notBegun > 0) {
      terminal.error(
          notBegun
              + " of "
              + results.size()
              + " runs were not begun, as the budget is spent; the first is "
              + results.stream().filter(Runner::isNotBegun).findFirst().orElseThrow().of().id());
    }
    if (lines == Lines.OUT
        && results.stream().anyMatch(result -> result.status() != Status.BAD_INPUT)) {
      terminal.print("\n" + Wording.summary(results, seconds, ""));
      if (distributed.isPresent()) {
        terminal.print(Distributed.NOT_TOLD);
      }
    }
    Ran ran = Ran.now(jar.version(), lane, options.jobs(), seconds);
    options.json().ifPresent(file -> JsonReport.write(file, tables, results, ran.by()));
    options.junit().ifPresent(file -> JunitReport.write(file, catalogue, results));
    options
        .report()
        .ifPresent(folder -> new HtmlReport(tables, results, ran, options.earlier()).write(folder));
    return results;
  }

  private static boolean isNotBegun(RunResult result) {
    return result.verdict() instanceof Verdict.Inconclusive inconclusive
        && inconclusive.limit().equals(Checker.NOT_BEGUN);
  }

  private final class Show implements Watcher {
    private final Lines lines;
    private final int total;
    private final int idWidth;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger bad = new AtomicInteger();
    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> under = new ConcurrentHashMap<>();
    private final Remaining remaining;
    private final long from = System.nanoTime();

    Show(List<Case> cases, Lines lines) {
      this.lines = lines;
      this.total = cases.size();
      this.remaining = new Remaining(cases);
      this.idWidth = cases.stream().mapToInt(of -> of.id().length()).max().orElse(1);
    }

    Thread ticker() {
      Thread thread =
          new Thread(
              () -> {
                try {
                  while (terminal.isLive()) {
                    status();
                    Thread.sleep(300);
                  }
                } catch (InterruptedException e) {
                  // All runs have ended.
                }
              },
              "progress");
      thread.setDaemon(true);
      thread.start();
      return thread;
    }

    /** On Ctrl-C: what is done and what is not. */
    void sayHowFarItCame() {
      terminal.error(
          String.format(
              Locale.ROOT,
              "interrupted: %d of %d runs done, %d of them not as expected; under way: %s",
              done.get(),
              total,
              bad.get(),
              under.isEmpty() ? "none" : String.join(", ", under.keySet())));
    }

    private void status() {
      StringBuilder line = new StringBuilder("[" + done.get() + "/" + total);
      remaining
          .left((System.nanoTime() - from) / 1e9)
          .ifPresent(it -> line.append(", ").append(it));
      line.append(']');
      under.forEach(
          (id, states) ->
              line.append(
                  String.format(
                      Locale.ROOT,
                      "  %s %d s%s",
                      id,
                      (System.nanoTime() - requireNonNull(begun.get(id))) / 1_000_000_000L,
                      states > 0 ? String.format(Locale.ROOT, ", %,d states", states) : "")));
      terminal.status(line.toString());
    }

    @Override
    public void started(Case of) {
      begun.put(of.id(), System.nanoTime());
      under.put(of.id(), 0L);
    }

    @Override
    public void progressed(Case of, long states) {
      under.put(of.id(), states);
      remaining.progressed(of, states);
    }

    @Override
    public void finished(RunResult result) {
      under.remove(result.of().id());
      remaining.ended(result.of());
      if (isNotBegun(result)) {
        return;
      }
      done.incrementAndGet();
      if (result.status().exit() != 0) {
        bad.incrementAndGet();
      }
      if (lines != Lines.NONE && result.status() == Status.BAD_INPUT) {
        result.deviations().stream()
            .filter(said::add)
            .forEach(line -> terminal.error("spec/check: " + line));
      } else if (lines == Lines.OUT) {
        terminal.print(Wording.line(result, idWidth, terminal));
      } else if (lines == Lines.ERR && !terminal.isLive()) {
        terminal.error(Wording.line(result, idWidth, terminal));
      }
    }
  }
}
