package org.rmmodel.conformance.replay;

import java.util.Set;
import org.rmmodel.impl.kernel.Action;

/**
 * The label at which a thread stands, by what it has announced: the specification's name of the
 * step that it takes next. The implementation announces the specification's steps one to one; what
 * is not so is here, each with its reason.
 */
final class Labels {
  /** Environment.tla: GetLabels. Who takes a reference has not come to the count yet. */
  static final Set<String> GET =
      Set.of(
          "ModuleGet_PreemptDisable",
          "ModuleGet_Inc",
          "TryModuleGet_PreemptDisable",
          "TryModuleGet_IsLive",
          "TryModuleGet_ThisCpuInc",
          "TryModuleGet_AtomicInc",
          "TryModuleGet_IncNotZero");

  /** Environment.tla: BorrowLabels. */
  static final Set<String> BORROW = Set.of("ModuleGet_PreemptDisable", "ModuleGet_Inc");

  /** Environment.tla: PutLabels. Who gives one back has not come to it. */
  static final Set<String> PUT =
      Set.of(
          "ModulePut_PreemptDisable",
          "ModulePut_ThisCpuInc",
          "ModulePut_AtomicDec",
          "ModulePut_DecIfPositive");

  /** Environment.tla: CountLabels. Who reads the count. */
  static final Set<String> COUNT =
      Set.of(
          "ModuleRefcount_SumDecs",
          "ModuleRefcount_SumIncs",
          "ModuleRefcount_AtomicRead",
          "ModuleRefcount_Return");

  /** Steps that count on the CPU on which the task is. */
  static final Set<String> COUNTED_ON_A_CPU =
      Set.of(
          "TryModuleGet_ThisCpuInc",
          "ModuleGet_Inc",
          "ModulePut_ThisCpuInc",
          "LoadModule_ModuleUnloadInit",
          "RefModule_Link",
          "ModuleUnloadFree_Put");

  private final Modelled modelled;

  Labels(Modelled modelled) {
    this.modelled = modelled;
  }

  /** What becomes of a step that a thread has announced. */
  enum Kind {
    /** It is one of the specification's. */
    STEP,
    /** It is the first part of a step of the specification, which has its guard. */
    FIRST_PART,
    /** It is the last part of the step before it, and can be taken at once. */
    LAST_PART
  }

  Kind kind(Action action) {
    return switch (action) {
      // The calls of idle tasks begin with these.
      case ModuleAddress_Begin, ModuleFindBug_Begin, SymbolGet_Begin, Cpu_Enter -> Kind.LAST_PART;
      // Where nobody imports, the mutex is taken for nothing; then it is taken again.
      case ModuleUnloadFree_MutexLock -> modelled.isStep(action) ? Kind.STEP : Kind.FIRST_PART;
      default -> modelled.isStep(action) ? Kind.STEP : Kind.LAST_PART;
    };
  }

  /**
   * The specification's label for a step that a thread has announced. Where the specification has
   * several actions at one label, the implementation announces which of them it takes.
   */
  String label(Task task, Action action) {
    return switch (action) {
      case LoadModule_FailEarly, LoadModule_Misaligned -> "LoadModule_CompleteFormation";
      case LoadModule_FailLate, LoadModule_CodetagFails, PrepareComingModule_Fails ->
          "LoadModule_Trace";
      case DoInitModule_RoFails -> "DoInitModule_DropInit";
      case ModuleUnloadFree_MutexLock ->
          modelled.isStep(action)
              ? action.name()
              : task.last.equals("FreeModule_Unformed")
                  ? "FreeModule_MutexLock"
                  : "LoadModule_MutexLock";
      default -> action.name();
    };
  }
}
