package org.rmmodel.conformance.replay;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.module.UseAfterFreeException;
import org.rmmodel.impl.rcu.ListPoisonException;

/**
 * The variables that the implementation does not have: the specification's ghosts, and what a
 * function of the kernel keeps in a local variable. They are computed from the steps by the rules
 * that the specification has for them; what a step did to the count is read, not assumed.
 */
final class Ghosts {
  private final Machine machine;
  private final Map<String, Integer> refs = new LinkedHashMap<>();
  private final Map<String, Integer> hold = new LinkedHashMap<>();
  private final Map<String, Integer> linkRefs = new LinkedHashMap<>();
  final Map<String, Boolean> registered = new LinkedHashMap<>();
  private final Map<String, Boolean> committed = new LinkedHashMap<>();
  private final Map<String, Boolean> refused = new LinkedHashMap<>();
  private final Map<String, Integer> low = new LinkedHashMap<>();
  private final Map<String, Integer> high = new LinkedHashMap<>();
  private final Map<String, Integer> sum = new LinkedHashMap<>();
  private final Map<String, Integer> scan = new LinkedHashMap<>();
  private final Set<String> faults = new TreeSet<>();

  Ghosts(Machine machine) {
    this.machine = machine;
  }

  void begin() {
    for (String slot : machine.slots.keySet()) {
      refs.put(slot, 0);
      hold.put(slot, 0);
      linkRefs.put(slot, 0);
      registered.put(slot, machine.roles.has(slot, "InitiallyLive"));
      committed.put(slot, false);
      refused.put(slot, false);
    }
    for (String task : machine.tasks.keySet()) {
      Arrays.asList(low, high, sum, scan).forEach(numbers -> numbers.put(task, 0));
    }
  }

  void put(Projected state) {
    refs.forEach((m, n) -> state.put("refs", m, n.toString()));
    hold.forEach((m, n) -> state.put("hold", m, n.toString()));
    linkRefs.forEach((m, n) -> state.put("linkRefs", m, n.toString()));
    registered.forEach((m, is) -> state.put("registered", m, truth(is)));
    committed.forEach((m, is) -> state.put("committed", m, truth(is)));
    refused.forEach((m, is) -> state.put("refused", m, truth(is)));
    low.forEach((t, n) -> state.put("low", t, n.toString()));
    high.forEach((t, n) -> state.put("high", t, n.toString()));
    sum.forEach((t, n) -> state.put("sum", t, n.toString()));
    scan.forEach((t, n) -> state.put("scan", t, n.toString()));
    state.put("faults", faults.toString());
  }

  private static String truth(boolean is) {
    return is ? "TRUE" : "FALSE";
  }

  // What the environment asks.

  int refs(String m) {
    return requireNonNull(refs.get(m), m);
  }

  boolean isRegistered(String m) {
    return requireNonNull(registered.get(m), m);
  }

  /** Refcount.tla: Outstanding. */
  private int outstanding(String m) {
    return refs(m) + requireNonNull(hold.get(m)) + requireNonNull(linkRefs.get(m));
  }

  /** Refcount.tla: Outstands. Who counted before the step is to know. */
  private void outstands(String m, int n, Projected before) {
    for (String u : machine.tasks.keySet()) {
      if (before.get("obj", u).equals(m) && Labels.COUNT.contains(before.get("pc", u))) {
        low.merge(u, n, Math::min);
        high.merge(u, n, Math::max);
      }
    }
  }

  // The rules.

