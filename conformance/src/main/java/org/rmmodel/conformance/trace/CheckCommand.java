package org.rmmodel.conformance.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.Limits;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.SizeConverter;
import org.rmmodel.common.TimeConverter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Checks recordings. */
@Command(
    name = "check",
    description = "Decide whether recordings are behaviours of the specification.",
    sortOptions = false,
    footer = {
      "",
      "Exit status: 0 all are, 1 one is not, 2 one is no whole recording, or of another kernel,",
      "3 a limit was reached.",
      "",
      "Examples:",
      "  conformance/recordings check run.txt",
      "  conformance/recordings check --kernel p5-preempt run1.txt run2.txt"
    })
final class CheckCommand implements Callable<Integer> {
  @ParentCommand private Recordings program;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "A recording.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--kernel",
      paramLabel = "ID",
      description = "The kernel that they have to be of (default: what they say).")
  private @Nullable String kernel;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      defaultValue = "1g",
      description = "Java heap of the search, e.g. 512m or 4g (default: ${DEFAULT-VALUE}).")
  private int mebibytes;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      defaultValue = "10m",
      description =
          "Processor time for each recording, e.g. 90s or 10m (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Mixin private HelpOption help;

  @Override
  public Integer call() throws IOException, InterruptedException {
    SpecFolder folder = SpecFolder.find();
    if (kernel != null) {
      RecordedKernel wanted = RecordCommand.kernel(folder, kernel);
      for (Path file : files) {
        RecordedKernel is = RecordingFile.read(file).kernel();
        if (!is.equals(wanted)) {
          throw new BadInput(file + ": of another kernel than " + kernel + ", " + is);
        }
      }
    }
    List<Verdict> verdicts =
        new RecordingChecker(folder, new Limits(mebibytes, timeout)).check(files);
    List<ExitStatus> statuses = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      program.terminal().print(text(files.get(i), verdicts.get(i)));
      statuses.add(verdicts.get(i).outcome().status());
    }
    return ExitStatus.worst(statuses).code();
  }

  private static String text(Path file, Verdict verdict) {
    List<String> lines = new ArrayList<>();
    switch (verdict.outcome()) {
      case ACCEPTED ->
          lines.add(
              String.format(
                  "%s: accepted, %d steps of the specification (%d evaluations, %.1f s, %d MiB)",
                  file,
                  verdict.steps(),
                  verdict.evaluations(),
                  verdict.seconds(),
                  verdict.mebibytes()));
      case REJECTED ->
          lines.add(
              String.format(
                  "%s, line %d: rejected, %d of %d steps have an explanation",
                  file, verdict.line(), verdict.matched(), verdict.steps()));
      case INCONCLUSIVE -> lines.add(file + ": inconclusive");
    }
    verdict.reasons().forEach(reason -> lines.add("  " + reason));
    return String.join("\n", lines);
  }
}
