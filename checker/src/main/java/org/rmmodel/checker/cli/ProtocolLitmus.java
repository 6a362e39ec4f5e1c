package org.rmmodel.checker.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.litmus.ExpectedLitmus;
import org.rmmodel.checker.litmus.LitmusTable;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.Output;
import org.rmmodel.common.Terminal;
import org.rmmodel.lkmm.check.Checker;
import org.rmmodel.lkmm.check.Result;
import org.rmmodel.lkmm.execution.Limits;
import org.rmmodel.lkmm.model.MemoryModel;
import org.rmmodel.lkmm.model.Version;
import org.rmmodel.lkmm.report.Answer;

/** The protocol's own litmus tests, with what is expected of each. */
final class ProtocolLitmus {
  private final Catalogue catalogue;
  private final List<ExpectedLitmus> tests;
  private final Terminal terminal;
  private final Limits limits;
  private final List<ExitStatus> statuses = new ArrayList<>();
  private int asExpected;
  private int differ;
  private int cutShort;

  ProtocolLitmus(SpecFolder folder, Terminal terminal, Limits limits) {
    this.catalogue = Catalogue.load(folder);
    this.tests = ExpectedLitmus.load(folder, catalogue);
    this.terminal = terminal;
    this.limits = limits;
  }

  /** Runs them by one model, and prints what comes out; the exit status. */
  int run(Version version) {
    MemoryModel model = new MemoryModel(version);
    for (ExpectedLitmus test : tests) {
      Result result = Checker.check(test.test(), model, limits);
      terminal.print(line(test, result, judge(test, result, version)) + "\n    " + test.shows());
    }
    summary(tests.size() + " tests");
    return ExitStatus.worst(statuses).code();
  }

  /** Runs them by all models, and writes the table; prints only what is not as expected. */
  int table(Path document) {
    Output.checkFile("--into", document);
    String unused = LitmusTable.PART.read(document);
    LitmusTable table = new LitmusTable(catalogue.kernels());
    Map<Version, MemoryModel> models = new EnumMap<>(Version.class);
    for (Version version : Version.values()) {
      models.put(version, new MemoryModel(version));
    }
    for (ExpectedLitmus test : tests) {
      Map<Version, Result> results = new EnumMap<>(Version.class);
      models.forEach(
          (version, model) -> {
            Result result = Checker.check(test.test(), model, limits);
            results.put(version, result);
            String difference = judge(test, result, version);
            if (!difference.isEmpty() || result.verdict() == null) {
              terminal.print(version.release() + ": " + line(test, result, difference));
            }
          });
      table.add(test, results);
    }
    LitmusTable.PART.write(document, table.markdown());
    terminal.print("The table is in " + document);
    summary(tests.size() + " tests by " + models.size() + " models");
    return ExitStatus.worst(statuses).code();
  }

  private static String line(ExpectedLitmus test, Result result, String difference) {
    String flags = result.flags().isEmpty() ? "" : ", flags " + String.join(" ", result.flags());
    String why = difference.isEmpty() ? "" : "; " + difference;
    return test.name() + ": " + Answer.line(result) + flags + why;
  }

  /** In what a result is not as expected; it counts. */
  private String judge(ExpectedLitmus test, Result result, Version version) {
    if (result.verdict() == null) {
      cutShort++;
      statuses.add(ExitStatus.INCONCLUSIVE);
      return "";
    }
    String difference = test.difference(result, version);
    if (difference.isEmpty()) {
      asExpected++;
      statuses.add(ExitStatus.AS_EXPECTED);
    } else {
      differ++;
      statuses.add(ExitStatus.DIFFERS);
    }
    return difference;
  }

  private void summary(String what) {
    terminal.print(
        "\n"
            + what
            + ": "
            + asExpected
            + " as expected"
            + (differ == 0 ? "" : ", " + differ + " differ")
            + (cutShort == 0 ? "" : ", " + cutShort + " cut short"));
  }
}
