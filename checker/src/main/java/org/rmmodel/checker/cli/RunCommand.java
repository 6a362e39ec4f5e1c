package org.rmmodel.checker.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.check.Status;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the models that are named. */
@Command(
    name = "run",
    description = "Run the models that are named, whatever their lane.",
    footer = {
      "",
      "Examples:",
      "  spec/check run UnloadListWalker               all its runs",
      "  spec/check run UnloadListWalker:v6.2-preempt  one kernel",
      "  spec/check run Stall:v6.8-preempt+CHANGE      one of your own",
      "  spec/check run Stall --kernel v3.18           a version, without and with preemption",
      "  spec/check run Stall --kernel v3.18-preempt+scsi-always-gets~preempt",
      "                                                a kernel of your own: + adds, ~ takes away",
      "  spec/check run Stall --every-kernel           each kernel that a run stands for",
      "  spec/check run Stall Refcount --json out.json",
      "  spec/check run Stall --junit out.xml          for a CI host",
      "  spec/check run ManyAll16 --distributed --workers 2",
      "                                                over several JVMs: docs/distributed.md"
    })
public final class RunCommand implements Callable<Integer> {
  private final Supplier<Catalogue> catalogues;
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Mixin private RunOptions options;

  @Mixin private Distributed distributed;

  @Option(names = "--against", paramLabel = "REPORT", description = "The same as --against-report.")
  void against(Path report) {
    options.against(report);
  }

  @Parameters(
      paramLabel = "MODEL",
      arity = "1..*",
      description = "A model, all its runs; or a model on a kernel (MODEL:v6.2-preempt).")
  private List<String> names;

  @Option(
      names = "--kernel",
      paramLabel = "KERNEL",
      description = "Run them on this kernel, which may be one of your own (v3.19+CHANGE~CHANGE).")
  private @Nullable String kernel;

  /**
   * The command.
   *
   * @param catalogues reads the catalogue; it is not asked when only help is wanted
   * @param terminal where results and progress go
   */
  public RunCommand(Supplier<Catalogue> catalogues, Terminal terminal) {
    this.catalogues = catalogues;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Catalogue catalogue = catalogues.get();
    List<Case> cases = options.everyKernel(options.inLane(cases(catalogue)));
    Runner runner = new Runner(catalogue, options, terminal);
    if (distributed.isAsked()) {
      distributed.check(cases, options.jar());
      runner.distributed(distributed);
    }
    return Status.of(runner.run(cases, Runner.Lines.OUT)).code();
  }

  private List<Case> cases(Catalogue catalogue) {
    if (kernel == null) {
      return catalogue.find(names, true);
    }
    List<Kernel> kernels = catalogue.kernels().parse(kernel);
    catalogue.kernels().note(kernel).ifPresent(terminal::error);
    List<Case> cases = new ArrayList<>();
    for (String name : names) {
      if (name.contains(":")) {
        throw new BadInput(name + " names a kernel, and --kernel another one");
      }
      cases.addAll(catalogue.on(catalogue.model(name), kernels, true));
    }
    return cases;
  }
}
