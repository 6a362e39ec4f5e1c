package org.rmmodel.checker.litmus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.common.MarkedText;
import org.rmmodel.lkmm.check.Result;
import org.rmmodel.lkmm.model.Version;

/** All litmus tests of the protocol in a table of Markdown. */
public final class LitmusTable {
  /** Where a document has it. */
  public static final MarkedText PART =
      MarkedText.of("litmus tests: spec/check litmus --into FILE", "litmus tests");

  private final Kernels kernels;
  private final List<String> lines = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param kernels all kernels
   */
  public LitmusTable(Kernels kernels) {
    this.kernels = kernels;
    row("test", "what it shows", "in order", "6.1", "6.12", "kernels", "facts", "steps");
    row("---", "---", "---", "---", "---", "---", "---", "---");
  }

  /**
   * Adds a test.
   *
   * @param test the test
   * @param results what came out, by each version of the model
   */
  public void add(ExpectedLitmus test, Map<Version, Result> results) {
    row(
        "[" + test.name() + "](" + test.name() + ".litmus)",
        test.shows() + test.neighbour().map(LitmusTable::told).orElse(""),
        cell(results.get(Version.SC))
            + (test.models().isEmpty() ? "" : ": " + code(test.models()))
            + test.untold().map(why -> "; " + why).orElse(""),
        cell(results.get(Version.V6_1)),
        cell(results.get(Version.V6_12)),
        KernelRows.of(kernels, test.kernels(kernels)),
        String.join(", ", test.facts()),
        code(test.actions()));
  }

  private static String told(ExpectedLitmus.Neighbour neighbour) {
    return " (" + (neighbour.weaker() ? "weaker" : "stronger") + " than " + neighbour.name() + ")";
  }

  private static String cell(@Nullable Result result) {
    if (result == null || result.verdict() == null) {
      return "?";
    }
    return result.verdict().word() + (result.flags().isEmpty() ? "" : ", race");
  }

  private static String code(Collection<String> names) {
    return names.isEmpty() ? "" : "`" + String.join("`, `", names) + "`";
  }

  private void row(String... cells) {
    lines.add(("| " + String.join(" | ", cells) + " |").replace("|  |", "| |"));
  }

  /**
   * The table.
   *
   * @return its lines, each ended
   */
  public String markdown() {
    return String.join("\n", lines) + "\n";
  }
}
