package org.rmmodel.conformance.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Records a run. */
@Command(
    name = "record",
    description = "Record a run of the implementation: threads that load, unload, get and put.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  conformance/recordings record --out run.txt",
      "  conformance/recordings record --kernel v3.18-preempt --kind links --seed 7 --out run.txt",
      "  conformance/recordings record --turns --seed 7 --out run.txt    the same run each time"
    })
final class RecordCommand implements Callable<Integer> {
  private static final int MOST_THREADS = 64;
  private static final int MOST_EVENTS = 5_000_000;

  @ParentCommand private Recordings program;

  @Option(
      names = "--kernel",
      paramLabel = "ID",
      defaultValue = "p5",
      description =
          "The kernel: v3.18, p1 to p5, v3.19, with -preempt, with changes (p5+wake-on-unload)"
              + " (default: ${DEFAULT-VALUE}).")
  private String kernel;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "names",
      description =
          "What the threads do: names, links, symbols or count (default: ${DEFAULT-VALUE}).")
  private String kind;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many threads (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many steps, nearly (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides on the calls (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--turns",
      description =
          "One thread runs at a time, and the seed decides which: the same run each time.")
  private boolean turns;

  @Option(names = "--tracing", description = "The tracepoints of get and put are on.")
  private boolean tracing;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the recording goes.")
  private Path out;

  @Mixin private HelpOption help;

  @Override
  public Integer call() throws IOException {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new BadInput("--threads is a number from 1 to " + MOST_THREADS + ", not " + threads);
    }
    if (events < 1 || events > MOST_EVENTS) {
      throw new BadInput("--events is a number from 1 to " + MOST_EVENTS + ", not " + events);
    }
    Output.checkFile("--out", out);
    Workload.Plan plan =
        new Workload.Plan(
            kernel(SpecFolder.find(), kernel), kind(), threads, events, seed, turns, tracing);
    Recording recording = Workload.record(plan);
    RecordingFile.write(recording, out);
    program
        .terminal()
        .print(
            out
                + ": "
                + recording.events()
                + " steps of "
                + threads
                + " threads on "
                + recording.kernel());
    return ExitStatus.AS_EXPECTED.code();
  }

  private Workload.Kind kind() {
    return Arrays.stream(Workload.Kind.values())
        .filter(each -> each.word().equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "--kind is one of "
                        + Arrays.stream(Workload.Kind.values())
                            .map(Workload.Kind::word)
                            .collect(Collectors.joining(", "))
                        + ", not "
                        + kind));
  }

  /**
   * A kernel that the implementation plays.
   *
   * @param folder the specification
   * @param id its id; without -preempt it is not preemptible
   * @return the kernel
   * @throws BadInput if there is none, or the implementation does not play it
   */
  static RecordedKernel kernel(SpecFolder folder, String id) {
    List<Kernel> kernels = Kernels.load(folder).parse(id);
    Kernel first =
        kernels.stream().filter(each -> !each.preempt()).findFirst().orElse(kernels.get(0));
    RecordedKernel recorded = new RecordedKernel(first.changes());
    try {
      recorded.version();
    } catch (IllegalArgumentException e) {
      throw new BadInput(
          "--kernel " + id + ": the implementation does not play it (" + e.getMessage() + ")");
    }
    return recorded;
  }
}
