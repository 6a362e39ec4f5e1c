package org.rmmodel.checker.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.report.OrderingReport;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Output;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds the table of primitives against the litmus tests. */
@Command(
    name = "ordering",
    description = {
      "Which primitive orders each step of the protocol, and which litmus test needs it.",
      "Each primitive of ordering.yaml is compared with the tests that describe its kernels, and made",
      "weaker in them: a test must come out otherwise, or the table must say why none does."
    },
    footer = {
      "",
      "Exit status: 0 table and tests agree, 1 they differ, 2 bad usage or input.",
      "",
      "Examples:",
      "  spec/check ordering                                     what was made weaker, and found by what",
      "  spec/check ordering --into conformance/CONFORMANCE.md   action by action",
      "  spec/check ordering --mutants --into kill-matrix/README.md"
    })
public final class OrderingCommand implements Callable<Integer> {
  private final Supplier<Catalogue> catalogues;
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Option(
      names = "--mutants",
      description = "With --into: what was made weaker, instead of the primitives of each action.")
  private boolean mutants;

  @Option(
      names = "--into",
      paramLabel = "FILE",
      description = "Put the table into a document, between its marks.")
  private @Nullable Path document;

  /**
   * The command.
   *
   * @param catalogues reads the catalogue; it is not asked when only help is wanted
   * @param terminal where results go
   */
  public OrderingCommand(Supplier<Catalogue> catalogues, Terminal terminal) {
    this.catalogues = catalogues;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (mutants && document == null) {
      throw new BadInput("--mutants needs --into: without it, that is what is printed anyway");
    }
    OrderingReport report = OrderingReport.of(catalogues.get());
    List<String> differences = new ArrayList<>(report.differences());
    if (document != null) {
      Output.checkFile("--into", document);
      (mutants ? OrderingReport.MUTANTS : OrderingReport.ACTIONS)
          .write(document, mutants ? report.mutants() : report.actions());
      terminal.print("The table is in " + document);
    } else {
      terminal.print(report.text().stripTrailing());
    }
    differences.forEach(line -> terminal.print("differs: " + line));
    return (differences.isEmpty() ? ExitStatus.AS_EXPECTED : ExitStatus.DIFFERS).code();
  }
}
