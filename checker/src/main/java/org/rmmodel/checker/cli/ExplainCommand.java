package org.rmmodel.checker.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Expectation;
import org.rmmodel.checker.catalogue.Flaw;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.report.Explanation;
import org.rmmodel.checker.report.FlawPage;
import org.rmmodel.checker.tlc.TlaSources;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints a model's counterexample. */
@Command(
    name = "explain",
    description =
        "Run a model and print its counterexample, one column per task, one row per step; or say what"
            + " is known of a flaw, with the counterexample of the smallest model that shows it.",
    footer = {
      "",
      "Without a kernel, the first run that the catalogue expects to be violated is shown.",
      "The flaws are those of spec/check history --question b.",
      "",
      "Examples:",
      "  spec/check explain UnloadListWalker",
      "  spec/check explain UnloadListWalker:p2-preempt",
      "  spec/check explain F7"
    })
public final class ExplainCommand implements Callable<Integer> {
  private final Supplier<Catalogue> catalogues;
  private final Terminal terminal;

  private static final Pattern NUMBER = Pattern.compile("[FPL][0-9]+[a-z]?");

  @Mixin private HelpOption help;

  @Mixin private RunOptions options;

  @Parameters(
      paramLabel = "MODEL",
      description = "A model, one of its runs (MODEL:p2-preempt), or a flaw (F7).")
  private String name;

  /**
   * The command.
   *
   * @param catalogues reads the catalogue; it is not asked when only help is wanted
   * @param terminal where results and progress go
   */
  public ExplainCommand(Supplier<Catalogue> catalogues, Terminal terminal) {
    this.catalogues = catalogues;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Catalogue catalogue = catalogues.get();
    if (NUMBER.matcher(name).matches()) {
      return explain(catalogue, flaw(catalogue));
    }
    catalogue.facts().flaws().stream()
        .map(Flaw::id)
        .filter(name::equalsIgnoreCase)
        .findFirst()
        .ifPresent(
            flaw -> {
              throw new BadInput("unknown model " + name + "; did you mean the flaw " + flaw + "?");
            });
    List<Case> cases = options.inLane(catalogue.find(List.of(name)));
    Case of =
        cases.stream()
            .filter(candidate -> candidate.run().expect() instanceof Expectation.Violates)
            .findFirst()
            .orElse(cases.get(0));
    RunResult result =
        new Runner(catalogue, options, terminal).run(List.of(of), Runner.Lines.NONE).get(0);
    TlaSources sources = TlaSources.scan(catalogue.folder());
    terminal.print(new Explanation(result, catalogue.actions(), sources).text().stripTrailing());
    result.deviations().forEach(line -> terminal.error("not as the catalogue expects: " + line));
    return result.status().exit();
  }

  private Flaw flaw(Catalogue catalogue) {
    return catalogue
        .facts()
        .flaw(name)
        .orElseThrow(
            () ->
                new BadInput(
                    catalogue.facts().property(name).isPresent()
                        ? name
                            + " is a property: spec/check history --question c shows which kernel keeps it"
                        : "unknown flaw "
                            + name
                            + "; there is "
                            + catalogue.facts().flaws().stream()
                                .map(Flaw::id)
                                .collect(Collectors.joining(", "))));
  }

  private int explain(Catalogue catalogue, Flaw flaw) {
    FlawPage page = new FlawPage(catalogue, flaw);
    List<RunResult> results =
        page.shownBy()
            .map(of -> new Runner(catalogue, options, terminal).run(List.of(of), Runner.Lines.NONE))
            .orElse(List.of());
    terminal.print(page.text(results.stream().findFirst()).stripTrailing());
    results.stream()
        .flatMap(result -> result.deviations().stream())
        .forEach(line -> terminal.error("not as the catalogue expects: " + line));
    return Status.of(results).code();
  }
}
