package org.rmmodel.checker.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.trace.ModuleVerdict.Outcome;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.NearestNames;

/**
 * A log, read as one of each class of kernels. What a stricter class accepts, a freer one does, so
 * it is searched again only where it has not been accepted.
 */
final class LogReading {
  private final String log;
  private final List<TraceLine> lines;
  private final @Nullable String module;
  private final TraceChecker checker;
  private final Consumer<String> progress;
  private final Map<KernelClass, Projection.Log> projections = new HashMap<>();
  private final List<Answer> answers = new ArrayList<>();
  private long mebibytes;

  /**
   * What came out for a class of kernels.
   *
   * @param group the kernels
   * @param read what the log says, as one of them
   * @param verdicts one per module
   * @param problem why a search ended early, or empty
   */
  record Answer(
      TraceKernel.Group group, Projection.Log read, List<ModuleVerdict> verdicts, String problem) {

    /** The worst of the modules' outcomes. */
    Outcome outcome() {
      for (Outcome worst :
          List.of(Outcome.REJECTED, Outcome.INCONCLUSIVE, Outcome.CANNOT_TELL, Outcome.VIOLATED)) {
        if (has(worst)) {
          return worst;
        }
      }
      return Outcome.ACCEPTED;
    }

    boolean has(Outcome outcome) {
      return verdicts.stream().anyMatch(verdict -> verdict.outcome() == outcome);
    }

    boolean isBehaviour() {
      return verdicts.stream().allMatch(ModuleVerdict::isBehaviour);
    }

    /** How bad it is: fewer modules that are no behaviour, then fewer properties violated. */
    private long badness() {
      return verdicts.stream().mapToLong(Answer::badness).sum();
    }

    private static long badness(ModuleVerdict verdict) {
      return switch (verdict.outcome()) {
        case ACCEPTED -> 0;
        case VIOLATED -> verdict.violated().size();
        case CANNOT_TELL -> 10_000;
        case INCONCLUSIVE -> 20_000;
        case REJECTED -> 1_000_000;
      };
    }

    @Nullable ModuleVerdict of(String module) {
      return verdicts.stream()
          .filter(verdict -> verdict.module().equals(module))
          .findFirst()
          .orElse(null);
    }
  }

  LogReading(
      String log,
      List<TraceLine> lines,
      @Nullable String module,
      TraceChecker checker,
      Consumer<String> progress) {
    this.log = log;
    this.lines = lines;
    this.module = module;
    this.checker = checker;
    this.progress = progress;
  }

  /** May a load have failed before its module_load? */
  boolean hasLateFailures() throws BadLogException {
    return scripts(projection(new KernelClass(false, false, false, false))).stream()
        .flatMap(script -> script.of(Role.LOADER).stream())
        .flatMap(List::stream)
        .anyMatch(op -> op.kind() == OperationKind.FAILS);
  }

  /**
   * Reads it.
   *
   * @param groups the classes, the strictest first
   * @return the answer for each
   * @throws BadInput if the log says nothing of the module
   */
  List<Answer> as(List<TraceKernel.Group> groups) throws IOException, InterruptedException {
    List<Answer> these = new ArrayList<>();
    for (TraceKernel.Group group : groups) {
      Answer answer = as(group);
      answers.add(answer);
      these.add(answer);
    }
    return these;
  }

  private Answer as(TraceKernel.Group group) throws IOException, InterruptedException {
    Projection.Log read = projection(group.is());
    List<ModuleVerdict> verdicts = new ArrayList<>();
    List<ModuleScript> open = new ArrayList<>();
    List<ModuleScript> scripts = scripts(read);
    for (ModuleScript script : scripts) {
      ModuleVerdict known = known(group.is(), script.module());
      if (known == null) {
        open.add(script);
      } else {
        verdicts.add(known);
      }
    }
    TraceChecker.Outcome outcome = checker.check(open, group.kernels().get(0), progress);
    mebibytes = Math.max(mebibytes, outcome.mebibytes());
    verdicts.addAll(outcome.verdicts());
    verdicts.sort(Comparator.comparing(ModuleVerdict::module));
    return new Answer(group, read, verdicts, outcome.problem());
  }

  /** What is known already: a stricter class has accepted it, or has found no end. */
  private @Nullable ModuleVerdict known(KernelClass is, String name) {
    for (Answer answer : answers) {
      ModuleVerdict verdict = answer.of(name);
      if (verdict != null
          && (verdict.outcome() == Outcome.INCONCLUSIVE
              || (verdict.outcome() == Outcome.ACCEPTED && is.allowsAllOf(answer.group.is())))) {
        return verdict;
      }
    }
    return null;
  }

  private Projection.Log projection(KernelClass is) throws BadLogException {
    KernelClass key = new KernelClass(is.getsPreemptible(), false, false, is.freesLive());
    Projection.Log known = projections.get(key);
    if (known == null) {
      known = Projection.of(log, lines, key);
      projections.put(key, known);
    }
    return known;
  }

  private List<ModuleScript> scripts(Projection.Log read) {
    if (module == null) {
      return read.scripts();
    }
    List<ModuleScript> these =
        read.scripts().stream().filter(script -> script.module().equals(module)).toList();
    if (these.isEmpty()) {
      List<String> names = read.scripts().stream().map(ModuleScript::module).toList();
      throw new BadInput(log + ": no module " + module + NearestNames.hint(module, names));
    }
    return these;
  }

  /** The best answer; of those that are alike, that of the strictest class. */
  static Answer best(List<Answer> answers) {
    return answers.stream().min(Comparator.comparingLong(Answer::badness)).orElseThrow();
  }

  /** The most memory that a search had. */
  long mebibytes() {
    return mebibytes;
  }
}
