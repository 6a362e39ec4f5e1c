package org.rmmodel.spec.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.rmmodel.spec.Check;
import org.rmmodel.spec.catalogue.Case;
import org.rmmodel.spec.catalogue.Catalogue;
import org.rmmodel.spec.check.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Runs the models that are named. */
@Command(
    name = "run",
    description = "Run the models that are named, whatever their lane.",
    footer = {
      "",
      "Examples:",
      "  spec/check run UnloadListWalker               all its kernels",
      "  spec/check run UnloadListWalker:p5-preempt    one: all five patches, preemptible",
      "  spec/check run Stall Refcount --json out.json",
      "  spec/check run Stall --pins                   the lines to paste into catalogue.yaml"
    })
public final class RunCommand implements Callable<Integer> {
  @ParentCommand private Check check;

  @Mixin private HelpOption help;

  @Mixin private RunOptions options;

  @Parameters(
      paramLabel = "MODEL",
      arity = "1..*",
      description = "A model, or one of its runs (MODEL:p5-preempt).")
  private List<String> names;

  /** For picocli. */
  public RunCommand() {}

  @Override
  public Integer call() {
    Catalogue catalogue = check.catalogue();
    List<Case> cases = options.inLane(catalogue.find(names));
    return Status.of(new Runner(catalogue, options, check.terminal()).run(cases, Runner.Lines.OUT))
        .exit();
  }
}
