package org.rmmodel.checker.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Expectation;
import org.rmmodel.checker.catalogue.Facts;
import org.rmmodel.checker.catalogue.Flaw;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.report.Explanation;
import org.rmmodel.checker.report.FactText;
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

  private static final Pattern NUMBER = Pattern.compile("[FNPL][0-9]+[a-z]?");

  @Mixin private HelpOption help;

  @Mixin private RunOptions options;

  @Parameters(
      paramLabel = "MODEL",
      description =
          "A model, one of its runs (MODEL:p2-preempt), a flaw (F7), a property (P9), or an"
              + " assumption (balance).")
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
    Facts facts = catalogue.facts();
    Optional<Flaw> flaw = facts.flaw(name);
    if (flaw.isPresent()) {
      return explain(catalogue, flaw.get());
    }
    Optional<String> page =
        facts.property(name).map(FactText::of).or(() -> facts.assumption(name).map(FactText::of));
    if (page.isPresent()) {
      terminal.print(page.get());
      return 0;
    }
    hint(catalogue);
    List<Case> cases = options.inLane(catalogue.find(List.of(name)));
    Case of =
        cases.stream()
            .filter(candidate -> candidate.run().expect() instanceof Expectation.Violates)
            .findFirst()
            .orElse(cases.get(0));
    RunResult result = run(catalogue, of);
    TlaSources sources = TlaSources.scan(catalogue.folder());
    terminal.print(new Explanation(result, catalogue.actions(), sources).text().stripTrailing());
    result.deviations().forEach(line -> terminal.error("not as the catalogue expects: " + line));
    return result.status().exit();
  }

  /** A number that is mistyped is not taken for a model. */
  private void hint(Catalogue catalogue) {
    List<String> ids = catalogue.facts().ids();
    ids.stream()
        .filter(name::equalsIgnoreCase)
        .findFirst()
        .ifPresent(
            id -> {
              throw new BadInput("unknown model " + name + "; did you mean " + id + "?");
            });
    if (NUMBER.matcher(name).matches()) {
      throw new BadInput("unknown fact " + name + "; there is " + String.join(", ", ids));
    }
  }

  /** What the counterexample needs, and no more. */
  private RunResult run(Catalogue catalogue, Case of) {
    return new Runner(catalogue, options, terminal)
        .verdictsOnly()
        .run(List.of(of), Runner.Lines.NONE)
        .get(0);
  }

  private int explain(Catalogue catalogue, Flaw flaw) {
    FlawPage page = new FlawPage(catalogue, flaw);
    List<RunResult> results =
        page.shownBy().map(of -> List.of(run(catalogue, of))).orElse(List.of());
    terminal.print(page.text(results.stream().findFirst()).stripTrailing());
    results.stream()
        .flatMap(result -> result.deviations().stream())
        .forEach(line -> terminal.error("not as the catalogue expects: " + line));
    return Status.of(results).code();
  }
}
