package org.rmmodel.checker.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.trace.LogReading.Answer;
import org.rmmodel.checker.trace.ModuleVerdict.Outcome;

/** What to think of a log, in one sentence, and of which kernels that is said. */
final class Finding {
  /** The facts that a violation of a property is an instance of. */
  static final Map<String, String> FACTS =
      Map.ofEntries(
          Map.entry("NoUseAfterFreeByTracepoint", "F10"),
          Map.entry("NoPutWithoutReference", "F5"),
          Map.entry("BugOnNeverFires", "F5"),
          Map.entry("RefcntNeverNegative", "F5"),
          Map.entry("FailedGetMeansCommitted", "F5"),
          Map.entry("WarnOnNeverFires", "F23"),
          Map.entry("ZeroIsAbsorbing", "F4"),
          Map.entry("NoGetWhileUnformed", "F7"),
          Map.entry("NoGetWhileGoing", "F8a"),
          Map.entry("FailedLoadIsNotLive", "F15"),
          Map.entry("NoUseAfterFreeByHolder", "F24"));

  private static final String FREED = "NeverFreedWhileReferenced";

  private final TraceKernel kernel;
  private final ShownKernel shown;
  private final List<Answer> likely;
  private final List<Answer> unlikely;
  private final Answer best;

  /**
   * A finding.
   *
   * @param kernel the kernels that the log may be of
   * @param shown what it shows of its kernel
   * @param likely the answers for these kernels
   * @param unlikely the answers for kernels that most likely would have shown more
   */
  Finding(TraceKernel kernel, ShownKernel shown, List<Answer> likely, List<Answer> unlikely) {
    this.kernel = kernel;
    this.shown = shown;
    this.likely = likely;
    this.unlikely = unlikely;
    best = LogReading.best(likely);
  }

  /** The answer that is reported. */
  Answer best() {
    return best;
  }

  /** The log's verdict. */
  Outcome outcome() {
    return best.outcome();
  }

  /** The kernels on which it is what the verdict says. */
  List<Kernel> fits() {
    return best.isBehaviour() ? kernels(likely, best.outcome()) : List.of();
  }

  private static List<Kernel> kernels(List<Answer> answers, Outcome outcome) {
    return answers.stream()
        .filter(answer -> answer.outcome() == outcome)
        .flatMap(answer -> answer.group().kernels().stream())
        .toList();
  }

  private static List<Kernel> behaviours(List<Answer> answers) {
    return answers.stream()
        .filter(Answer::isBehaviour)
        .flatMap(answer -> answer.group().kernels().stream())
        .toList();
  }

  private String tried() {
    return kernel.inWords(
        likely.stream().flatMap(answer -> answer.group().kernels().stream()).toList());
  }

  /** What to think, in one sentence. */
  String sentence() {
    return switch (best.outcome()) {
      case ACCEPTED -> "a behaviour of the protocol on " + kernel.inWords(fits()) + elsewhere();
      case VIOLATED -> violation(best);
      case REJECTED -> "cannot be: no kernel of " + tried() + " does what " + where() + " says";
      case CANNOT_TELL -> doubt();
      case INCONCLUSIVE -> "not decided: " + first(Outcome.INCONCLUSIVE).wanted();
    };
  }

  /** What it shows on other kernels that it may be of. */
  private String elsewhere() {
    return likely.stream()
        .filter(answer -> answer.outcome() == Outcome.VIOLATED)
        .findFirst()
        .map(answer -> "; else " + violation(answer))
        .orElse("");
  }

  private String violation(Answer of) {
    ModuleVerdict first = first(of, Outcome.VIOLATED);
    Set<String> facts =
        first.violated().keySet().stream()
            .map(property -> fact(property, first.module()))
            .filter(fact -> !fact.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    String what =
        facts.isEmpty()
            ? "violates " + String.join(", ", first.violated().keySet())
            : "shows " + String.join(", ", facts);
    return "a behaviour on "
        + kernel.inWords(kernels(likely, Outcome.VIOLATED))
        + " that "
        + what
        + ", from line "
        + first.line()
        + " on ("
        + first.module()
        + ")";
  }

  /** Which fact a violation is an instance of; empty if it depends. */
  String fact(String property, String module) {
    if (!property.equals(FREED)) {
      return FACTS.getOrDefault(property, "");
    }
    boolean forced =
        best.read().scripts().stream()
            .filter(script -> script.module().equals(module))
            .anyMatch(script -> !script.of(Role.FORCER).isEmpty());
    return forced ? "P9" : best.group().is().freesLive() ? "F17" : "F6";
  }

  private String where() {
    ModuleVerdict first = first(Outcome.REJECTED);
    return "line " + first.line() + " (" + first.module() + ")";
  }

  private String doubt() {
    return first(Outcome.CANNOT_TELL).module() + ", " + first(Outcome.CANNOT_TELL).wanted();
  }

  private ModuleVerdict first(Outcome outcome) {
    return first(best, outcome);
  }

  private static ModuleVerdict first(Answer of, Outcome outcome) {
    return of.verdicts().stream()
        .filter(verdict -> verdict.outcome() == outcome)
        .min(Comparator.comparingLong(ModuleVerdict::line))
        .orElseThrow();
  }

  /** What else there is to know of the kernel, a line each. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    String given = kernel.given();
    notes.add(
        (given == null
                ? "kernel: any from the series' end on"
                : "kernel: " + given + ", as you say")
            + "; "
            + shown.inWords());
    if (!kernel.note().isEmpty()) {
      notes.add(kernel.note());
    }
    if (kernel.isContradicted(shown)) {
      notes.add("the columns are not those of " + given + ": " + shown.inWords());
    }
    List<Kernel> not = kernels(likely, Outcome.REJECTED);
    if (best.isBehaviour() && !not.isEmpty()) {
      notes.add("not on " + kernel.inWords(not));
    }
    List<Kernel> others = behaviours(unlikely);
    if (!others.isEmpty()) {
      notes.add(
          "a behaviour on "
              + kernel.inWords(others)
              + ", which would count the depth: if the kernel is one of these, say --kernel");
    }
    return notes;
  }

  /** The user's kernel, or null. */
  TraceKernel kernel() {
    return kernel;
  }
}
