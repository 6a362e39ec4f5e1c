package org.rmmodel.checker.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.tlc.Verdict;
import org.rmmodel.common.Terminal;

/** Words for what runs say: short, as the details stand on the lines below. */
final class Wording {
  private Wording() {}

  static String outcome(Verdict verdict) {
    if (verdict instanceof Verdict.Inconclusive) {
      return "inconclusive";
    }
    return verdict instanceof Verdict.Broken ? "broken" : verdict.text();
  }

  /** How many kernels runs decide, each kernel counted once for each model. */
  static int kernels(List<Case> cases) {
    return cases.stream().mapToInt(of -> of.run().standsFor().size()).sum();
  }

  /** What runs stand for, in one line. */
  static String standFor(List<Case> cases) {
    int kernels = kernels(cases);
    long different = cases.stream().flatMap(of -> of.run().standsFor().stream()).distinct().count();
    return String.format(
        Locale.ROOT,
        "They stand for %d, each a model on one of %d kernels (--every-kernel runs them all).",
        kernels,
        different);
  }

  /** What came out of runs, counted, in one line; and what they stand for. */
  static String summary(List<RunResult> results, double seconds, String what) {
    List<String> counts = new ArrayList<>();
    for (Status status : Status.values()) {
      long count = results.stream().filter(result -> result.status() == status).count();
      if (count > 0) {
        counts.add(count + " " + status.word().toLowerCase(Locale.ROOT));
      }
    }
    List<Case> cases = results.stream().map(RunResult::of).toList();
    return String.format(
            Locale.ROOT,
            "%d %s: %s; %.1f s",
            results.size(),
            results.size() == 1 ? "run" : "runs",
            String.join(", ", counts),
            seconds)
        + (what.isEmpty() ? "" : " " + what)
        + (kernels(cases) == cases.size() ? "" : "\n" + standFor(cases));
  }

  /** A run's result in one line, and each deviation in one more. */
  static String line(RunResult result, int idWidth, Terminal terminal) {
    boolean good = result.status() == Status.AS_EXPECTED;
    boolean unpinned = result.status() == Status.UNPINNED;
    StringBuilder line =
        new StringBuilder(
            terminal.coloured(
                good ? "ok" : unpinned ? "--" : result.status().word(), good || unpinned));
    line.append(
        String.format(
            Locale.ROOT,
            " %-" + idWidth + "s  %d states, depth %d, %.1f s  %s",
            result.of().id(),
            result.tlc().states(),
            result.tlc().depth(),
            result.seconds(),
            outcome(result.verdict()) + (unpinned ? " (nothing was expected)" : "")));
    result.deviations().forEach(deviation -> line.append("\n    ").append(deviation));
    return line.toString();
  }
}
