package org.rmmodel.checker.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.files.WorkFolder;
import org.rmmodel.checker.tlc.Cfg;
import org.rmmodel.checker.tlc.Limits;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.checker.tlc.TlcResult;
import org.rmmodel.checker.tlc.TlcRun;
import org.rmmodel.checker.tlc.TlcRuns;
import org.rmmodel.checker.tlc.Verdict;
import org.rmmodel.common.Children;
import org.rmmodel.common.Lane;
import org.rmmodel.common.OneLine;

/** Runs cases, some at a time. The command line and the tests both stand on this. */
public final class Checker implements AutoCloseable {
  /** What is said of a run for which no time is left. */
  public static final String NOT_BEGUN = "not begun: the budget is spent";

  private final TlcRuns tlc;
  private final Kernels kernels;
  private volatile Judge judge;
  private final Function<Case, Limits> limits;
  private final WorkFolder work;
  private final ExecutorService pool;
  private volatile boolean learning;

  /**
   * A checker.
   *
   * @param catalogue the catalogue
   * @param jar TLC's jar
   * @param limits what each run may use
   * @param jobs how many runs at a time
   */
  public Checker(Catalogue catalogue, TlcJar jar, Function<Case, Limits> limits, int jobs) {
    this(catalogue, new TlcRun(jar, catalogue.folder()), limits, jobs);
  }

  /**
   * A checker whose runs are distributed over several JVMs: one run at a time, of which neither
   * depth nor actions are known.
   *
   * @param catalogue the catalogue
   * @param runs what runs them
   * @param limits what each run may use
   * @return the checker
   */
  public static Checker distributed(
      Catalogue catalogue, TlcRuns runs, Function<Case, Limits> limits) {
    Checker checker = new Checker(catalogue, runs, limits, 1);
    checker.judge = checker.judge.ofDistributedRuns();
    return checker;
  }

  private Checker(Catalogue catalogue, TlcRuns runs, Function<Case, Limits> limits, int jobs) {
    this.tlc = runs;
    this.kernels = catalogue.kernels();
    this.judge = new Judge(catalogue.actions());
    this.limits = limits;
    this.work = WorkFolder.create(catalogue.folder());
    this.pool =
        Executors.newFixedThreadPool(
            jobs,
            body -> {
              Thread thread = new Thread(body, "check");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * The usual limits: those of the lane that a run belongs to.
   *
   * @param of a run
   * @return its limits
   */
  public static Limits usualLimits(Case of) {
    return of.run().lane() == Lane.EXHAUSTIVE ? Limits.EXHAUSTIVE : Limits.DEFAULT;
  }

  /**
   * Starts a run as soon as one of the jobs is free.
   *
   * @param of the run
   * @param watcher is told how it goes, from another thread
   * @return its result, when it is there
   */
  public CompletableFuture<RunResult> submit(Case of, Watcher watcher) {
    return CompletableFuture.supplyAsync(
        () -> {
          if (limits.apply(of).wall().isZero()) {
            RunResult result = notBegun(of);
            watcher.finished(result);
            return result;
          }
          watcher.started(of);
          RunResult result = check(of, watcher);
          watcher.finished(result);
          return result;
        },
        pool);
  }

  /**
   * Runs cases and waits for all of them.
   *
   * @param cases the runs
   * @param watcher is told how they go, from other threads
   * @return their results in the order of the cases
   */
  public List<RunResult> checkAll(List<Case> cases, Watcher watcher) {
    List<CompletableFuture<RunResult>> futures =
        cases.stream().map(of -> submit(of, watcher)).toList();
    return futures.stream().map(CompletableFuture::join).toList();
  }

  private RunResult notBegun(Case of) {
    Verdict verdict = new Verdict.Inconclusive(NOT_BEGUN);
    return judge.judge(
        of, new TlcResult(verdict, 0, 0, 0, Map.of(), Optional.empty()), Optional.empty());
  }

  /**
   * From now on a run that asks for a change that is not recorded is run again with it, and its
   * states and its depth are not compared: for those who record them, not for those who check.
   */
  public void record() {
    learning = true;
    judge = judge.withoutCounts();
  }

  /** From now on only what a run's verdict needs is run: for those who want to see it soon. */
  public void verdictsOnly() {
    judge = judge.withoutReach();
  }

  private RunResult check(Case given, Watcher watcher) {
    Case of = given;
    TlcResult first = run(of, of.cfg(kernels), watcher);
    for (Optional<String> change = Judge.askedFor(first);
        learning && change.isPresent();
        change = Judge.askedFor(first)) {
      of = new Case(of.model(), of.run().asking(change.get()));
      first = run(of, of.cfg(kernels), watcher);
    }
    Optional<TlcResult> reach = Optional.empty();
    if (first.verdict() instanceof Verdict.Violates
        && Judge.outcomeAsExpected(of.run().expect(), first.verdict())
        && of.isToReach()
        && !judge.needsNoReach(of, first)) {
      // Beyond the violation other changes may matter, which is nothing to the verdict.
      Cfg anything = kernels.constants(of.run().kernel(), kernels.changeNames());
      reach = Optional.of(run(of, of.cfg(kernels).with(anything).withoutAims(), watcher));
    }
    return judge.judge(of, first, reach);
  }

  private TlcResult run(Case of, Cfg cfg, Watcher watcher) {
    TlcRun.Task task =
        new TlcRun.Task(of.model().module(), cfg, limits.apply(of), of.model().workers());
    try {
      Children.stopIfEnding();
      Path folder = work.forRun(of.id());
      try {
        TlcResult result = tlc.run(task, folder, states -> watcher.progressed(of, states));
        Children.stopIfEnding();
        return result;
      } finally {
        WorkFolder.remove(folder);
      }
    } catch (IOException e) {
      return new TlcResult(
          new Verdict.Inconclusive("no folder for TLC's files can be made: " + OneLine.of(e)),
          0,
          0,
          0,
          Map.of(),
          Optional.empty());
    }
  }

  /** Drops what has not begun, and removes what TLC wrote. */
  @Override
  public void close() {
    pool.shutdownNow();
    work.close();
  }
}