  void follow(Task task, Move move, Projected before, @Nullable Throwable thrown) {
    String t = task.name;
    String m = task.obj;
    switch (move.action()) {
      case "TryModuleGet_IsLive" -> {
        if (!machine.label(task).contains("Inc")) {
          refused.put(m, true);
        }
        if (requireNonNull(committed.get(m)) && before.get("state", m).equals("COMING")) {
          faults.add("a failed load is taken for live");
        }
      }
      case "LoadModule_NameIsTaken" -> {
        Slot there = machine.linked(requireNonNull(machine.roles.names().get(m)));
        if (machine.label(task).equals("LoadModule_Return")
            && !before.get("state", requireNonNull(there).name).equals("LIVE")
            && !machine.modelled.has("duplicate-ebusy")) {
          faults.add("EEXIST for a module that is not LIVE");
        }
      }
      case "DoInitModule_Init" -> {
        if (machine.label(task).equals("DoInitModule_Going")
            && machine.roles.has(t, "ExistsFailers")
            && !machine.modelled.has("init-eexist-is-ebusy")) {
          faults.add("EEXIST for a module that is not LIVE");
        }
      }
      case "TryModuleGet_ThisCpuInc", "TryModuleGet_AtomicInc", "TryModuleGet_IncNotZero" ->
          increments(m, before);
      case "ModuleGet_Inc" -> {
        refs.merge(m, 1, Integer::sum);
        outstands(m, outstanding(m), before);
        if (isZeroForGood(m, before)) {
          faults.add("the count is lifted from zero");
        }
      }
      case "ModulePut_ThisCpuInc", "ModulePut_AtomicDec", "ModulePut_DecIfPositive" ->
          decrements(task, move, before);
      case "ModuleRefcount_Call" -> {
        low.put(t, outstanding(m));
        high.put(t, outstanding(m));
        sum.put(t, 0);
        scan.put(t, 0);
      }
      case "ModuleRefcount_SumDecs" -> sums(t, m, "decs", -1, before);
      case "ModuleRefcount_SumIncs" -> sums(t, m, "incs", 1, before);
      case "ModuleRefcount_AtomicRead" -> {
        sum.put(t, refcnt(m, before) - (machine.modelled.baseRefcount() ? 1 : 0));
        reads(t, m);
      }
      case "ModuleRefcount_Return" -> {
        returns(task);
        Arrays.asList(low, high, sum).forEach(numbers -> numbers.put(t, 0));
      }
      case "TryStopModule_SumDecs" -> sum.merge(t, -total(m, "decs", before), Integer::sum);
      case "TryStopModule_SumIncs" -> sum.merge(t, total(m, "incs", before), Integer::sum);
      case "TryStopModule_AtomicRead" -> sum.merge(t, refcnt(m, before), Integer::sum);
      case "TryStopModule_TestZero" -> {
        int was = requireNonNull(sum.get(t));
        if (was == 0 || machine.roles.has(t, "Forcers")) {
          commits(m, was != 0);
        }
        sum.put(t, 0);
      }
      case "TryReleaseModuleRef_SubBase" -> {
        if (refcnt(m, before) - 1 == 0) {
          commits(m, false);
        }
      }
      case "TryReleaseModuleRef_BugOn" -> faults.add("BUG_ON: try_release_module_ref below zero");
      case "TryReleaseModuleRef_Recover" -> {
        if (refcnt(m, before) != 0) {
          committed.put(m, false);
        }
      }
      case "TryStopModule_Going",
          "DoInitModule_Going",
          "LoadModule_FailLate",
          "LoadModule_FailRefused",
          "LoadModule_CodetagFails" ->
          committed.put(m, true);
      case "LoadModule_ModuleUnloadInit" -> {
        hold.put(m, 1);
        committed.put(m, false);
        refused.put(m, false);
      }
      case "RefModule_Link", "ModuleUnloadFree_Put" -> links(before);
      case "LoadModule_Free", "FreeModule_Free" -> {
        hold.put(m, 0);
        if (refs(m) + requireNonNull(linkRefs.get(m)) > 0) {
          faults.add("freed while referenced");
        }
        if (move.action().equals("LoadModule_Free")
            && machine.roles.has(t, "CodetagFailers")
            && !machine.modelled.has("codetag-error-kept")) {
          faults.add("a load returns 0 though it has freed its module");
        }
      }
      default -> {}
    }
    if (thrown != null) {
      dies(task, move, thrown);
    }
  }

  /** A link takes a reference, or gives one back: which module's count has changed is read. */
  private void links(Projected before) {
    Projected after = machine.state();
    for (String b : machine.slots.keySet()) {
      int more = number(b, after) - number(b, before);
      if (more != 0) {
        linkRefs.merge(b, more, Integer::sum);
        outstands(b, outstanding(b), before);
      }
    }
  }

  private int number(String m, Projected state) {
    return machine.modelled.perCpuRefcount()
        ? total(m, "incs", state) - total(m, "decs", state)
        : refcnt(m, state);
  }

  private void increments(String m, Projected before) {
    if (number(m, machine.state()) == number(m, before)) {
      refused.put(m, true);
      return;
    }
    refs.merge(m, 1, Integer::sum);
    outstands(m, outstanding(m), before);
    if (requireNonNull(committed.get(m))) {
      faults.add("get after commit");
    }
    switch (before.get("state", m)) {
      case "GOING" -> faults.add("get of a GOING module");
      case "UNFORMED" -> faults.add("get of an UNFORMED module");
      default -> {}
    }
  }

