package org.rmmodel.checker.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.report.JsonParts;
import org.rmmodel.checker.report.JsonReport;
import org.rmmodel.checker.report.JunitReport;
import org.rmmodel.checker.report.Outcome;
import org.rmmodel.checker.report.VerdictTables;
import org.rmmodel.checker.report.html.HtmlReport;
import org.rmmodel.checker.report.html.Ran;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Lane;
import org.rmmodel.common.LaneConverter;
import org.rmmodel.common.Output;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts the parts of a lane together again. */
@Command(
    name = "merge",
    description = {
      "Make one result of the parts of a lane, which spec/check --shard i/n --json has written.",
      "Nothing is run. A run that no file has is missing, and nothing is known of it."
    },
    footer = {
      "",
      "A run that two files have, or a file that was made with another catalogue, is bad input.",
      "The exit status is that of the whole lane run at once; 3 if runs are missing.",
      "",
      "Examples:",
      "  spec/check --shard 1/2 --json 1.json        on one machine",
      "  spec/check --shard 2/2 --json 2.json        on another one",
      "  spec/check merge 1.json 2.json              the verdict tables, and what differs",
      "  spec/check merge --lane smoke part-*.json --junit all.xml --json all.json",
      "  spec/check merge 1.json 2.json --report DIR"
    })
public final class MergeCommand implements Callable<Integer> {
  private final Supplier<Catalogue> catalogues;
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "What --json has written.")
  private List<Path> files;

  @Option(
      names = "--lane",
      paramLabel = "LANE",
      converter = LaneConverter.class,
      description = "The lane that was run: smoke, full or exhaustive (default: full).")
  private Lane lane = Lane.FULL;

  @Option(
      names = "--every-kernel",
      description = "The parts were run so: each kernel that a run stands for.")
  private boolean everyKernel;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the runs of all files to one, with all that they say of each.")
  private @Nullable Path json;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write JUnit XML, as spec/check does, without counterexamples.")
  private @Nullable Path junit;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write a report, DIR/index.html, as spec/check does: see docs/report.md.")
  private @Nullable Path report;

  /**
   * The command.
   *
   * @param catalogues reads the catalogue; it is not asked when only help is wanted
   * @param terminal where results go
   */
  public MergeCommand(Supplier<Catalogue> catalogues, Terminal terminal) {
    this.catalogues = catalogues;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (json != null) {
      Output.checkFile("--json", json);
    }
    if (junit != null) {
      Output.checkFile("--junit", junit);
    }
    if (report != null) {
      Output.makeFolder("--report", report);
    }
    Catalogue catalogue = catalogues.get();
    List<Case> cases = catalogue.cases(lane);
    JsonParts parts =
        JsonParts.read(everyKernel ? Catalogue.onEveryKernel(cases) : cases, files, report != null);
    List<RunResult> results = parts.results();
    VerdictTables tables = VerdictTables.all(catalogue);
    say(parts, results, tables);
    if (json != null) {
      JsonReport.write(json, tables, parts);
    }
    if (junit != null) {
      JunitReport.write(junit, catalogue, results);
    }
    if (report != null) {
      double seconds = results.stream().mapToDouble(RunResult::seconds).sum();
      new HtmlReport(tables, results, Ran.inParts(parts.by(), lane, seconds), Optional.empty())
          .write(report);
    }
    return tables.status(results).code();
  }

  private void say(JsonParts parts, List<RunResult> results, VerdictTables tables) {
    int width = results.stream().mapToInt(result -> result.of().id().length()).max().orElse(1);
    List<String> missing = parts.missing();
    List<RunResult> there =
        results.stream().filter(result -> !missing.contains(result.of().id())).toList();
    there.stream()
        .filter(result -> result.status().exit() != 0)
        .forEach(result -> terminal.print(Wording.line(result, width, terminal)));
    if (!missing.isEmpty()) {
      terminal.print(
          Status.INCONCLUSIVE.word()
              + " "
              + missing.size()
              + " of "
              + results.size()
              + " runs are in none of the files; the first is "
              + missing.get(0));
    }
    double seconds = results.stream().mapToDouble(RunResult::seconds).sum();
    terminal.print(Wording.summary(results, seconds, "in sum"));
    String text = there.isEmpty() ? "" : tables.text(results.stream().map(Outcome::of).toList());
    if (!text.isEmpty()) {
      terminal.print(
          "\n"
              + (text + VerdictTables.differences(there) + tables.orderingDifferences())
                  .stripTrailing());
    }
  }
}
