package org.rmmodel.jcstress.run;

import java.util.List;
import org.rmmodel.common.Lane;

/**
 * How much a lane runs.
 *
 * @param millis for how long a JVM samples
 * @param mostForks when to give up on a test that has not shown, or met, what it has to
 * @param forks the JVMs of a test that has to stay silent
 */
record Effort(int millis, int mostForks, List<Jvm> forks) {
  /** A look: one short JVM for each test that has to stay silent. */
  private static final Effort SMOKE = new Effort(400, 6, List.of(Jvm.C2));

  /** What the figures of the documentation are made with. */
  private static final Effort FULL = new Effort(1500, 10, List.of(Jvm.C2, Jvm.RANDOM_C2));

  /** For a night, or for other hardware. */
  private static final Effort EXHAUSTIVE =
      new Effort(
          10_000,
          16,
          List.of(
              Jvm.C2,
              Jvm.RANDOM_C2,
              Jvm.RANDOM_C2,
              Jvm.RANDOM_C2,
              Jvm.RANDOM_C2,
              Jvm.C2,
              Jvm.C1,
              Jvm.INTERPRETER));

  /** What a lane runs. */
  static Effort of(Lane lane) {
    return lane.pick(SMOKE, FULL, EXHAUSTIVE);
  }
}
