package org.rmmodel.checker.cli;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Expectation;
import org.rmmodel.checker.catalogue.Facts;
import org.rmmodel.checker.catalogue.Flaw;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Sighting;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.report.Explanation;
import org.rmmodel.checker.report.FactText;
import org.rmmodel.checker.report.FlawPage;
import org.rmmodel.checker.tlc.TlaSources;
import org.rmmodel.checker.tlc.Verdict;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Output;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a model's counterexample. */
@Command(
    name = "explain",
    description =
        "Run a model and draw its counterexample, with a lane for each task; or say what"
            + " is known of a flaw, with the counterexample of the smallest model that shows it.",
    footer = {
      "",
      "Without a kernel, the first run that the catalogue expects to be violated is shown. A kernel is",
      "any release from v3.18 on, and may have changes of your own (v6.8-preempt+CHANGE~CHANGE).",
      "The flaws are those of spec/check history --question b.",
      "",
      "Examples:",
      "  spec/check explain UnloadListWalker",
      "  spec/check explain UnloadListWalker:p2-preempt",
      "  spec/check explain UnloadListWalker:v4.2-preempt~rcu-sched",
      "  spec/check explain F7",
      "  spec/check explain F10 --kernel v6.15-preempt",
      "  spec/check explain F7 --mail                  as a report to be mailed",
      "  spec/check explain F7 --svg pictures          the lanes also as pictures/MODEL.KERNEL.svg"
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

  @Option(
      names = "--kernel",
      paramLabel = "KERNEL",
      description =
          "Show it on this kernel, which may be one of your own (v3.19+CHANGE~CHANGE); the model, or"
              + " the flaw.")
  private @Nullable String kernel;

  @Option(
      names = "--svg",
      paramLabel = "DIR",
      description =
          "Draw the counterexample to DIR/MODEL.KERNEL.svg, too; of a flaw that litmus tests decide,"
              + " the execution to DIR/FLAW.svg.")
  private @Nullable Path svg;

  @Option(
      names = "--mail",
      description =
          "Print a flaw as a report of 72 columns that can be mailed: subject, kernels, how to see"
              + " it, lanes where they fit, fix.")
  private boolean mail;

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
    Optional<String> page =
        facts.property(name).map(FactText::of).or(() -> facts.assumption(name).map(FactText::of));
    if (mail && flaw.isEmpty()) {
      throw new BadInput("--mail is for flaws, and " + name + " is none");
    }
    if (page.isPresent()) {
      return tell(page.get());
    }
    if (flaw.flatMap(Flaw::litmus).isPresent()) {
      options.refuse(name + " is decided by litmus tests");
    }
    if (svg != null) {
      svg = Output.makeFolder("--svg", svg);
    }
    if (flaw.isPresent()) {
      return kernel == null
          ? explain(catalogue, flaw.get())
          : explain(catalogue, flaw.get(), kernels(catalogue, kernel));
    }
    hint(catalogue);
    RunResult result = firstViolation(catalogue, options.inLane(cases(catalogue)));
    terminal.print(explanation(catalogue, result).text().stripTrailing());
    draw(catalogue, result);
    result.deviations().forEach(line -> terminal.error("not as the catalogue expects: " + line));
    return result.status().exit();
  }

  /** The page of a property or an assumption, for which nothing is run. */
  private int tell(String page) {
    String what = name + " has no counterexample: its page alone is shown";
    options.refuse(what);
    if (kernel != null || svg != null) {
      throw new BadInput(
          (kernel != null ? "--kernel" : "--svg") + " is for counterexamples, and " + what);
    }
    terminal.print(page);
    return 0;
  }

  private List<Case> cases(Catalogue catalogue) {
    if (kernel == null) {
      return catalogue.find(List.of(name), true);
    }
    if (name.contains(":")) {
      throw new BadInput(name + " names a kernel, and --kernel another one");
    }
    return catalogue.on(catalogue.model(name), kernels(catalogue, kernel), true);
  }

  private List<Kernel> kernels(Catalogue catalogue, String named) {
    List<Kernel> kernels = catalogue.kernels().parse(named);
    catalogue.kernels().note(named).ifPresent(terminal::error);
    return kernels;
  }

  /** The first run in which something is violated, as is expected or as turns out. */
  private RunResult firstViolation(Catalogue catalogue, List<Case> cases) {
    Optional<Case> expected =
        cases.stream()
            .filter(candidate -> candidate.run().expect() instanceof Expectation.Violates)
            .findFirst();
    if (expected.isPresent()) {
      return run(catalogue, expected.get());
    }
    RunResult first = null;
    for (Case of : cases) {
      boolean isKnown = of.run().expect() instanceof Expectation.Holds;
      if (first == null || !isKnown) {
        RunResult result = run(catalogue, of);
        if (result.verdict() instanceof Verdict.Violates) {
          return result;
        }
        first = first == null ? result : first;
      }
    }
    return requireNonNull(first, "a model has at least one run");
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

  /** The flaw on kernels that the user names: on the first on which a model shows it. */
  private int explain(Catalogue catalogue, Flaw flaw, List<Kernel> kernels) {
    FlawPage page = new FlawPage(catalogue, flaw);
    if (flaw.litmus().isPresent()) {
      return ofLitmus(flaw, page, kernels);
    }
    List<RunResult> results = new ArrayList<>();
    for (Sighting sighting : flaw.models()) {
      for (Case of : catalogue.on(catalogue.model(sighting.model()), kernels, true)) {
        RunResult result = run(catalogue, of);
        results.add(result);
        if (result.verdict() instanceof Verdict.Violates violated
            && violated.property().equals(sighting.property())) {
          terminal.print(text(page, Optional.of(result)));
          draw(catalogue, result);
          return result.status().exit();
        }
      }
    }
    terminal.print(page.text(Optional.empty()).stripTrailing());
    terminal.print(
        results.isEmpty()
            ? "\nNo model asks for it."
            : "\nNot found on "
                + kernels.stream().map(Kernel::id).collect(Collectors.joining(", "))
                + ": "
                + results.stream()
                    .map(result -> result.of().id() + " " + result.verdict().text())
                    .collect(Collectors.joining("; "))
                + ".");
    return Status.of(results).code();
  }

  private int explain(Catalogue catalogue, Flaw flaw) {
    FlawPage page = new FlawPage(catalogue, flaw);
    if (flaw.litmus().isPresent()) {
      return ofLitmus(flaw, page, List.of());
    }
    List<RunResult> results =
        page.shownBy().map(of -> List.of(run(catalogue, of))).orElse(List.of());
    terminal.print(text(page, results.stream().findFirst()));
    results.forEach(result -> draw(catalogue, result));
    results.stream()
        .flatMap(result -> result.deviations().stream())
        .forEach(line -> terminal.error("not as the catalogue expects: " + line));
    return Status.of(results).code();
  }

  /** A flaw that litmus tests decide: an execution that is allowed on one of the kernels. */
  private int ofLitmus(Flaw flaw, FlawPage page, List<Kernel> kernels) {
    terminal.print((mail ? page.mail(kernels) : page.text(kernels)).stripTrailing());
    Path folder = svg;
    if (folder != null) {
      page.picture(kernels)
          .ifPresent(picture -> Output.write(folder.resolve(flaw.id() + ".svg"), picture));
    }
    return 0;
  }

  private String text(FlawPage page, Optional<RunResult> shown) {
    return (mail ? page.mail(shown) : page.text(shown)).stripTrailing();
  }

  private static Explanation explanation(Catalogue catalogue, RunResult result) {
    return new Explanation(result, catalogue.actions(), TlaSources.scan(catalogue.folder()));
  }

  /** Writes the picture, if one is asked for and there is a counterexample. */
  private void draw(Catalogue catalogue, RunResult result) {
    Path folder = svg;
    if (folder == null) {
      return;
    }
    explanation(catalogue, result)
        .svg()
        .ifPresent(
            picture ->
                Output.write(folder.resolve(result.of().id().replace(':', '.') + ".svg"), picture));
  }
}
