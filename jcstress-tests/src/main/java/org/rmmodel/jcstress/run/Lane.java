package org.rmmodel.jcstress.run;

import java.util.List;

/** How much is run. */
enum Lane {
  /** A look: one short JVM for each test that has to stay silent. */
  smoke(400, 6),
  /** What the figures of the documentation are made with. */
  full(1500, 10),
  /** For a night, or for other hardware. */
  exhaustive(10_000, 16);

  private final int millis;
  private final int mostForks;

  Lane(int millis, int mostForks) {
    this.millis = millis;
    this.mostForks = mostForks;
  }

  /** For how long a JVM samples. */
  int millis() {
    return millis;
  }

  /** The JVMs of a test that has to stay silent. */
  List<Jvm> forks() {
    return switch (this) {
      case smoke -> List.of(Jvm.C2);
      case full -> List.of(Jvm.C2, Jvm.RANDOM_C2);
      case exhaustive ->
          List.of(
              Jvm.C2,
              Jvm.RANDOM_C2,
              Jvm.RANDOM_C2,
              Jvm.RANDOM_C2,
              Jvm.RANDOM_C2,
              Jvm.C2,
              Jvm.C1,
              Jvm.INTERPRETER);
    };
  }

  /** When to give up on a test that has not shown, or met, what it has to. */
  int mostForks() {
    return mostForks;
  }
}
