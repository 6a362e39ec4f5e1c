package org.rmmodel.jcstress.run;

import java.util.List;

/** How a forked JVM compiles. What C2 makes of the actors is the heart of the matter. */
enum Jvm {
  /** C2 as it comes. */
  C2("-XX:-TieredCompilation"),
  /** C2 with random schedules, from a seed that is new each time. */
  RANDOM_C2("-XX:-TieredCompilation -XX:+StressLCM -XX:+StressGCM -XX:+StressIGVN -XX:+StressCCP"),
  /** C1, which reorders little. */
  C1("-XX:TieredStopAtLevel=1"),
  /** No compiler. */
  INTERPRETER("-Xint");

  private final String options;

  Jvm(String options) {
    this.options = options;
  }

  List<String> options() {
    return List.of(options.split(" "));
  }
}
