package org.rmmodel.checker.trace;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.cli.Check;
import org.rmmodel.checker.cli.HelpOption;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.checker.trace.ModuleVerdict.Outcome;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.NearestNames;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

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
  private static final int BAD_INPUT = 2;

  @ParentCommand private Check check;

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
        "Default: v6.1, or v6.5 if the flags of a get or put say that preemption was on."
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
      paramLabel = "MIB",
      defaultValue = "2048",
      description = "Java heap of the search, in MiB (default: ${DEFAULT-VALUE}).")
  private int mebibytes;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "Wall-clock time for each log (default: ${DEFAULT-VALUE}).")
  private int seconds;

  /** For picocli. */
  public TraceCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (mebibytes < 4 || seconds < 1) {
      throw new BadInput("--memory is at least 4 MiB and --timeout at least 1 second");
    }
    if (json != null) {
      Path parent = json.toAbsolutePath().getParent();
      if (Files.isDirectory(json)
          || parent == null
          || !Files.isDirectory(parent)
          || !Files.isWritable(parent)
          || (Files.exists(json) && !Files.isWritable(json))) {
        throw new BadInput("--json " + json + ": cannot be written");
      }
    }
    SpecFolder folder = check.folder();
    TraceKernel kernel = new TraceKernel(folder, kernelId);
    TraceChecker checker =
        new TraceChecker(
            folder,
            tlc == null ? TlcJar.find() : TlcJar.of(tlc),
            new TraceChecker.Limits(mebibytes, seconds),
            kernel);
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ArrayNode all = mapper.createArrayNode();
    int worst = 0;
    for (String log : logs) {
      int status;
      try {
        status = check(log, checker, folder, kernel, all);
      } catch (BadLogException e) {
        check.terminal().error("spec/check: " + e.getMessage());
        all.addObject().put("log", log).put("verdict", "bad input").put("reason", e.getMessage());
        status = BAD_INPUT;
      }
      worst = rank(status) > rank(worst) ? status : worst;
    }
    if (json != null) {
      mapper.writeValue(json.toFile(), all);
    }
    return worst;
  }

  private static int rank(int status) {
    return switch (status) {
      case 2 -> 3;
      case 1 -> 2;
      case 3 -> 1;
      default -> 0;
    };
  }

  private int check(
      String log, TraceChecker checker, SpecFolder folder, TraceKernel kernel, ArrayNode all)
      throws IOException, InterruptedException {
    Terminal terminal = check.terminal();
    terminal.status(log + ": reading");
    long begun = System.nanoTime();
    Projection.Log read;
    try (FtraceReader reader = FtraceReader.open(log)) {
      read = Projection.of(reader, kernel.preemptOff());
    }
    List<ModuleScript> scripts = read.scripts();
    if (module != null) {
      List<String> names = scripts.stream().map(ModuleScript::module).toList();
      scripts = scripts.stream().filter(script -> script.module().equals(module)).toList();
      if (scripts.isEmpty()) {
        throw new BadInput(log + ": no module " + module + NearestNames.hint(module, names));
      }
    }
    TraceChecker.Outcome outcome = checker.check(scripts, terminal::status);
    terminal.clear();
    TraceReport report =
        new TraceReport(
            log,
            read,
            outcome,
            folder,
            kernel.inWords(scripts),
            (System.nanoTime() - begun) / 1e9,
            PeakMemory.mebibytes() + outcome.mebibytes());
    terminal.print(report.text(terminal).stripTrailing());
    ObjectNode node = all.addObject();
    report.json(node);
    return report.status();
  }

  /**
   * A verdict in words.
   *
   * @param outcome the verdict
   * @return what the report prints
   */
  static String word(Outcome outcome) {
    return outcome == Outcome.VIOLATED
        ? "accepted, property violated"
        : outcome.name().toLowerCase(Locale.ROOT);
  }
}
