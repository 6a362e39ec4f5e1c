package org.rmmodel.conformance.replay;

import java.util.Set;
import org.rmmodel.impl.kernel.Action;

/**
 * Which steps a run of a model has. The specification leaves out what nobody in the run looks at;
 * the implementation takes these steps all the same. The conditions are those of the specification:
 * each line names the operator that says so there.
 */
final class Modelled {
  private final Roles roles;

  Modelled(Roles roles) {
    this.roles = roles;
  }

  boolean has(String change) {
    return roles.kernel().has(change);
  }

  boolean perCpuRefcount() {
    return !has("patch4");
  }

  boolean baseRefcount() {
    return has("patch5");
  }

  /** Kernel.tla: TestsUnderStopMachine. */
  boolean testsUnderStopMachine() {
    return !has("patch5");
  }

  /** Rcu.tla: InReader. */
  boolean kindsOfSectionsDiffer() {
    return has("preempt") && !has("flavours-merged");
  }

  /** Notifiers.tla: SomebodyListens. */
  boolean somebodyListens() {
    return !roles.of("PublishedWhileComing").isEmpty() || !roles.of("SetUpWhenLive").isEmpty();
  }

  /** Roles.tla: SomebodyImports. */
  boolean somebodyImports() {
    return roles.imports().values().stream().anyMatch(imports -> !imports.isEmpty());
  }

  /** Roles.tla: NamesAreShared. */
  boolean namesAreShared() {
    return Set.copyOf(roles.names().values()).size() < roles.names().size();
  }

  /** Roles.tla: SomebodyWaits. */
  boolean somebodyWaits() {
    return namesAreShared() || somebodyImports();
  }

  /** Roles.tla: BugListIsWalked. */
  boolean bugListIsWalked() {
    return !roles.of("BugWalkers").isEmpty();
  }

  /** Tells whether a step that the implementation announces is one of the run's, too. */
  boolean isStep(Action action) {
    return switch (action) {
      case TryModuleGet_Trace, ModuleGet_Trace -> roles.has("module_get", "Tracing");
      case ModulePut_Trace -> roles.has("module_put", "Tracing");
      case ModuleNotify_Coming, ModuleNotify_Going -> somebodyListens();
      case ModuleNotify_Live -> !roles.of("SetUpWhenLive").isEmpty();
      case LoadModule_WakeUpAll, DeleteModule_WakeUpAll -> somebodyWaits();
      case ModuleNotify_ComingEnd -> !roles.of("ProbedWhileComing").isEmpty();
      case LoadModule_EarlyModCheck -> namesAreShared();
      case DeleteModule_LastUnloaded, DeleteModule_LastUnloadedRest ->
          !roles.of("Printers").isEmpty();
      case FreeModule_LockdepFreeKeyRange -> !roles.of("KeyLookers").isEmpty();
      case ModuleUnloadFree_MutexLock,
          ModuleUnloadFree_Put,
          ModuleUnloadFree_Unlink,
          ModuleUnloadFree_MutexUnlock ->
          somebodyImports();
      case LoadModule_BugCleanup, FreeModule_BugCleanup -> bugListIsWalked();
      default -> true;
    };
  }
}
