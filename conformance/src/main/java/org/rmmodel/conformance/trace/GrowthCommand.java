package org.rmmodel.conformance.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.files.WorkFolder;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.HelpOption;
import org.rmmodel.conformance.trace.Verdict.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Shows what a check costs as the recording grows. */
@Command(
    name = "growth",
    description = {
      "Record runs of 1,000 to 100,000 steps by 4 threads, which take turns or run free, check",
      "them, and show what that costs for each step."
    },
    sortOptions = false,
    footer = {
      "",
      "Exit status: 0 all are behaviours, 1 one is not, 2 bad input, 3 a limit was reached.",
      "",
      "Example:",
      "  conformance/recordings growth --into conformance/README.md"
    })
final class GrowthCommand implements Callable<Integer> {
  @ParentCommand private Recordings program;

  @Option(
      names = "--into",
      paramLabel = "FILE",
      description = "Put the table between its marks in this document.")
  private @Nullable Path into;

  @Mixin private HelpOption help;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (into != null) {
      Growth.TABLE.read(into); // whether it has the marks is known now, not in the end
    }
    SpecFolder folder = SpecFolder.find();
    List<Growth.Row> rows = new ArrayList<>();
    try (WorkFolder work = WorkFolder.create(folder)) {
      Path files = Files.createDirectories(work.forRun("growth"));
      for (boolean turns : new boolean[] {true, false}) {
        rows.addAll(Growth.of(folder, RecordingChecker.DEFAULT, files, turns, Growth.LENGTHS));
      }
    }
    List<ExitStatus> statuses = new ArrayList<>();
    for (Growth.Row row : rows) {
      Verdict verdict = row.verdict();
      program
          .terminal()
          .print(
              String.format(
                  Locale.ROOT,
                  "%s %s, %.1f s of processor time, %d MiB by then%s",
                  row.figures(),
                  verdict.outcome(),
                  verdict.seconds(),
                  verdict.mebibytes(),
                  verdict.reasons().isEmpty() ? "" : ": " + verdict.reasons()));
      statuses.add(verdict.outcome().status());
    }
    boolean all = rows.stream().allMatch(row -> row.verdict().outcome() == Outcome.ACCEPTED);
    if (into != null && all) {
      Growth.TABLE.write(into, Growth.table(rows));
    }
    return ExitStatus.worst(statuses).code();
  }
}
