package org.rmmodel.conformance;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Action;

/**
 * The steps that the real classes do not take in one of the two directions, each with the reason.
 * This is the only list: a step that is missing without a reason is red, and so is a reason for a
 * step that is taken.
 */
public final class NotTaken {
  private static final String CALLER =
      "a caller of the loader; its schedules are searched by `conformance/flaws`";
  private static final String IDEMPOTENT =
      "a specification of its own, Idempotent.tla; tested in `impl`";
  private static final String LIFETIME = "a specification of its own, Lifetime.tla";
  private static final String WALKERS =
      "a specification of its own, WalkersMany.tla, which Protocol refines";
  private static final String FLAWS = "no replayed run has it; `conformance/flaws` searches it";
  private static final String ONLY_IN_JAVA = "only in Java, which `Action` says";
  private static final String FEW_KERNELS =
      "a load that fails on few kernels only, which these loaders do not make";
  private static final String NOBODY_LISTENS = "nobody listens, so nobody refuses";

  /** What is not said of an action: it is taken. */
  private static final Reasons NONE = new Reasons(null, null);

  /** Names of actions that are choices of another action's announcement, or never announced. */
  private static final Map<String, Reasons> UNANNOUNCED =
      Map.ofEntries(
          Map.entry("Asks", neither(LIFETIME)),
          Map.entry("Answers", neither(LIFETIME)),
          Map.entry("Walk_Begin", neither(WALKERS)),
          Map.entry("Walk_Next", neither(WALKERS)),
          Map.entry("Walk_End", neither(WALKERS)),
          Map.entry("ListAdd", neither(WALKERS)),
          Map.entry("ListDelRcu", neither(WALKERS)),
          Map.entry("KeptStep", neither(WALKERS)),
          Map.entry("IdempotentWait_Killed", neither(IDEMPOTENT)),
          Map.entry(
              "DeleteModule_Interrupted", replay("no replayed run has a signal at an unload")),
          Map.entry(
              "ResolveSymbol_TimesOut",
              recordings("needs 30 s, or a signal that other waits must not see")));

  private NotTaken() {}

  /** Why a step is in no replayed run, and why in no recording; null where it is. */
  private record Reasons(@Nullable String replay, @Nullable String recordings) {}

  private static Reasons neither(String why) {
    return new Reasons(why, why);
  }

  private static Reasons replay(String why) {
    return new Reasons(why, null);
  }

  private static Reasons recordings(String why) {
    return new Reasons(null, why);
  }

  /**
   * The steps that no replayed run takes.
   *
   * @return each with the reason
   */
  public static Map<String, String> inReplay() {
    Map<String, String> reasons = new TreeMap<>();
    all().forEach((name, why) -> putIfSaid(reasons, name, why.replay));
    return reasons;
  }

  /**
   * The steps that no recorded run takes.
   *
   * @return each with the reason
   */
  public static Map<String, String> inRecordings() {
    Map<String, String> reasons = new TreeMap<>();
    all().forEach((name, why) -> putIfSaid(reasons, name, why.recordings));
    return reasons;
  }

  private static void putIfSaid(Map<String, String> reasons, String name, @Nullable String why) {
    if (why != null) {
      reasons.put(name, why);
    }
  }

  private static Map<String, Reasons> all() {
    Map<String, Reasons> all = new TreeMap<>(UNANNOUNCED);
    for (Action action : Action.values()) {
      all.put(action.name(), of(action));
    }
    return all;
  }

  private static Reasons of(Action action) {
    return switch (action) {
      case Cpu_Enter, ProcModules_Show, RcuBarrier_MutexLock, RcuBarrier_Invoke ->
          replay(ONLY_IN_JAVA);
      case CheckKprobe_Begin,
          CheckKprobe_IsText,
          CheckKprobe_Lookup,
          DereferenceSymbolDescriptor_Begin,
          DereferenceSymbolDescriptor_Next,
          DereferenceSymbolDescriptor_Use,
          SprintSymbol_Begin,
          SprintSymbol_Lookup,
          SprintSymbol_Print,
          PrintModules_Begin,
          PrintModules_Next,
          PrintModules_Flags,
          PrintModules_LastUnloaded,
          SymbolPutAddr_Begin,
          SymbolPutAddr_Next,
          SymbolPutAddr_Found,
          ModuleFindBug_Found,
          ReportBugEntry_Call,
          ReportBug_UseEntry,
          RegisterFprobe_Begin,
          RegisterFprobe_Lookup,
          RegisterFprobe_Use,
          LookUpLockClass_Begin,
          LookUpLockClass_Find,
          LookUpLockClass_Compare,
          VsockAssignTransport_Begin,
          VsockAssignTransport_Lock,
          VsockAssignTransport_Find,
          VsockAssignTransport_Unlock,
          Kthread_ModulePut,
          Kthread_Return,
          RequestModule_Call,
          RequestModule_Wait,
          ScsiDevicePut_Refcount ->
          neither(CALLER);
      case SymbolPut_Begin, SymbolPut_Lookup -> replay(CALLER);
      case IdempotentInitModule_Call,
          IdempotentInitModule_Return,
          IdempotentWait_Completed,
          Idempotent_Complete,
          InitModuleFromFile_Load ->
          neither(IDEMPOTENT);
      case DeleteModule_LastUnloaded, DeleteModule_LastUnloadedRest, ModuleNotify_Live ->
          replay(FLAWS);
      case DoInitModule_RoFails -> new Reasons(FLAWS, FEW_KERNELS);
      case LoadModule_Misaligned, LoadModule_CodetagFails -> recordings(FEW_KERNELS);
      case LoadModule_FailRefused, PrepareComingModule_Fails -> new Reasons(FLAWS, NOBODY_LISTENS);
      case FreeModule_LockdepFreeKeyRange -> new Reasons(FLAWS, "lockdep is off");
      case TryReleaseModuleRef_BugOn ->
          recordings("needs a put without a reference, which these callers do not make");
      case ModuleGet_Trace -> replay("no model has a borrower with tracing");
      default -> NONE;
    };
  }
}
