package org.rmmodel.property.schedule;

import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Action;

/**
 * One preemption of a schedule. A schedule is a list of them: the fewer, and the smaller the
 * numbers, the simpler it is, which is what it shrinks to. Between preemptions a task goes on until
 * it has to wait or is done; then the next one that can go on does.
 *
 * @param racy whether only racy steps are counted: those at which tasks meet
 * @param after before which step it is: how many others are taken first
 * @param to to which task: that many others that could go on are passed over, in a circle
 */
record Switch(boolean racy, int after, int to) {
  /** Tells whether a step is counted; a task that begins or ends counts as no racy step. */
  boolean counts(@Nullable Action step) {
    return !racy || (step != null && isRacy(step));
  }

  private static boolean isRacy(Action step) {
    return switch (step) {
      case TryModuleGet_ThisCpuInc,
          TryModuleGet_AtomicInc,
          TryModuleGet_IncNotZero,
          ModulePut_ThisCpuInc,
          ModulePut_AtomicDec,
          ModulePut_DecIfPositive,
          ModulePut_Trace,
          TryReleaseModuleRef_SubBase,
          TryReleaseModuleRef_Recover,
          TryStopModule_AtomicRead,
          TryStopModule_TestZero,
          TryStopModule_Going,
          ModuleAddress_Next,
          ModuleFindBug_Next,
          StrongTryModuleGet_State,
          ModuleRefcount_AtomicRead,
          ModuleRefcount_SumIncs,
          DoInitModule_Init,
          DoInitModule_Live,
          DoInitModule_Going,
          LoadModule_ListDelRcu,
          LoadModule_Free,
          SynchronizeRcu_End,
          FreeModule_Unformed,
          FreeModule_ListDelRcu,
          FreeModule_BugCleanup,
          FreeModule_Free ->
          true;
      default -> false;
    };
  }

  static Switch parse(String text) {
    boolean racy = text.startsWith("~");
    String[] parts = text.substring(racy ? 1 : 0).split(">", -1);
    return new Switch(racy, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  @Override
  public String toString() {
    return (racy ? "~" : "") + after + ">" + to;
  }
}
