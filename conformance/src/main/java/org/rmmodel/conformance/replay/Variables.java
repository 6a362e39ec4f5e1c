package org.rmmodel.conformance.replay;

import java.util.Set;

/** Which variables of the specification are compared in a run, and in what form. */
final class Variables {
  private final Roles roles;
  private final Modelled modelled;

  Variables(Roles roles, Modelled modelled) {
    this.roles = roles;
    this.modelled = modelled;
  }

  /**
   * Tells whether a variable is compared.
   *
   * <p>{@code pc} is compared as far as the next label goes: the rest of the tuple is where the
   * thread's stack is. {@code ret} is compared when a call returns. A variable of the other forms
   * of the count, or of what nobody looks at, is constant.
   */
  boolean isProjected(String variable) {
    return switch (variable) {
      case "ret" -> false;
      case "incs", "decs" -> modelled.perCpuRefcount();
      case "refcnt" -> !modelled.perCpuRefcount();
      case "bugNext" -> !roles.of("BugWalkers").isEmpty();
      case "lastUnloaded" -> !roles.of("Printers").isEmpty();
      default -> true;
    };
  }

  /**
   * The sections that a task is in. Where the two kinds are one thing, which it is does not show.
   */
  String sections(Set<String> kinds) {
    if (modelled.kindsOfSectionsDiffer()) {
      return kinds.toString();
    }
    return kinds.isEmpty() ? "[]" : "[section]";
  }
}
