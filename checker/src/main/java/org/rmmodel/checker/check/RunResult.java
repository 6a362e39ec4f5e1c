package org.rmmodel.checker.check;

import java.util.List;
import java.util.Map;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.tlc.TlcResult;
import org.rmmodel.checker.tlc.Verdict;

/**
 * A run and how it stands against the catalogue.
 *
 * @param of the run
 * @param tlc what TLC found
 * @param fired the successor states that each action generated, from the run itself or from the
 *     second one that only reaches, whichever is more
 * @param seconds the time that both took, in seconds
 * @param status how it stands
 * @param deviations what differs, one clear line each; empty if and only if all is as expected
 */
public record RunResult(
    Case of,
    TlcResult tlc,
    Map<String, Long> fired,
    double seconds,
    Status status,
    List<String> deviations) {
  /**
   * What TLC found.
   *
   * @return the verdict
   */
  public Verdict verdict() {
    return tlc.verdict();
  }
}
