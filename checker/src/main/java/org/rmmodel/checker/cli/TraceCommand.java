package org.rmmodel.checker.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.Limits;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.checker.trace.BadLogException;
import org.rmmodel.checker.trace.LogChecker;
import org.rmmodel.checker.trace.LogPart;
import org.rmmodel.checker.trace.SearchJvms;
import org.rmmodel.checker.trace.TraceReport;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Children;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Json;
import org.rmmodel.common.Output;
import org.rmmodel.common.SizeConverter;
import org.rmmodel.common.Terminal;
import org.rmmodel.common.TimeConverter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Is a log recorded from a real kernel a behaviour of the specification? */
@Command(
    name = "trace",
    description =
        "Decide whether a log recorded from a real kernel is a behaviour of the specification.",
    footer = {
      "",
      "A log has the events module:* and, if wanted, those of the system calls and probes. It may",
      "be /sys/kernel/tracing/trace, trace-cmd's trace.dat or what trace-cmd report or perf script",
      "print, an ftrace dump in the kernel's log, or quoted in a mail; plain or compressed by gzip,",
      "zstd or xz. docs/record.md says how to record, and which formats are read.",
      "",
      "Exit status: 0 accepted, 1 rejected, or accepted with a property violated, 2 bad usage or",
      "input, 3 cannot tell, as the log does not say enough, or a limit was reached.",
      "",
      "Examples:",
      "  spec/check trace trace.txt                a log",
      "  ssh box cat /sys/kernel/tracing/trace | spec/check trace -",
      "  spec/check trace a.txt b.txt.gz --json out.json",
      "  perf script | spec/check trace -",
      "  spec/check trace trace.txt --module ext4  one module of it",
      "  spec/check trace trace.txt --from 10.3 --to 10.9 --kernel v6.12-preempt",
      "  spec/check trace trace.txt --picture lives.svg"
    })
public final class TraceCommand implements Callable<Integer> {
  private final Supplier<SpecFolder> folders;
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Parameters(paramLabel = "LOG", arity = "1..*", description = "A log; - is standard input.")
  private List<String> logs;

  @Option(names = "--module", paramLabel = "NAME", description = "Only this module.")
  private @Nullable String module;

  @Option(
      names = "--from",
      paramLabel = "PLACE",
      description = {
        "Only from here on: the number of a line (120), or a time stamp as in the",
        "log (10.0003, @15)."
      })
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "PLACE", description = "Only up to here, likewise.")
  private @Nullable String to;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "Draw the modules' lives into FILE, as SVG; of one log.")
  private @Nullable Path picture;

  @Option(
      names = "--kernel",
      paramLabel = "ID",
      description = {
        "The kernel of the logs, from p5 on, as for run: v6.1, v6.15-nopreempt.",
        "Without it, every kernel is tried that the log's columns allow, and the",
        "report says on which ones the log is a behaviour."
      })
  private @Nullable String kernelId;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = {
        "The format of the logs, if their first lines do not tell it: trace,",
        "latency, trace-cmd-report, perf-script, kernel-log, bpftrace or trace.dat."
      })
  private @Nullable String format;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all verdicts to FILE.")
  private @Nullable Path json;

  @Option(
      names = "--tlc",
      paramLabel = "JAR",
      description = "Use this TLC, e.g. an upstream tla2tools.jar.")
  private @Nullable Path tlc;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      defaultValue = "2g",
      description = "Java heap of the search, e.g. 512m or 4g (default: ${DEFAULT-VALUE}).")
  private int mebibytes;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      defaultValue = "10m",
      description = "Processor time for each log, e.g. 90s or 10m (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  /**
   * The command.
   *
   * @param folders finds the specification; it is not asked when only help is wanted
   * @param terminal where results and progress go
   */
  public TraceCommand(Supplier<SpecFolder> folders, Terminal terminal) {
    this.folders = folders;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (Collections.frequency(logs, "-") > 1) {
      throw new BadInput("standard input can be read once only, and - is there twice");
    }
    if (picture != null && logs.size() > 1) {
      throw new BadInput("--picture is of one log, and there are " + logs.size());
    }
    checkOutput("--json", json);
    checkOutput("--picture", picture);
    if (json != null && picture != null && isSame(json, picture)) {
      throw new BadInput("--json and --picture are the same file, " + json);
    }
    TlcJar jar = tlc == null ? TlcJar.find() : TlcJar.of(tlc);
    SearchJvms jvms = new SearchJvms(folders.get(), jar);
    return check(
        new LogChecker(jvms, new Limits(mebibytes, timeout), kernelId, format),
        LogPart.of(from, to));
  }

  private int check(LogChecker checker, LogPart part) throws IOException, InterruptedException {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    List<ExitStatus> statuses = new CopyOnWriteArrayList<>();
    List<String> summary = new ArrayList<>();
    Children.Last ifInterrupted =
        Children.ifInterrupted(
            () ->
                terminal.error(
                    "interrupted: " + statuses.size() + " of " + logs.size() + " logs done"));
    try {
      for (String log : logs) {
        try {
          TraceReport report = checker.check(log, module, part, terminal::status);
          terminal.print(report.text(terminal).stripTrailing());
          report.json(all.addObject());
          statuses.add(report.status());
          summary.add(report.summary());
          if (picture != null) {
            report.picture().write(picture);
          }
        } catch (BadLogException e) {
          terminal.error("spec/check: " + e.getMessage());
          all.addObject().put("log", log).put("verdict", "bad input").put("reason", e.getMessage());
          statuses.add(ExitStatus.BAD_INPUT);
          summary.add(e.getMessage());
        }
      }
    } finally {
      ifInterrupted.close();
    }
    if (logs.size() > 1) {
      terminal.print("\n" + logs.size() + " logs:\n  " + String.join("\n  ", summary));
    }
    if (json != null) {
      Json.write(json, all);
    }
    return ExitStatus.worst(statuses).code();
  }

  /** Before any work; a log is not written over, as nobody may be able to record it again. */
  private void checkOutput(String option, @Nullable Path file) throws IOException {
    if (file == null) {
      return;
    }
    Output.checkFile(option, file);
    for (String log : logs) {
      if (!log.equals("-") && isSame(file, Path.of(log))) {
        throw new BadInput(option + " " + file + ": this is a log that is to be read");
      }
    }
  }

  private static boolean isSame(Path one, Path other) throws IOException {
    if (Files.exists(one) || Files.exists(other)) {
      return Files.isRegularFile(one) && Files.exists(other) && Files.isSameFile(one, other);
    }
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }
}
