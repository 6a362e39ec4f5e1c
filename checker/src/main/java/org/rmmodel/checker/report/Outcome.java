package org.rmmodel.checker.report;

import java.util.List;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Expectation;
import org.rmmodel.checker.check.Judge;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.tlc.Verdict;
import org.rmmodel.common.Lane;

/**
 * What came out of a run, or what the catalogue expects of it: all that a table has to know.
 *
 * @param of the run
 * @param kind the verdict
 * @param property the property that is violated, if one is
 * @param differs whether it is not what the catalogue expects, apart from its counts; of a run of
 *     which nothing is expected, nothing differs
 */
public record Outcome(Case of, Kind kind, String property, boolean differs) {
  /** The kinds of verdicts. */
  public enum Kind {
    /** Everything that was asked holds. */
    HOLDS,
    /** A property is violated. */
    VIOLATES,
    /** A limit was reached. */
    UNKNOWN,
    /** The specification has an error. */
    BROKEN
  }

  /**
   * What came out.
   *
   * @param result a run's result
   * @return its outcome
   */
  public static Outcome of(RunResult result) {
    Expectation expect = result.of().run().expect();
    boolean differs =
        !(expect instanceof Expectation.Nothing)
            && !Judge.outcomeAsExpected(expect, result.verdict());
    if (result.verdict() instanceof Verdict.Violates violates) {
      return new Outcome(result.of(), Kind.VIOLATES, violates.property(), differs);
    }
    Kind kind =
        result.verdict() instanceof Verdict.Holds
            ? Kind.HOLDS
            : result.verdict() instanceof Verdict.Broken ? Kind.BROKEN : Kind.UNKNOWN;
    return new Outcome(result.of(), kind, "", differs);
  }

  /**
   * What the catalogue expects.
   *
   * @param of a run
   * @return its outcome if all is as expected
   */
  public static Outcome expected(Case of) {
    Expectation expect = of.run().expect();
    if (expect instanceof Expectation.Violates violates) {
      return new Outcome(of, Kind.VIOLATES, violates.property(), false);
    }
    return new Outcome(
        of, expect instanceof Expectation.Holds ? Kind.HOLDS : Kind.UNKNOWN, "", false);
  }

  /**
   * What the catalogue expects of a lane.
   *
   * @param catalogue the catalogue
   * @param lane the lane
   * @return the outcomes of its runs
   */
  public static List<Outcome> expected(Catalogue catalogue, Lane lane) {
    return catalogue.cases(lane).stream().map(Outcome::expected).toList();
  }
}
