package org.rmmodel.spec.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.rmmodel.spec.Check;
import org.rmmodel.spec.catalogue.Case;
import org.rmmodel.spec.catalogue.Catalogue;
import org.rmmodel.spec.catalogue.Expectation;
import org.rmmodel.spec.check.RunResult;
import org.rmmodel.spec.report.Explanation;
import org.rmmodel.spec.tlc.TlaSources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Prints a model's counterexample. */
@Command(
    name = "explain",
    description =
        "Run a model and print its counterexample: one column per task, one row per step.",
    footer = {
      "",
      "Without a kernel, the first run that the catalogue expects to be violated is shown.",
      "",
      "Examples:",
      "  spec/check explain UnloadListWalker",
      "  spec/check explain UnloadListWalker:p2-preempt"
    })
public final class ExplainCommand implements Callable<Integer> {
  @ParentCommand private Check check;

  @Mixin private HelpOption help;

  @Mixin private RunOptions options;

  @Parameters(paramLabel = "MODEL", description = "A model, or one of its runs (MODEL:p2-preempt).")
  private String name;

  /** For picocli. */
  public ExplainCommand() {}

  @Override
  public Integer call() {
    Catalogue catalogue = check.catalogue();
    List<Case> cases = options.inLane(catalogue.find(List.of(name)));
    Case of =
        cases.stream()
            .filter(candidate -> candidate.run().expect() instanceof Expectation.Violates)
            .findFirst()
            .orElse(cases.get(0));
    RunResult result =
        new Runner(catalogue, options, check.terminal()).run(List.of(of), Runner.Lines.NONE).get(0);
    TlaSources sources = TlaSources.scan(catalogue.folder());
    check
        .terminal()
        .print(new Explanation(result, catalogue.actions(), sources).text().stripTrailing());
    result
        .deviations()
        .forEach(line -> check.terminal().error("not as the catalogue expects: " + line));
    return result.status().exit();
  }
}
