package org.rmmodel.checker.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.files.WorkFolder;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.checker.tlc.TlcProbe;
import org.rmmodel.checker.tlc.WorkerJvm;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Children;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.OneLine;
import org.rmmodel.common.SizeConverter;
import org.rmmodel.common.Terminal;
import org.rmmodel.common.TimeConverter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Works for the server of a distributed run. */
@Command(
    name = "worker",
    description = {
      "Work for a run that spec/check run --distributed has begun, here or on another machine.",
      "The specification comes from there. It ends when the run does."
    },
    footer = {
      "",
      "The server must have the same TLC (the jar's SHA-256), and reaches this worker at --listen.",
      "",
      "Exit status: 0 the run is over, 2 bad usage, refused, or no such server, 3 the server was",
      "never there, or is gone.",
      "",
      "Examples:",
      "  spec/check worker 127.0.0.1                   one more on the server's machine",
      "  spec/check worker 10.0.0.1 --listen 10.0.0.2 --key run.p12 --threads 4",
      "  spec/check worker 10.0.0.1 --listen 10.0.0.3 --key run.p12 --fingerprints"
    })
public final class WorkerCommand implements Callable<Integer> {
  private static final int MEBIBYTES = 2048;
  private static final int MOST_THREADS = 256;

  private final Supplier<SpecFolder> folders;
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Parameters(paramLabel = "HOST[:PORT]", description = "The server (its usual port: 10997).")
  private String server;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS[:PORT]",
      defaultValue = "127.0.0.1:0",
      description =
          "Where the server reaches this worker (default: ${DEFAULT-VALUE}, any port that is free)."
              + " Other than loopback needs --key.")
  private String listen;

  @Option(names = "--key", paramLabel = "FILE", description = "The server's key.")
  private @Nullable Path key;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Work with N threads (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--fingerprints",
      description = "Keep fingerprints, as one of the run's --fingerprint-servers.")
  private boolean fingerprints;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = TimeConverter.class,
      description = "Wait so long for the server to be there (default: ${DEFAULT-VALUE}).")
  private Duration patience;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description = "Java heap, e.g. 512m or 4g (default: 2g).")
  private @Nullable Integer mebibytes;

  @Option(
      names = "--tlc",
      paramLabel = "JAR",
      description = "Run this TLC; the server must have the same.")
  private @Nullable Path tlc;

  /**
   * The command.
   *
   * @param folders finds the specification; it is not asked when only help is wanted
   * @param terminal where it says what happens
   */
  public WorkerCommand(Supplier<SpecFolder> folders, Terminal terminal) {
    this.folders = folders;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Distributed.Place there = Distributed.Place.parse("HOST", server);
    Distributed.Place here = Distributed.Place.parse("--listen", listen, 0);
    here.needsKey("--listen", Optional.ofNullable(key));
    if (threads < 1 || threads > MOST_THREADS) {
      throw new BadInput("--threads is a number from 1 to " + MOST_THREADS + ", not " + threads);
    }
    TlcJar jar = tlc == null ? TlcJar.find() : TlcJar.of(tlc);
    SpecFolder folder = folders.get();
    WorkerJvm jvm =
        new WorkerJvm(
            jar,
            folder,
            mebibytes == null ? MEBIBYTES : mebibytes,
            new WorkerJvm.Joins(there.address(), there.port(), patience),
            new WorkerJvm.Itself(
                here.address(), here.port(), Optional.ofNullable(key), threads, fingerprints));
    try (WorkFolder work = WorkFolder.create(folder)) {
      if (!TlcProbe.distributes(jar)) {
        throw new BadInput("worker: it " + Distributed.CANNOT + " (" + jar.version() + ")");
      }
      return work(jvm, work.forRun("worker"));
    } catch (IOException e) {
      throw new BadInput("the worker cannot be started: " + OneLine.of(e));
    }
  }

  private int work(WorkerJvm jvm, Path home) throws IOException {
    Children.Last ifInterrupted =
        Children.ifInterrupted(() -> terminal.error("interrupted: the run goes on without it"));
    Process process = Children.start(jvm.builder(home).redirectErrorStream(true));
    try {
      WorkerJvm.drain(process.getInputStream(), terminal::error);
      int status = process.waitFor();
      if (status == 0) {
        terminal.error("the run is over");
        return ExitStatus.AS_EXPECTED.code();
      }
      return status == ExitStatus.BAD_INPUT.code()
          ? ExitStatus.BAD_INPUT.code()
          : ExitStatus.INCONCLUSIVE.code();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitStatus.INCONCLUSIVE.code();
    } finally {
      ifInterrupted.close();
      Children.end(process);
    }
  }
}
