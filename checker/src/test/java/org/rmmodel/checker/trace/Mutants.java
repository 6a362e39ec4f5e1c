package org.rmmodel.checker.trace;

import java.util.Map;
import java.util.Set;

/** How many mutants the tests make, and which of them cannot be told from a real log. */
final class Mutants {
  /** Each entry says why another history could have recorded just this. */
  static final Map<String, Set<String>> EQUIVALENT =
      Map.of(
          // The log has no calls of delete_module, so one that fails may be unseen, and have the
          // base when the count is read.
          "v6.1/d2-init-fails-while-referenced-1.txt", Set.of("DOUBLED module_get tmhub line 17"));

  private Mutants() {}

  /** One event of so many, by the lane that the tests run in. */
  static int stride(int smoke, int full, int exhaustive) {
    return switch (System.getProperty("rmmodel.lane", "full")) {
      case "smoke" -> smoke;
      case "exhaustive" -> exhaustive;
      default -> full;
    };
  }
}
