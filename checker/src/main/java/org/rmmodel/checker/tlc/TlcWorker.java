package org.rmmodel.checker.tlc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rmmodel.common.EndsWithParent;
import tlc2.TLC;
import tlc2.output.EC;
import util.SimpleFilenameToStream;

/**
 * What runs in TLC's own JVM: one run of TLC after another, since starting a JVM takes longer than
 * most runs.
 *
 * <p>TLC was written for one run per JVM. What a run would leave to the next is taken care of here:
 *
 * <ul>
 *   <li>TLC numbers words as it meets them and sorts sets by these numbers. So all words of the
 *       specification are numbered beforehand, in the order of the alphabet ({@link Words}), and
 *       the states are searched in the same order whatever ran before.
 *   <li>It notes at each word where its definition lies. That is wiped.
 *   <li>It keeps the buffers of files that were closed, twice those of files that were closed
 *       twice. They are dropped.
 * </ul>
 *
 * What remains of a search for cycles, and of one that found an error, cannot be wiped: see {@link
 * TlcRun}.
 */
final class TlcWorker {
  private TlcWorker() {}

  /**
   * Runs TLC once for each request, whose arguments are TLC's.
   *
   * @param args the cfg, if all runs are of one, and the specification's folders
   * @throws Exception if a file of the specification or a request cannot be read
   */
  public static void main(String[] args) throws Exception {
    Words.number(args);
    EndsWithParent.watch();
    boolean countsFirings = TlcInternals.countsFirings();
    Requests.serve(
        arguments -> {
          int status = run(countsFirings ? withoutCoverage(arguments) : arguments);
          TlcInternals.tellFirings();
          return status;
        });
  }

  private static String[] withoutCoverage(String[] arguments) {
    List<String> others = new ArrayList<>(Arrays.asList(arguments));
    int at = others.indexOf(TlcRun.COVERAGE);
    if (at >= 0) {
      others.subList(at, at + 2).clear();
    }
    return others.toArray(new String[0]);
  }

  private static int run(String[] arguments) {
    TLC tlc = new TLC();
    if (!tlc.handleParameters(arguments)) {
      return EC.ExitStatus.ERROR;
    }
    tlc.setResolver(new SimpleFilenameToStream());
    try {
      return EC.ExitStatus.errorConstantToExitStatus(tlc.process());
    } catch (RuntimeException e) {
      System.err.println(e);
      return EC.ExitStatus.ERROR;
    }
  }
}
