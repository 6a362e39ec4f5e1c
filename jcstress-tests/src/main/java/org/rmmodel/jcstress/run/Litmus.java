package org.rmmodel.jcstress.run;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.TestList;
import org.rmmodel.jcstress.Real;
import org.rmmodel.jcstress.Weakened;

/**
 * A litmus test: a question, asked of the real classes or of weakened ones, and what is expected.
 *
 * @param test the question: the name of the class around
 * @param variant of what it is asked: the name of the class itself
 * @param expected what has to come out
 * @param what what is weaker, or what must not happen
 * @param must outcomes that have to be seen: met by the real classes, shown by weakened ones
 * @param may forbidden outcomes that weakened classes may show besides, as regular expressions
 * @param reason why nothing forbidden can be seen, if it cannot
 * @param runner the class that jcstress has generated
 * @param cases what jcstress knows of the outcomes
 */
record Litmus(
    String test,
    String variant,
    Expected expected,
    String what,
    List<String> must,
    List<String> may,
    String reason,
    String runner,
    List<StateCase> cases) {

  /** What has to come out. */
  enum Expected {
    /** Nothing forbidden. */
    SOUND,
    /** Something forbidden. */
    SHOWN,
    /** Nothing forbidden on x86, though Java's memory model allows it. */
    HIDDEN
  }

  /** The questions in the order of a run: those that a change is most likely to turn come first. */
  static final List<String> ORDER =
      List.of(
          "GetAgainstUnload",
          "PutGetAgainstUnload",
          "PutAgainstUnload",
          "Reclamation",
          "LastPut",
          "WalkerAgainstDelete",
          "GetAgainstDelete",
          "PublishedEntry",
          "PublishedCount",
          "PerCpuSums");

  Litmus {
    must = List.copyOf(must);
    may = List.copyOf(may);
    cases = List.copyOf(cases);
  }

  /**
   * Finds all litmus tests on the class path.
   *
   * @return the tests, in the order of {@link #ORDER}, real classes first
   */
  static List<Litmus> all() {
    return TestList.tests().stream()
        .map(TestList::getInfo)
        .map(Litmus::of)
        .sorted(
            Comparator.comparingInt((Litmus litmus) -> ORDER.indexOf(litmus.test()))
                .thenComparing(Litmus::expected)
                .thenComparing(Litmus::variant))
        .toList();
  }

  private static Litmus of(TestInfo info) {
    Class<?> type;
    try {
      type = Class.forName(info.binaryName(), false, Litmus.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    Class<?> around = Optional.<Class<?>>ofNullable(type.getEnclosingClass()).orElse(type);
    List<StateCase> cases = List.copyOf(info.cases());
    Real real = type.getAnnotation(Real.class);
    if (real != null) {
      return new Litmus(
          around.getSimpleName(),
          type.getSimpleName(),
          Expected.SOUND,
          info.description(),
          List.of(real.mustMeet()),
          List.of(),
          "",
          info.generatedRunner(),
          cases);
    }
    Weakened weakened = type.getAnnotation(Weakened.class);
    if (weakened == null) {
      throw new IllegalStateException(info.name() + " is neither @Real nor @Weakened");
    }
    return new Litmus(
        around.getSimpleName(),
        type.getSimpleName(),
        weakened.hiddenOnX86().isEmpty() ? Expected.SHOWN : Expected.HIDDEN,
        weakened.by(),
        List.of(weakened.mustShow()),
        List.of(weakened.mayShow()),
        weakened.hiddenOnX86(),
        info.generatedRunner(),
        cases);
  }

  /** The test's name on the command line. */
  String name() {
    return test + "." + variant;
  }

  boolean isReal() {
    return expected == Expected.SOUND;
  }

  /** Whether the protocol forbids an outcome; what nobody has described is forbidden, too. */
  boolean forbids(String outcome) {
    return cases.stream()
        .noneMatch(
            known ->
                known.expect() != Expect.FORBIDDEN
                    && known.expect() != Expect.UNKNOWN
                    && known.matches(outcome));
  }

  /** What an outcome means. */
  String describe(String outcome) {
    return cases.stream()
        .filter(known -> known.matchesExactly(outcome))
        .findFirst()
        .or(() -> cases.stream().filter(known -> known.matches(outcome)).findFirst())
        .map(StateCase::description)
        .orElse("Not described.");
  }
}
