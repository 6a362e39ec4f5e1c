package org.rmmodel.checker.report.html;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rmmodel.checker.Toy;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Expectation;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.report.VerdictTables;
import org.rmmodel.checker.tlc.TlaValueParser;
import org.rmmodel.checker.tlc.TlcResult;
import org.rmmodel.checker.tlc.Trace;
import org.rmmodel.checker.tlc.Verdict;
import org.rmmodel.common.Lane;

/** Reports of the toy, without runs of TLC. */
final class Samples {
  static final Ran RAN =
      new Ran(
          "TLC of a test",
          "JDK of a test",
          Optional.of(Lane.FULL),
          2,
          Instant.parse("2026-11-30T12:00:00Z"),
          1.5);

  private Samples() {}

  /** Every run of the toy, as it is expected. */
  static List<RunResult> asExpected(Toy toy) {
    List<RunResult> results = new ArrayList<>();
    for (Case of : toy.catalogue().cases()) {
      Verdict verdict =
          of.run().expect() instanceof Expectation.Violates violates
              ? new Verdict.Violates(violates.property(), trace())
              : new Verdict.Holds();
      results.add(result(of, verdict, Status.AS_EXPECTED));
    }
    return results;
  }

  static RunResult result(Case of, Verdict verdict, Status status, String... deviations) {
    return new RunResult(
        of,
        new TlcResult(verdict, 1234, 5, 0.5, Map.of("Get_Inc", 4L), Optional.empty()),
        Map.of("Get_Inc", 4L),
        0.5,
        status,
        List.of(deviations));
  }

  /** The same results, but for one run. */
  static List<RunResult> but(List<RunResult> results, String id, Verdict verdict, String... lines) {
    return results.stream()
        .map(
            result ->
                result.of().id().equals(id)
                    ? result(result.of(), verdict, Status.DIFFERS, lines)
                    : result)
        .toList();
  }

  static String page(Toy toy, List<RunResult> results) {
    return page(toy, results, Optional.empty());
  }

  static String page(Toy toy, List<RunResult> results, Optional<EarlierReport> earlier) {
    return new HtmlReport(VerdictTables.all(toy.catalogue()), results, RAN, earlier).text();
  }

  static Trace trace() {
    return new Trace(
        List.of(
            step(1, "", "(u1 :> \"idle\" @@ u2 :> \"idle\")", "0"),
            step(2, "Get_Inc", "(u1 :> \"held\" @@ u2 :> \"idle\")", "1"),
            step(3, "Get_Inc", "(u1 :> \"held\" @@ u2 :> \"held\")", "2")),
        new Trace.AtLast());
  }

  private static Trace.Step step(int number, String action, String pc, String refcnt) {
    return new Trace.Step(
        number,
        action,
        Map.of(
            "pc", TlaValueParser.parse(pc),
            "refcnt", TlaValueParser.parse("[m |-> " + refcnt + "]"),
            "state", TlaValueParser.parse("[m |-> \"LIVE\"]"),
            "mem", TlaValueParser.parse("[m |-> \"allocated\"]")));
  }
}
