package org.rmmodel.checker.catalogue;

import java.util.List;

/**
 * The litmus tests that decide a fact about memory order, instead of models.
 *
 * @param tests the tests; on a kernel those count that describe it as it is, and each asks for what
 *     must not be
 * @param mended tests that have the fix and must not allow it
 */
public record ByLitmus(List<String> tests, List<String> mended) {
  /** Copies the lists. */
  public ByLitmus {
    tests = List.copyOf(tests);
    mended = List.copyOf(mended);
  }
}
