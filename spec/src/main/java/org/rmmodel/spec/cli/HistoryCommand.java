package org.rmmodel.spec.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.rmmodel.spec.BadInput;
import org.rmmodel.spec.Check;
import org.rmmodel.spec.catalogue.Case;
import org.rmmodel.spec.catalogue.Catalogue;
import org.rmmodel.spec.catalogue.Lane;
import org.rmmodel.spec.check.RunResult;
import org.rmmodel.spec.check.Status;
import org.rmmodel.spec.report.HistoryTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Computes the verdict table. */
@Command(
    name = "history",
    description = "Compute which hazards each step of the patch series has, on which kernel.",
    footer = {
      "",
      "Examples:",
      "  spec/check history",
      "  spec/check history --markdown > table.md",
      "  spec/check history --lane smoke --json out.json"
    })
public final class HistoryCommand implements Callable<Integer> {
  @ParentCommand private Check check;

  @Mixin private HelpOption help;

  @Mixin private RunOptions options;

  @Option(names = "--markdown", description = "Print the table as Markdown, for the README.")
  private boolean markdown;

  /** For picocli. */
  public HistoryCommand() {}

  @Override
  public Integer call() {
    Catalogue catalogue = check.catalogue();
    List<Case> cases =
        catalogue.cases(options.lane().orElse(Lane.FULL)).stream()
            .filter(HistoryTable::belongs)
            .toList();
    if (cases.isEmpty()) {
      throw new BadInput("no model of this lane belongs to the verdict table");
    }
    List<RunResult> results =
        new Runner(catalogue, options, check.terminal())
            .run(options.everyKernel(cases), Runner.Lines.ERR);
    HistoryTable table = new HistoryTable(catalogue, results);
    check.terminal().print((markdown ? table.markdown() : table.text()).stripTrailing());
    return Status.of(results).exit();
  }
}
