package org.rmmodel.checker.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
import org.rmmodel.checker.trace.TraceReport;
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
      "A log is ftrace text with its header: /sys/kernel/tracing/trace, recorded with the events",
      "module:* and, if wanted, those of the system calls and probes. It may be compressed by gzip.",
      "",
      "Exit status: 0 accepted, 1 rejected, or accepted with a property violated, 2 bad usage or",
      "input, 3 inconclusive.",
      "",
      "Examples:",
      "  spec/check trace trace.txt                a log",
      "  ssh box cat /sys/kernel/tracing/trace | spec/check trace -",
      "  spec/check trace a.txt b.txt.gz --json out.json",
      "  spec/check trace trace.txt --module ext4  one module of it"
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
      names = "--kernel",
      paramLabel = "ID",
      description = {
        "The kernel that the logs are of, from p5 on; as for run, e.g. v6.1, v6.15-nopreempt.",
        "Default: v6.2, or v6.5 if the flags of a get or put say that preemption was on."
      })
  private @Nullable String kernelId;

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
    if (json != null) {
      Output.checkFile("--json", json);
    }
    LogChecker checker =
        new LogChecker(
            folders.get(),
            tlc == null ? TlcJar.find() : TlcJar.of(tlc),
            new Limits(mebibytes, timeout),
            kernelId);
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    List<ExitStatus> statuses = new CopyOnWriteArrayList<>();
    Children.Last ifInterrupted =
        Children.ifInterrupted(
            () ->
                terminal.error(
                    "interrupted: " + statuses.size() + " of " + logs.size() + " logs done"));
    try {
      for (String log : logs) {
        try {
          TraceReport report = checker.check(log, module, terminal::status);
          terminal.print(report.text(terminal).stripTrailing());
          report.json(all.addObject());
          statuses.add(report.status());
        } catch (BadLogException e) {
          terminal.error("spec/check: " + e.getMessage());
          all.addObject().put("log", log).put("verdict", "bad input").put("reason", e.getMessage());
          statuses.add(ExitStatus.BAD_INPUT);
        }
      }
    } finally {
      ifInterrupted.close();
    }
    if (json != null) {
      Json.write(json, all);
    }
    return ExitStatus.worst(statuses).code();
  }
}
