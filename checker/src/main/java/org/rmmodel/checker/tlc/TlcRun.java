package org.rmmodel.checker.tlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.OneLine;

/**
 * Runs TLC and reads what it says. A JVM is used for many runs, since starting one takes longer
 * than most runs, but not after an error other than a violated invariant; and a run that checks
 * temporal properties has a JVM of its own.
 */
public final class TlcRun implements TlcRuns {
  private static final Pattern FALSE_ASSUMPTION =
      Pattern.compile("Assumption line (\\d{1,6}), .* of module (\\w+) is false\\.?");

  /** TLC's option to count who takes steps; seconds between two reports follow it. */
  static final String COVERAGE = "-coverage";

  private final TlcJar jar;
  private final SpecFolder folder;
  private final IdleJvms idle;

  /**
   * A way to run TLC.
   *
   * @param jar TLC's jar
   * @param folder the specification
   */
  public TlcRun(TlcJar jar, SpecFolder folder) {
    this.jar = jar;
    this.folder = folder;
    this.idle = new IdleJvms(TlcWorker.class, jar, folder);
  }

  /**
   * What to run.
   *
   * @param module the module's name; it lies in {@code models/}
   * @param cfg the whole cfg
   * @param limits what the run may use
   * @param workers how many threads search
   */
  public record Task(String module, Cfg cfg, Limits limits, int workers) {}

  @Override
  public TlcResult run(Task task, Path work, LongConsumer progress) {
    long begin = System.nanoTime();
    TlcOutput output = new TlcOutput(task.cfg(), progress);
    Verdict verdict;
    try {
      verdict = verdict(task, work, output);
    } catch (IOException e) {
      verdict = new Verdict.Inconclusive("TLC could not be started: " + OneLine.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      verdict = new Verdict.Inconclusive("interrupted" + output.soFar());
    }
    return output.result(verdict, (System.nanoTime() - begin) / 1e9);
  }

  private Verdict verdict(Task task, Path work, TlcOutput output)
      throws IOException, InterruptedException {
    Path cfg = Files.createDirectories(work).resolve("model.cfg");
    Files.writeString(cfg, task.cfg().text());
    try (IdleJvms.Taken taken = jvm(task, work, cfg)) {
      ToolMessages messages = new ToolMessages(output::take);
      TlcProcess.Outcome outcome =
          taken.jvm().run(arguments(task, work, cfg), task.limits(), messages::line);
      Verdict verdict =
          switch (outcome.end()) {
            case TIME -> new Verdict.Inconclusive(outcome.limit() + " reached" + output.soFar());
            case OUTPUT ->
                new Verdict.Inconclusive(
                    "output limit "
                        + (TlcProcess.MOST_OUTPUT >> 20)
                        + " MiB reached"
                        + output.soFar());
            case ENDED ->
                named(folder, output.verdict(outcome.status(), task.limits(), outcome.errors()));
          };
      if (leavesNothing(verdict, outcome.status())) {
        taken.canServeAgain();
      }
      return verdict;
    }
  }

  /**
   * A search whose first state is wrong leaves a thread behind that looks for files of its queue.
   */
  private static boolean leavesNothing(Verdict verdict, int status) {
    return verdict instanceof Verdict.Holds
        || (TlcOutput.isInvariantViolated(status)
            && verdict instanceof Verdict.Violates violates
            && violates.trace().steps().size() > 1);
  }

  /**
   * The search for cycles keeps its graph in files, whose buffers TLC hands on from one file to the
   * next, and to two at a time if a file was closed twice: graphs have been read back wrong.
   */
  private static boolean isAlone(Task task) {
    return !task.cfg().properties().isEmpty() || isLong(task);
  }

  /** Who needs several workers runs for minutes. */
  private static boolean isLong(Task task) {
    return task.workers() > 1;
  }

  private IdleJvms.Taken jvm(Task task, Path work, Path cfg) throws IOException {
    if (isAlone(task)) {
      Path home = Files.createTempDirectory(work.toAbsolutePath().getParent(), "jvm");
      return IdleJvms.alone(start(task, home, cfg));
    }
    return idle.take(task.limits().mebibytes(), home -> start(task, home, cfg));
  }

  private ProcessBuilder start(Task task, Path home, Path cfg) throws IOException {
    List<String> words = new ArrayList<>();
    if (isAlone(task)) {
      words.add(cfg.toString());
    }
    words.addAll(List.of(folder.root().toString(), folder.models().toString()));
    ProcessBuilder builder =
        TlcJvm.of(jar, folder, task.limits().mebibytes(), home, TlcWorker.class, words);
    if (isLong(task)) {
      builder.command().set(builder.command().indexOf(TlcJvm.COLLECTOR), "-XX:+UseParallelGC");
    } else {
      // Most runs end before the optimizing compiler would pay for its work.
      builder.command().add(1, "-XX:TieredStopAtLevel=1");
      // The longest method of SANY's lexer is worth its compilation.
      builder.command().add(1, "-XX:-DontCompileHugeMethods");
    }
    return builder;
  }

  /** An assumption that is false is called by its name. */
  static Verdict named(SpecFolder folder, Verdict verdict) {
    if (!(verdict instanceof Verdict.Broken broken)) {
      return verdict;
    }
    Matcher place = FALSE_ASSUMPTION.matcher(broken.message());
    if (!place.matches()) {
      return verdict;
    }
    String name =
        TlaSources.assumption(folder, place.group(2), Integer.parseInt(place.group(1)))
            .map(assumption -> " " + assumption)
            .orElse("");
    return new Verdict.Broken(
        place.group(2) + ".tla:" + place.group(1) + ": ASSUME" + name + " is false",
        Verdict.Broken.Cause.BAD_INPUT);
  }

  private List<String> arguments(Task task, Path work, Path cfg) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-tool", "-workers", "" + task.workers(), "-fp", "0"));
    if (!isLong(task)) {
      // Counting who takes steps costs a run of minutes as much again.
      arguments.addAll(List.of(COVERAGE, "9999"));
    }
    // Liveness is checked once, at the end: else the number of states would depend on the machine's
    // speed.
    arguments.addAll(List.of("-lncheck", "final"));
    if (jar.writesTraceSpec()) {
      arguments.add("-noGenerateSpecTE");
    }
    arguments.addAll(List.of("-metadir", work.resolve("states").toString()));
    arguments.addAll(List.of("-config", cfg.toString()));
    // A bare name, found by the library path.
    arguments.add(task.module() + ".tla");
    return arguments;
  }
}
