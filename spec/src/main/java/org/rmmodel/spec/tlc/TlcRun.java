package org.rmmodel.spec.tlc;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rmmodel.spec.SpecFolder;

/** Starts TLC in a JVM of its own and reads what it says. */
public final class TlcRun {
  private static final String CFG = "model.cfg";
  private static final int LONGEST_LINE = 1 << 17;
  private static final long MOST_OUTPUT = 64L << 20;
  private static final int MOST_ERRORS = 20;

  /** From here on the optimizing compiler pays for its start. */
  private static final long MANY_STATES = 200_000;

  private static final Pattern FALSE_ASSUMPTION =
      Pattern.compile("Assumption line (\\d{1,6}), .* of module (\\w+) is false\\.?");

  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
  private static final AtomicBoolean STOPPING = new AtomicBoolean();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(TlcRun::stopAll, "stop TLC"));
  }

  private final ClassArchive archive = new ClassArchive();
  private final TlcJar jar;
  private final SpecFolder folder;

  /**
   * A way to start TLC.
   *
   * @param jar TLC's jar
   * @param folder the specification
   */
  public TlcRun(TlcJar jar, SpecFolder folder) {
    this.jar = jar;
    this.folder = folder;
  }

  /**
   * What to run.
   *
   * @param module the module's name; it lies in {@code models/}
   * @param cfg the whole cfg
   * @param manyStates the number of states expected, 0 if unknown
   * @param limits what the run may use
   */
  public record Task(String module, Cfg cfg, long manyStates, Limits limits) {}

  /**
   * Runs TLC and waits for its end. If this thread is interrupted, TLC is destroyed and the verdict
   * is inconclusive.
   *
   * @param task what to run
   * @param work an empty folder for what TLC writes
   * @param progress gets the number of distinct states now and then
   * @return what TLC found
   */
  public TlcResult run(Task task, Path work, LongConsumer progress) {
    long begin = System.nanoTime();
    TlcOutput output = new TlcOutput(task.cfg(), progress);
    Verdict verdict;
    try {
      verdict = verdict(task, work, output);
    } catch (IOException e) {
      verdict =
          new Verdict.Broken("TLC could not be started: " + e.getClass().getSimpleName(), false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      verdict = new Verdict.Inconclusive("interrupted" + output.soFar());
    }
    return output.result(verdict, (System.nanoTime() - begin) / 1e9);
  }

  private Verdict verdict(Task task, Path work, TlcOutput output)
      throws IOException, InterruptedException {
    Files.createDirectories(work.resolve("tmp"));
    Files.writeString(work.resolve(CFG), task.cfg().text());
    List<String> archived = archive.options(work);
    Process process =
        new ProcessBuilder(command(task, work, archived)).directory(work.toFile()).start();
    RUNNING.add(process);
    try {
      if (STOPPING.get()) {
        process.destroyForcibly();
      }
      process.getOutputStream().close();
      Deque<String> errors = new ArrayDeque<>();
      AtomicBoolean tooMuch = new AtomicBoolean();
      Thread reader = reader("TLC's messages", () -> readOutput(process, output, tooMuch));
      Thread errorReader =
          reader("TLC's errors", () -> readErrors(process.getErrorStream(), errors));
      boolean ended = process.waitFor(task.limits().time().toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        destroy(process);
      }
      int exit = process.waitFor();
      reader.join();
      errorReader.join();
      if (tooMuch.get()) {
        return new Verdict.Inconclusive(
            "output limit " + (MOST_OUTPUT >> 20) + " MiB reached" + output.soFar());
      }
      if (!ended) {
        return new Verdict.Inconclusive(task.limits().timeText() + " reached" + output.soFar());
      }
      archive.ended(archived);
      return named(output.verdict(exit, task.limits(), new ArrayList<>(errors)));
    } finally {
      destroy(process);
      RUNNING.remove(process);
    }
  }

  /** An assumption that is false is called by its name. */
  private Verdict named(Verdict verdict) {
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
        place.group(2) + ".tla:" + place.group(1) + ": ASSUME" + name + " is false", true);
  }

  private List<String> command(Task task, Path work, List<String> archived) {
    boolean many = task.manyStates() > MANY_STATES;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.addAll(archived);
    if (!many) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.add("-Xmx" + task.limits().mebibytes() + "m");
    // Without this TLC prints that it is out of memory and then waits for ever.
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Dfile.encoding=UTF-8");
    // TLC unpacks the standard modules there.
    command.add("-Djava.io.tmpdir=" + work.resolve("tmp"));
    command.add("-DTLA-Library=" + folder.root() + File.pathSeparator + folder.models());
    command.addAll(List.of("-cp", jar.path().toString(), "tlc2.TLC"));
    command.addAll(List.of("-tool", "-coverage", "9999", "-workers", "1", "-fp", "0"));
    // Liveness is checked once, at the end: else the number of states would depend on the machine's
    // speed.
    command.addAll(List.of("-lncheck", "final"));
    if (jar.writesTraceSpec()) {
      command.add("-noGenerateSpecTE");
    }
    command.addAll(List.of("-metadir", work.resolve("states").toString(), "-config", CFG));
    // A bare name, found by the library path: with an absolute one TLC looks for the cfg beside the
    // module.
    command.add(task.module() + ".tla");
    return command;
  }

  private static Thread reader(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void readOutput(Process process, TlcOutput output, AtomicBoolean tooMuch) {
    BoundedLines lines = new BoundedLines(process.getInputStream(), LONGEST_LINE, MOST_OUTPUT);
    ToolMessages messages = new ToolMessages(output::take);
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        messages.line(line);
      }
    } catch (IOException e) {
      // The stream of a process that was destroyed.
    }
    if (lines.isOver()) {
      tooMuch.set(true);
      destroy(process);
    }
  }

  private static void readErrors(InputStream stream, Deque<String> last) {
    BoundedLines lines = new BoundedLines(stream, 1 << 12, MOST_OUTPUT);
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (last.size() == MOST_ERRORS) {
          last.removeFirst();
        }
        last.addLast(line);
      }
    } catch (IOException e) {
      // The stream of a process that was destroyed.
    }
  }

  private static void destroy(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Ends every TLC that this program started: on Ctrl-C, and at any other end. */
  public static void stopAll() {
    STOPPING.set(true);
    RUNNING.forEach(TlcRun::destroy);
  }
}
