package org.rmmodel.kill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Lane;

/** Runs tools on mutants, several at a time; those that need the processors alone at the end. */
final class Runs {
  private final Mutants mutants;
  private final Workshop workshop;
  private final Consumer<String> progress;
  private final ConformanceSuite conformance;

  /**
   * Makes runs.
   *
   * @param mutants the file of mutants
   * @param workshop where they are made
   * @param lane how much conformance compares
   * @param progress is told a line for each cell
   */
  Runs(Mutants mutants, Workshop workshop, Lane lane, Consumer<String> progress) {
    conformance = new ConformanceSuite(lane);
    this.mutants = mutants;
    this.workshop = workshop;
    this.progress = progress;
  }

  /**
   * Computes a matrix.
   *
   * @param of which mutants
   * @param tools which tools
   * @param jobs how many at a time
   * @throws BadInput if a mutant cannot be made
   */
  Matrix run(List<Mutant> of, List<Tool> tools, int jobs) {
    of.forEach(workshop::make);
    Matrix matrix = new Matrix(of);
    List<Callable<Cell>> together = new ArrayList<>();
    List<Callable<Cell>> alone = new ArrayList<>();
    for (Mutant mutant : of) {
      for (Tool tool : tools) {
        (tool.alone() ? alone : together).add(() -> run(matrix, mutant, tool));
      }
    }
    inParallel(together, jobs);
    inParallel(alone, 1);
    return matrix;
  }

  private Cell run(Matrix matrix, Mutant mutant, Tool tool)
      throws IOException, InterruptedException {
    Cell cell = cell(mutant, tool);
    matrix.put(mutant, tool, cell);
    if (cell.outcome() != Cell.Outcome.NOT_ASKED) {
      progress.accept(
          String.format(
              Locale.ROOT,
              "%-32s %-24s %s, %.1f s%s",
              mutant.name(),
              tool.id(),
              cell.outcome().name().toLowerCase(Locale.ROOT),
              cell.seconds(),
              cell.where() == null ? "" : "  " + cell.where()));
    }
    return cell;
  }

  private Cell cell(Mutant mutant, Tool tool) throws IOException, InterruptedException {
    if (mutant.expected(tool) == Mutant.Expected.NOT_ASKED) {
      return Cell.notAsked();
    }
    return switch (tool) {
      case TLC_INVARIANTS -> new TlcSuite(mutants.models()).run(tool, mutant, workshop);
      case TLC_TEMPORAL -> new TlcSuite(mutants.temporal()).run(tool, mutant, workshop);
      case CONFORMANCE_JAVA, CONFORMANCE_TLA -> conformance.run(tool, mutant, workshop);
      case JCSTRESS -> new JcstressSuite().run(mutant, workshop);
      default -> TestSuite.of(tool).run(tool, mutant, workshop);
    };
  }

  private static void inParallel(List<Callable<Cell>> runs, int jobs) {
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<Cell>> done = new ArrayList<>();
      runs.forEach(run -> done.add(threads.submit(run)));
      for (Future<Cell> one : done) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BadInput bad ? bad : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
