package org.rmmodel.checker.cli;

import java.util.List;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.report.Outcome;
import org.rmmodel.checker.report.VerdictTables;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Lane;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Mixin;

/** What the program does without a command: every model of the lane, and the verdict table. */
public final class RunAll {
  @Mixin private RunOptions options;

  /** For picocli. */
  public RunAll() {}

  /**
   * Runs the lane.
   *
   * @param catalogue the catalogue
   * @param terminal where results and progress go
   * @return the exit status
   */
  public int call(Catalogue catalogue, Terminal terminal) {
    Lane lane = options.lane().orElse(Lane.FULL);
    List<Case> cases = options.everyKernel(catalogue.cases(lane));
    if (cases.isEmpty()) {
      throw new BadInput("no model belongs to the lane " + lane);
    }
    VerdictTables tables = VerdictTables.all(catalogue);
    List<RunResult> results = new Runner(tables, options, terminal).run(cases, Runner.Lines.OUT);
    String text = tables.text(results.stream().map(Outcome::of).toList());
    if (!text.isEmpty()) {
      terminal.print(
          "\n"
              + (text + VerdictTables.differences(results) + tables.orderingDifferences())
                  .stripTrailing());
    }
    return tables.status(results).code();
  }
}
