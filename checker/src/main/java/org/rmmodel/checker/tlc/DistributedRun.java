package org.rmmodel.checker.tlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Children;
import org.rmmodel.common.OneLine;

/**
 * Runs TLC's own distributed mode: its server in a JVM here, and workers in others, here and
 * elsewhere. What is found must be what one JVM finds, but for what TLC does not tell there.
 */
public final class DistributedRun implements TlcRuns {
  private static final long LOOK_MILLIS = 100;
  private static final long PATIENCE_SECONDS = 5;
  private static final int LONGEST_LINE = 1 << 17;

  /** A run may take weeks, and the server speaks every other second. */
  private static final long MOST_OUTPUT = 4L << 30;

  /** How often the server speaks, and looks whether a checkpoint is due: so often at most. */
  private static final long REPORT_MILLIS = 2000;

  private static final int FAILED = 1;

  private static final String CFG = "model.cfg";

  private final TlcJar jar;
  private final SpecFolder folder;
  private final Distribution how;
  private final Consumer<String> tells;

  /**
   * A way to run TLC distributed.
   *
   * @param jar TLC's jar
   * @param folder the specification
   * @param how where the server listens, and who works
   * @param tells gets lines for the user: where workers may join, who has come and gone
   */
  public DistributedRun(TlcJar jar, SpecFolder folder, Distribution how, Consumer<String> tells) {
    this.jar = jar;
    this.folder = folder;
    this.how = how;
    this.tells = tells;
  }

