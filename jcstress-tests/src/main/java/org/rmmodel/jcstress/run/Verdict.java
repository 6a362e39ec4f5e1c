package org.rmmodel.jcstress.run;

import java.util.List;
import java.util.Locale;
import org.rmmodel.common.ExitStatus;

/**
 * What a run says about a litmus test.
 *
 * @param kind the verdict
 * @param why the reason, in a few words; empty if it is as expected
 */
record Verdict(Kind kind, String why) {
  /** The verdicts. */
  enum Kind {
    /** As expected. */
    OK("ok"),
    /** Not as expected. */
    DIFFERS("DIFFERS"),
    /** Nobody knows. */
    INCONCLUSIVE("inconclusive");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  private static final Verdict AS_EXPECTED = new Verdict(Kind.OK, "");

  /**
   * Judges a test by what came out. No samples, and a JVM that gave no result, are never ok.
   *
   * @param litmus the test
   * @param samples what came out
   * @param x86 whether this is x86, where some weakness cannot be seen
   * @return the verdict
   */
  static Verdict of(Litmus litmus, Samples samples, boolean x86) {
    List<String> forbidden = unexpected(litmus, samples, x86);
    if (!forbidden.isEmpty()) {
      return differs("forbidden outcome seen: " + String.join("; ", forbidden));
    }
    if (!samples.thrown().isEmpty()) {
      return differs("threw " + samples.thrown());
    }
    if (!samples.failed().isEmpty()) {
      return inconclusive(samples.failed());
    }
    if (samples.total() == 0) {
      return inconclusive("nothing was sampled");
    }
    List<String> missing =
        litmus.must().stream().filter(outcome -> samples.count(outcome) == 0).toList();
    if (missing.isEmpty()) {
      return AS_EXPECTED;
    }
    String what = String.join("; ", missing);
    return litmus.isReal()
        ? inconclusive("the race was not met: " + what)
        : differs("the weakness was not seen: " + what);
  }

  private static List<String> unexpected(Litmus litmus, Samples samples, boolean x86) {
    if (litmus.expected() == Litmus.Expected.HIDDEN && !x86) {
      return List.of();
    }
    return samples.outcomes().keySet().stream()
        .filter(litmus::forbids)
        .filter(outcome -> !mayShow(litmus, outcome))
        .toList();
  }

  private static boolean mayShow(Litmus litmus, String outcome) {
    return !litmus.isReal()
        && (litmus.must().contains(outcome) || litmus.may().stream().anyMatch(outcome::matches));
  }

  private static Verdict differs(String why) {
    return new Verdict(Kind.DIFFERS, why);
  }

  private static Verdict inconclusive(String why) {
    return new Verdict(Kind.INCONCLUSIVE, why);
  }

  /**
   * The exit status of a run: 1 if a verdict differs, else 3 if one is inconclusive or there is
   * none, else 0.
   *
   * @param verdicts all verdicts
   * @return the status
   */
  static int exitStatus(List<Verdict> verdicts) {
    if (verdicts.stream().anyMatch(verdict -> verdict.kind() == Kind.DIFFERS)) {
      return ExitStatus.DIFFERS.code();
    }
    boolean open = verdicts.stream().anyMatch(verdict -> verdict.kind() == Kind.INCONCLUSIVE);
    return (open || verdicts.isEmpty() ? ExitStatus.INCONCLUSIVE : ExitStatus.AS_EXPECTED).code();
  }

  /** Whether an architecture, by the name that Java gives it, is x86. */
  static boolean isX86(String architecture) {
    return switch (architecture.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64", "x86", "i386", "i486", "i586", "i686" -> true;
      default -> false;
    };
  }
}
