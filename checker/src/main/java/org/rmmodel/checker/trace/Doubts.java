package org.rmmodel.checker.trace;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a verdict is worth where the log does not say which step an event is. */
final class Doubts {
  /** What is wrong with a link. */
  private static final Set<LineKind> OF_LINKS =
      EnumSet.of(
          LineKind.NOT_USED,
          LineKind.NOT_PUT,
          LineKind.PUT_LATE,
          LineKind.USED_TWICE,
          LineKind.IN_USE,
          LineKind.DELETE_RET);

  private Doubts() {}

  /**
   * Takes a verdict back that hangs on how an event was read.
   *
   * @param script the module's script
   * @param verdict what came out
   * @return the verdict; that it cannot be told, if another reading may give another one
   */
  static ModuleVerdict weigh(ModuleScript script, ModuleVerdict verdict) {
    return switch (verdict.outcome()) {
      case REJECTED -> weigh(verdict, doubt(script, verdict, hangsOnLinks(script, verdict)));
      case VIOLATED -> weigh(verdict, doubt(script, verdict, false));
      case ACCEPTED, CANNOT_TELL, INCONCLUSIVE -> verdict;
    };
  }

  private static ModuleVerdict weigh(ModuleVerdict verdict, Optional<ModuleScript.Doubt> doubt) {
    return doubt
        .map(
            is ->
                verdict.doubted(
                    is.number(),
                    "line "
                        + verdict.line()
                        + " would be "
                        + (verdict.outcome() == ModuleVerdict.Outcome.REJECTED
                            ? "rejected"
                            : "a violation")
                        + ", but that hangs on which step line "
                        + is.number()
                        + " is, and its call_site names no function: "
                        + "write the log out on the machine, with kallsyms"))
        .orElse(verdict);
  }

  private static Optional<ModuleScript.Doubt> doubt(
      ModuleScript script, ModuleVerdict verdict, boolean links) {
    return script.doubts().stream()
        .filter(doubt -> doubt.number() <= verdict.line() && (links || !doubt.link()))
        .min(Comparator.comparingLong(ModuleScript.Doubt::number));
  }

  private static boolean hangsOnLinks(ModuleScript script, ModuleVerdict verdict) {
    ModuleScript.Line line = script.lines().get(verdict.prefix());
    if (OF_LINKS.contains(line.kind())) {
      return true;
    }
    return script.byTask().getOrDefault(line.task(), List.of()).stream()
        .skip(Math.max(0, line.nth() - 1))
        .findFirst()
        .filter(op -> op.dependents() == Dependents.YES)
        .isPresent();
  }
}