  @Override
  public TlcResult run(TlcRun.Task task, Path work, LongConsumer progress) {
    Session session = new Session(task, work, progress);
    long begin = System.nanoTime();
    Verdict verdict;
    try {
      verdict = session.verdict();
    } catch (BadInput e) {
      verdict = new Verdict.Broken(String.valueOf(e.getMessage()), Verdict.Broken.Cause.BAD_INPUT);
    } catch (IOException e) {
      verdict = new Verdict.Inconclusive("TLC could not be started: " + OneLine.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      verdict = new Verdict.Inconclusive("interrupted" + session.output.soFar());
    }
    TlcResult result = session.output.result(verdict, (System.nanoTime() - begin) / 1e9);
    return new TlcResult(
        verdict,
        result.states(),
        result.depth(),
        result.seconds(),
        result.fired(),
        result.takers(),
        session.roster.doubt());
  }

  /** One run: its server, its workers, and what they say. */
  private final class Session {
    private final TlcRun.Task task;
    private final Path work;
    private final TlcOutput output;
    private final List<Process> workers = new ArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private volatile OptionalInt told = OptionalInt.empty();
    private final Roster roster = new Roster(tells);

    Session(TlcRun.Task task, Path work, LongConsumer progress) {
      this.task = task;
      this.work = work;
      this.output = new TlcOutput(task.cfg(), progress);
    }

    Verdict verdict() throws IOException, InterruptedException {
      Optional<Checkpoints> kept = Optional.empty();
      if (how.checkpoints().isPresent()) {
        kept = Optional.of(Checkpoints.of(how.checkpoints().get(), task, jar, folder));
      }
      kept.flatMap(Checkpoints::last).ifPresent(last -> tells.accept("goes on from a checkpoint"));
      Process server = Children.start(server(kept));
      try {
        return verdict(server, kept);
      } finally {
        server.descendants().forEach(ProcessHandle::destroy);
        Children.end(server);
        for (Process worker : workers) {
          end(worker);
        }
      }
    }

    private Verdict verdict(Process server, Optional<Checkpoints> kept)
        throws IOException, InterruptedException {
      Allowance allowance = new Allowance(server, task.limits());
      BoundedLines lines = new BoundedLines(server.getInputStream(), LONGEST_LINE, MOST_OUTPUT);
      ToolMessages messages = new ToolMessages(this::take);
      Thread reader =
          LastLines.daemon("the server's messages", () -> lines.forEach(messages::line));
      LastLines errors = new LastLines(server.getErrorStream(), "the server's errors");
      Optional<String> limit = Optional.empty();
      boolean begun = false;
      while (limit.isEmpty() && reader.isAlive()) {
        if (!begun && port.isDone()) {
          begun = true;
          begin(port.join());
        }
        reader.join(LOOK_MILLIS);
        if (reader.isAlive()) {
          limit =
              allowance
                  .spent()
                  .map(spent -> spent + " reached")
                  .or(
                      () ->
                          nobodyIsLeft() ? Optional.of("all workers are gone") : Optional.empty());
        }
      }
      if (limit.isPresent()) {
        String nobody = roster.hadAny() ? "" : ": no worker has joined";
        return new Verdict.Inconclusive(limit.get() + nobody + output.soFar() + lost(kept));
      }
      int ended = server.waitFor();
      int status = told.orElse(ended == 0 ? FAILED : ended);
      errors.await();
      Verdict verdict = TlcRun.named(folder, output.verdict(status, task.limits(), errors.now()));
      if (verdict instanceof Verdict.Inconclusive inconclusive) {
        return new Verdict.Inconclusive("the server: " + inconclusive.limit() + lost(kept));
      }
      if (verdict instanceof Verdict.Broken broken
          && (roster.doubt().isPresent() // then TLC's errors may be no more than that
              || broken.message().contains("java.rmi.")
              || broken.message().contains(DistributedServer.NOTHING_WRONG))) {
        return new Verdict.Inconclusive("the server failed: " + broken.message() + lost(kept));
      }
      return verdict;
    }

    /** What the user has of a run that was cut short. */
    private String lost(Optional<Checkpoints> kept) {
      return kept.map(Checkpoints::whatIsThere).orElse("; what it has found is lost");
    }

    private void begin(int at) throws IOException {
      Distribution there = how.at(at);
      tells.accept("the server listens at " + there.where() + "; to join it: " + there.join());
      for (int i = 0; i < how.workers(); i++) {
        WorkerJvm jvm =
            new WorkerJvm(
                jar,
                folder,
                task.limits().mebibytes(),
                new WorkerJvm.Joins(there.address(), at, task.limits().wall()),
                new WorkerJvm.Itself(there.address(), 0, there.key(), 1, false));
        Path home = Files.createTempDirectory(work.toAbsolutePath().getParent(), "worker");
        Process worker = Children.start(jvm.builder(home));
        workers.add(worker);
        LastLines.daemon(
            "a worker's messages", () -> WorkerJvm.drain(worker.getInputStream(), this::unsaid));
        LastLines.daemon(
            "a worker's errors", () -> WorkerJvm.drain(worker.getErrorStream(), line -> {}));
      }
    }

    /** Of a worker of this program's own, only why it ends is worth a line. */
    private void unsaid(String line) {
      if (told.isEmpty() && !line.startsWith("joins ") && !line.startsWith("waits ")) {
        tells.accept("a worker here: " + line);
      }
    }

    private boolean nobodyIsLeft() {
      return !workers.isEmpty() && roster.isEmpty() && workers.stream().noneMatch(Process::isAlive);
    }

    private void take(ToolMessage message) {
      if (message instanceof ToolMessage.Said said
          && said.line().startsWith(DistributedServer.LISTENS)) {
        port.complete(
            Integer.valueOf(said.line().substring(DistributedServer.LISTENS.length()).strip()));
      }
      if (message instanceof ToolMessage.Said said
          && said.line().startsWith(DistributedServer.STATUS)) {
        told =
            OptionalInt.of(
                Integer.parseInt(said.line().substring(DistributedServer.STATUS.length()).strip()));
      }
      roster.take(message);
      output.take(message);
    }

    private ProcessBuilder server(Optional<Checkpoints> kept) throws IOException {
      Path home = Files.createTempDirectory(work.toAbsolutePath().getParent(), "server");
      Files.writeString(home.resolve(CFG), task.cfg().text());
      Files.writeString(home.resolve(TlcIdentity.FILE), TlcIdentity.of(jar));
      List<String> arguments = new ArrayList<>();
      arguments.addAll(List.of(how.address(), "" + how.port()));
      arguments.add(how.key().map(Path::toString).orElse(""));
      arguments.add("" + (kept.isPresent() ? how.checkpointEvery().toMillis() : 0));
      arguments.addAll(List.of("-tool", "-fp", "0"));
      if (!task.cfg().deadlock().orElse(true)) {
        // TLC's server does not read CHECK_DEADLOCK.
        arguments.add("-deadlock");
      }
      arguments.add("-metadir");
      arguments.add(kept.map(Checkpoints::folder).orElse(work.resolve("states")).toString());
      kept.flatMap(Checkpoints::last)
          .ifPresent(last -> arguments.addAll(List.of("-recover", last.toString())));
      arguments.addAll(List.of("-config", CFG, task.module() + ".tla"));
      ProcessBuilder builder =
          TlcJvm.of(
              jar, folder, task.limits().mebibytes(), home, DistributedServer.class, arguments);
      List<String> command = builder.command();
      command.set(command.indexOf(TlcJvm.COLLECTOR), "-XX:+UseParallelGC");
      String server = "-Dtlc2.tool.distributed.TLCServer.";
      command.add(
          1, server + "report=" + Math.min(REPORT_MILLIS, how.checkpointEvery().toMillis()));
      command.add(1, server + "expectedFPSetCount=" + how.fingerprintServers());
      return builder;
    }
  }

  /** The server has told its workers to end; those who have not heard it are ended. */
  private static void end(Process worker) {
    try {
      worker.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
      // Ended below.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Children.end(worker);
  }

  /**
   * How a run is distributed.
   *
   * @param address the address that the server listens at, which workers can reach
   * @param port the port; 0 for any that is free
   * @param key the key that server and workers share
   * @param workers how many workers of one thread are started here
   * @param fingerprintServers how many fingerprint servers the run waits for; 0 if the server keeps
   *     the fingerprints itself
   * @param checkpoints where checkpoints are kept, and taken up
   * @param checkpointEvery the time between two of them
   */
  public record Distribution(
      String address,
      int port,
      Optional<Path> key,
      int workers,
      int fingerprintServers,
      Optional<Path> checkpoints,
      Duration checkpointEvery) {
    Distribution at(int chosen) {
      return new Distribution(
          address, chosen, key, workers, fingerprintServers, checkpoints, checkpointEvery);
    }

    String where() {
      return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }

    String join() {
      return "spec/check worker " + where() + key.map(file -> " --key " + file).orElse("");
    }
  }
}