  private void decrements(Task task, Move move, Projected before) {
    String m = task.obj;
    if (isInitHoldPut(task)) {
      hold.put(m, 0);
    } else {
      refs.put(m, Math.max(0, refs(m) - 1));
    }
    outstands(m, outstanding(m), before);
    if (!move.action().equals("ModulePut_DecIfPositive")) {
      return;
    }
    if (refcnt(m, before) <= 0) {
      faults.add("WARN_ON: module_put at zero");
    }
    if (refcnt(m, before) == 1 && isBaseAway(m, before)) {
      if (outstanding(m) != 0) {
        faults.add("commit while referenced");
      }
      committed.put(m, true);
    }
  }

  /** Environment.tla: IsInitHoldPut. */
  static boolean isInitHoldPut(Task task) {
    return task.isWithin("LoadModule_Call") && !task.isInNotifier;
  }

  private boolean isBaseAway(String m, Projected before) {
    return machine.tasks.keySet().stream()
        .anyMatch(
            u ->
                before.get("pc", u).equals("TryReleaseModuleRef_Recover")
                    && before.get("obj", u).equals(m));
  }

  private boolean isZeroForGood(String m, Projected before) {
    return machine.modelled.baseRefcount()
        ? refcnt(m, before) == 0
        : requireNonNull(committed.get(m)) && number(m, before) == 0;
  }

  private void sums(String t, String m, String counters, int sign, Projected before) {
    int cpu = requireNonNull(scan.get(t));
    sum.merge(t, sign * Integer.parseInt(before.get(counters, m + "," + cpu)), Integer::sum);
    scan.put(t, cpu + 1 < machine.roles.cpus() ? cpu + 1 : 0);
  }

  /** Refcount.tla: MayReport. */
  private void reads(String t, String m) {
    int n = requireNonNull(sum.get(t));
    int base = machine.modelled.baseRefcount() ? 1 : 0;
    boolean may =
        (n == outstanding(m) || n == outstanding(m) - base)
            && (n != -1 || requireNonNull(committed.get(m)));
    if (!may) {
      faults.add("module_refcount out of bounds");
    }
    if (n < 0 && !machine.modelled.has("signed-refcount")) {
      faults.add("module_refcount reports ULONG_MAX");
    }
  }

  /** What the reader is told is what it has read. */
  private void returns(Task task) {
    Integer read = sum.get(task.name);
    if (task.isIdle() && !requireNonNull(read).equals(task.result)) {
      throw new Disagreement(
          "module_refcount returned " + task.result + " where it has read " + read);
    }
  }

  private void commits(String m, boolean forced) {
    committed.put(m, true);
    if (outstanding(m) != 0 && !forced) {
      faults.add("commit while referenced");
    }
  }

  private static int refcnt(String m, Projected state) {
    return Integer.parseInt(state.get("refcnt", m));
  }

  private int total(String m, String counters, Projected state) {
    int total = 0;
    for (int cpu = 0; cpu < machine.roles.cpus(); cpu++) {
      total += Integer.parseInt(state.get(counters, m + "," + cpu));
    }
    return total;
  }

  /** What a task dies of is a fault of the specification. */
  private void dies(Task task, Move move, Throwable thrown) {
    if (thrown instanceof UseAfterFreeException) {
      faults.add("use after free: " + reliesOn(task, move));
    } else if (thrown instanceof ListPoisonException) {
      faults.add("list poison: " + reliesOn(task, move));
    } else if (thrown instanceof KernelBugException) {
      switch (move.action()) {
        case "StrongTryModuleGet_State" ->
            faults.add("BUG_ON: strong_try_module_get of an UNFORMED module");
        case "TryReleaseModuleRef_BugOn" -> {}
        default -> throw died(move, thrown);
      }
    } else {
      throw died(move, thrown);
    }
  }

  private static Disagreement died(Move move, Throwable thrown) {
    return new Disagreement(move + " ended with " + thrown);
  }

  private static String reliesOn(Task task, Move move) {
    return switch (move.action()) {
      case "ModuleAddress_Next" -> "list walker";
      case "ModuleFindBug_Next" -> "bug-list walker";
      case "StrongTryModuleGet_State" -> "lookup";
      case "ModulePut_Trace" -> "tracepoint of module_put";
      case "DoInitModule_DropInit" -> "loader";
      default -> isInitHoldPut(task) ? "loader" : "reference holder";
    };
  }
}
