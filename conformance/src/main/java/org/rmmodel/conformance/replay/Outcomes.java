package org.rmmodel.conformance.replay;

import java.util.List;
import java.util.Map;

/**
 * How a load can end. The specification leaves that open to the step at which it shows; a module
 * file is what it is from the beginning. So a load whose loader may do several things begins once
 * for each.
 */
final class Outcomes {
  /** The roles of Roles.tla by which loads end; the first is a load that succeeds. */
  static final List<String> KINDS =
      List.of(
          "GoodLoaders",
          "InitFailers",
          "EarlyFailers",
          "LateFailers",
          "Misaligned",
          "RefusedLoaders",
          "CodetagFailers",
          "RoFailers");

  /** What a load that ends so does not do, of what the specification leaves open. */
  private static final Map<String, List<String>> NOT_DONE_BY =
      Map.of(
          "EarlyFailers", List.of("LoadModule_CompleteFormation"),
          "Misaligned", List.of("LoadModule_CompleteFormation"),
          "LateFailers", List.of("LoadModule_Trace"),
          "RefusedLoaders", List.of("LoadModule_Trace"),
          "CodetagFailers", List.of("LoadModule_Trace"),
          "RoFailers", List.of("DoInitModule_DropInit"));

  /** What only a load that ends so does. */
  private static final Map<String, String> DONE_BY =
      Map.of(
          "LoadModule_FailEarly", "EarlyFailers",
          "LoadModule_Misaligned", "Misaligned",
          "LoadModule_FailLate", "LateFailers",
          "PrepareComingModule_Fails", "RefusedLoaders",
          "LoadModule_CodetagFails", "CodetagFailers",
          "DoInitModule_RoFails", "RoFailers");

  private Outcomes() {}

  /** Kernel.tla: whether the run's kernel looks at what is wrong with such a load. */
  static boolean isLookedAt(String kind, Modelled kernel) {
    return switch (kind) {
      case "Misaligned" -> kernel.has("rwx-enforced");
      case "RefusedLoaders" -> kernel.has("notifier-refuses");
      case "CodetagFailers" -> kernel.has("codetag-fails-load");
      case "RoFailers" -> kernel.has("ro-failure-unloads") && !kernel.has("ro-failure-ignored");
      default -> true;
    };
  }

  /** Whether a load that ends so can take a step. */
  static boolean allow(String kind, String action) {
    String only = DONE_BY.get(action);
    return (only == null || only.equals(kind))
        && !NOT_DONE_BY.getOrDefault(kind, List.of()).contains(action);
  }

  /** Whether it shows from a step on how the load ends. */
  static boolean isDecidedBy(String kind, String action, boolean mayFailLater) {
    return action.equals(kind.equals("RoFailers") ? "DoInitModule_RoFails" : "")
        || (DONE_BY.containsKey(action) && !action.equals("DoInitModule_RoFails"))
        || action.equals("DoInitModule_DropInit")
        || (action.equals("DoInitModule_Init") && !mayFailLater);
  }
}
