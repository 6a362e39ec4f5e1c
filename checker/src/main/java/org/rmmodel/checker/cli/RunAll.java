package org.rmmodel.checker.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Shard;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.report.Outcome;
import org.rmmodel.checker.report.VerdictTables;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Lane;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the program does without a command: every model of the lane, and the verdict table. */
public final class RunAll {
  @Mixin private RunOptions options;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      converter = ShardConverter.class,
      description =
          "Run only part I of N of the lane, which cost about the same; spec/check merge puts the"
              + " parts' --json files together.")
  private @Nullable Shard shard;

  @Option(names = "--against", paramLabel = "REPORT", description = "The same as --against-report.")
  void against(Path report) {
    options.against(report);
  }

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
    if (shard != null) {
      return part(shard, cases, catalogue, terminal);
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

  /** The tables say something of the whole lane only. */
  private int part(Shard part, List<Case> cases, Catalogue catalogue, Terminal terminal) {
    List<Case> mine = part.in(cases);
    if (mine.isEmpty()) {
      throw new BadInput("--shard " + part + ": the lane has only " + cases.size() + " runs");
    }
    List<RunResult> results = new Runner(catalogue, options, terminal).run(mine, Runner.Lines.OUT);
    terminal.print(
        "Part "
            + part
            + " of "
            + cases.size()
            + " runs; the verdict tables are made of all parts (--json, and spec/check merge).");
    return Status.of(results).code();
  }
}
