package org.rmmodel.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.files.WorkFolder;
import org.rmmodel.checker.graph.Graphs;
import org.rmmodel.checker.graph.StateGraph;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.common.EndsWithParent;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Json;
import org.rmmodel.common.Lane;
import org.rmmodel.common.OneLine;
import org.rmmodel.common.Program;
import org.rmmodel.common.Terminal;
import org.rmmodel.conformance.replay.ComparedRuns;
import org.rmmodel.conformance.replay.Disagreement;
import org.rmmodel.conformance.replay.Sides;
import org.rmmodel.conformance.trace.RecordedRuns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Compares specification and implementation in all ways until they differ: replays all runs, then
 * explores them, then records and checks. The implementation is the one on the class path, so that
 * the kill matrix can put a mutant there, or give a mutant of the specification.
 */
@Command(
    name = "first-difference",
    description = "Compare specification and implementation until they differ.",
    sortOptions = false)
public final class FirstDifference implements Callable<Integer> {
  /** So many graphs are computed at once. */
  private static final int BATCH = 6;

  /** Small runs that take most steps between them, for a difference to show soon. */
  private static final List<String> FIRST =
      List.of(
          "CallsReturn:p5-nopreempt",
          "UnloadListWalker:v6.15-preempt",
          "UnloadPreemptOff:v3.18-preempt",
          "FailedLoadListWalker:p5-nopreempt",
          "InitHold:p5-nopreempt",
          "LinksTwice:v3.19-nopreempt");

  private final Terminal terminal;
  private final Map<String, Object> verdict = new LinkedHashMap<>();
  private long steps;

  @Option(names = "--json", paramLabel = "FILE", description = "Where the verdict goes.")
  private @Nullable Path json;

  @Option(
      names = "--graphs",
      paramLabel = "DIR",
      description = "A folder with TLC's graphs of the runs (default: they are computed).")
  private @Nullable Path graphs;

  @Option(names = "--make-graphs", description = "Only compute the graphs into that folder.")
  private boolean makeGraphs;

  @Mixin private HelpOption help;

  private FirstDifference(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Runs the program and ends the JVM with its exit status.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    EndsWithParent.watch();
    Terminal terminal = Terminal.ofThisProcess();
    Program.main(new FirstDifference(terminal), terminal, args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Catalogue catalogue = Catalogue.load(SpecFolder.find());
    List<Case> runs = new ArrayList<>();
    ComparedRuns.of(catalogue, Lane.current()).values().forEach(runs::addAll);
    runs.sort(
        Comparator.<Case>comparingInt(of -> FIRST.contains(of.id()) ? 0 : 1)
            .thenComparingLong(of -> of.run().states().orElse(Long.MAX_VALUE)));
    if (makeGraphs && graphs != null) {
      Graphs.write(catalogue, TlcJar.find(), runs, Files.createDirectories(graphs));
      return ExitStatus.AS_EXPECTED.code();
    }
    try (WorkFolder work = WorkFolder.create(catalogue.folder())) {
      ExitStatus status = compare(catalogue, runs, work.forRun("difference"));
      verdict.put("steps", steps);
      if (json != null) {
        Json.write(json, verdict);
      }
      terminal.print(verdict.toString());
      return status.code();
    }
  }

  private ExitStatus compare(Catalogue catalogue, List<Case> runs, Path work)
      throws IOException, InterruptedException {
    Path home = graphs == null ? work : graphs;
    for (int i = 0; i < runs.size(); i++) {
      if (graphs == null && i % BATCH == 0) {
        home = Files.createDirectories(work.resolve("graphs" + i));
        List<Case> batch = runs.subList(i, Math.min(i + BATCH, runs.size()));
        try {
          Graphs.write(catalogue, TlcJar.find(), batch, home);
        } catch (Graphs.NoValueException e) {
          return differs("replay", runs.get(i + e.run()), OneLine.of(e));
        }
      }
      Sides sides = new Sides(catalogue, runs.get(i), graph(home, i));
      try {
        sides.replay();
      } catch (Disagreement e) {
        return differs("replay", runs.get(i), e.getMessage());
      } finally {
        steps += sides.steps();
      }
    }
    for (int i = 0; i < runs.size(); i++) {
      Path folder = graphs == null ? work.resolve("graphs" + i / BATCH * BATCH) : graphs;
      Sides sides = new Sides(catalogue, runs.get(i), graph(folder, i));
      try {
        sides.explore();
      } catch (Disagreement e) {
        return differs("explorer", runs.get(i), e.getMessage());
      } finally {
        steps += sides.steps();
      }
    }
    RecordedRuns.Found found = RecordedRuns.check(catalogue.folder(), work, Lane.current());
    steps += found.steps();
    return switch (found.answer()) {
      case SAME -> says(ExitStatus.AS_EXPECTED, "same", "", "", "");
      case DIFFERS -> says(ExitStatus.DIFFERS, "differs", "recordings", found.run(), found.line());
      case INCONCLUSIVE ->
          says(ExitStatus.INCONCLUSIVE, "inconclusive", "recordings", found.run(), found.line());
    };
  }

  private StateGraph graph(Path folder, int run) throws IOException {
    return Graphs.read(folder, graphs == null ? run % BATCH : run);
  }

  private ExitStatus differs(String by, Case run, @Nullable String line) {
    return says(ExitStatus.DIFFERS, "differs", by, run.id(), String.valueOf(line));
  }

  private ExitStatus says(ExitStatus status, String word, String by, String where, String line) {
    verdict.put("verdict", word);
    verdict.put("by", by);
    verdict.put("where", where);
    verdict.put("line", line);
    return status;
  }
}
