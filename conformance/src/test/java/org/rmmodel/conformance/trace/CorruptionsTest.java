package org.rmmodel.conformance.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rmmodel.conformance.trace.Corruption.call;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.conformance.trace.Corruption.Bent;
import org.rmmodel.conformance.trace.Verdict.Outcome;
import org.rmmodel.conformance.trace.Workload.Kind;
import org.rmmodel.conformance.trace.Workload.Plan;
import org.rmmodel.impl.kernel.Action;

/**
 * A recording that is bent in one place is no behaviour any more, and what says so is that place or
 * a later one. The runs take turns, so that their steps do not overlap.
 */
class CorruptionsTest {
  private static final int EVENTS = 1_500;
  private static final int EWOULDBLOCK = -11;
  private static final int ENOENT = -2;
  private static final int EEXIST = -17;

  @TempDir private Path folder;

  private static Recording of(int patches, Kind kind) {
    return Workload.record(
        new Plan(RecordedKernel.prefix(patches), kind, 4, EVENTS, 3, true, false));
  }

  /** On the kernel with the series. */
  private static Map<String, Function<Recording, Bent>> newAlgorithm() {
    Map<String, Function<Recording, Bent>> all = new LinkedHashMap<>();
    all.put("nothing is changed", recording -> new Bent(recording, 0));
    all.put(
        "a get's increment is dropped",
        r -> Corruption.drop(r, call(CallKind.GET, 1), Action.TryModuleGet_IncNotZero));
    all.put(
        "a get's increment is there twice",
        r -> Corruption.twice(r, call(CallKind.GET, 1), Action.TryModuleGet_IncNotZero));
    all.put(
        "a put's decrement is dropped",
        r -> Corruption.drop(r, call(CallKind.PUT, 1), Action.ModulePut_DecIfPositive));
    all.put("a put is dropped", r -> Corruption.dropCall(r, call(CallKind.PUT, 1)));
    all.put("a put comes before its get", Corruption::putBeforeGet);
    all.put("a get comes after the commit", Corruption::getAfterCommit);
    all.put("a get that succeeds fails", r -> Corruption.result(r, call(CallKind.GET, 1), 0));
    all.put("a put that succeeds warns", r -> Corruption.result(r, call(CallKind.PUT, 1), 0));
    all.put(
        "a get is of another load",
        r ->
            Corruption.call(
                r,
                call(CallKind.GET, 1),
                c ->
                    new RecordedCall(
                        c.kind(), c.name(), 999, c.enter(), c.steps(), 1, c.end(), 0)));
    all.put(
        "a count is one higher",
        r ->
            Corruption.call(r, c -> c.kind() == CallKind.READ, c -> withResult(c, c.result() + 1)));
    all.put(
        "a count is one lower",
        r ->
            Corruption.call(r, c -> c.kind() == CallKind.READ, c -> withResult(c, c.result() - 1)));
    all.put(
        "an unload that succeeds fails",
        r -> Corruption.result(r, call(CallKind.DELETE, 0), EWOULDBLOCK));
    all.put(
        "an unload that fails succeeds",
        r -> Corruption.result(r, call(CallKind.DELETE, EWOULDBLOCK), 0));
    all.put(
        "an unload of nothing says that it is in use",
        r -> Corruption.result(r, call(CallKind.DELETE, ENOENT), EWOULDBLOCK));
    all.put(
        "a recovery is a decision",
        r ->
            Corruption.instead(
                r,
                call(CallKind.DELETE, EWOULDBLOCK),
                Action.TryReleaseModuleRef_Recover,
                Action.TryStopModule_Going));
    all.put(
        "the base is released by another thread",
        r ->
            Corruption.otherThread(
                r, call(CallKind.DELETE, 0), Action.TryReleaseModuleRef_SubBase));
    all.put(
        "the mutex is not released",
        r -> Corruption.drop(r, call(CallKind.DELETE, 0), Action.DeleteModule_MutexUnlock));
    all.put(
        "GOING is not set",
        r -> Corruption.drop(r, call(CallKind.DELETE, 0), Action.TryStopModule_Going));
    all.put(
        "a grace period has no end",
        r -> Corruption.drop(r, call(CallKind.DELETE, 0), Action.SynchronizeRcu_End));
    all.put(
        "the bug list is cleaned before the module is unlinked",
        r -> Corruption.before(r, call(CallKind.DELETE, 0), Action.FreeModule_BugCleanup));
    all.put(
        "the memory is freed before the mutex is released",
        r -> Corruption.before(r, call(CallKind.DELETE, 0), Action.FreeModule_Free));
    all.put(
        "the memory is not freed",
        r -> Corruption.drop(r, call(CallKind.DELETE, 0), Action.FreeModule_Free));
    all.put(
        "another module is set GOING",
        r -> Corruption.about(r, call(CallKind.DELETE, 0), Action.TryStopModule_Going, "zzz"));
    all.put(
        "a load that succeeds fails", r -> Corruption.result(r, call(CallKind.LOAD, 0), EEXIST));
    all.put(
        "a load that fails succeeds", r -> Corruption.result(r, call(CallKind.LOAD, EEXIST), 0));
    all.put("a load is dropped", r -> Corruption.dropCall(r, call(CallKind.LOAD, 0)));
    all.put(
        "the init hold is not put",
        r -> Corruption.drop(r, call(CallKind.LOAD, 0), Action.ModulePut_DecIfPositive));
    all.put(
        "a module is GOING instead of LIVE",
        r ->
            Corruption.instead(
                r, call(CallKind.LOAD, 0), Action.DoInitModule_Live, Action.DoInitModule_Going));
    all.put(
        "a walker goes on after the end of the list",
        r -> Corruption.twice(r, c -> c.kind() == CallKind.WALK, Action.ModuleAddress_Next));
    all.put(
        "a walker meets what is freed, where nothing is",
        r -> Corruption.result(r, c -> c.kind() == CallKind.WALK, RecordedCall.OOPS));
    return all;
  }

  /** On v3.18 and the kernel with three patches. */
  private static Map<String, Function<Recording, Bent>> oldAlgorithm(boolean unlinksStopped) {
    Map<String, Function<Recording, Bent>> all = new LinkedHashMap<>();
    all.put("nothing is changed", recording -> new Bent(recording, 0));
    all.put(
        "the machine stands still before it is told to",
        r -> Corruption.before(r, call(CallKind.DELETE, 0), Action.StopMachine_Stop));
    all.put(
        "the machine does not go on",
        r -> Corruption.drop(r, call(CallKind.DELETE, EWOULDBLOCK), Action.StopMachine_Restart));
    all.put(
        "the increments are added up before the decrements",
        r -> Corruption.before(r, call(CallKind.DELETE, 0), Action.TryStopModule_SumIncs));
    all.put(
        "a get counts on another CPU",
        r -> Corruption.otherThread(r, call(CallKind.GET, 1), Action.TryModuleGet_ThisCpuInc));
    all.put(
        "a count is one lower",
        r ->
            Corruption.call(r, c -> c.kind() == CallKind.READ, c -> withResult(c, c.result() - 1)));
    all.put(
        "a put is there twice",
        r -> Corruption.twice(r, call(CallKind.PUT, 1), Action.ModulePut_ThisCpuInc));
    if (unlinksStopped) {
      all.put(
          "the module is unlinked before the machine stands still",
          r -> Corruption.before(r, call(CallKind.DELETE, 0), Action.FreeModule_ListDel));
    } else {
      all.put(
          "the module is not unlinked",
          r -> Corruption.drop(r, call(CallKind.DELETE, 0), Action.FreeModule_ListDelRcu));
    }
    all.put(
        "a load that fails succeeds", r -> Corruption.result(r, call(CallKind.LOAD, EEXIST), 0));
    return all;
  }

  private static RecordedCall withResult(RecordedCall c, int result) {
    return new RecordedCall(c.kind(), c.name(), c.load(), c.enter(), c.steps(), result, c.end(), 0);
  }

  @Test
  void what_is_bent_is_rejected_there_or_later_with_the_reason() throws Exception {
    List<List<Recording>> groups = new ArrayList<>();
    List<List<String>> names = new ArrayList<>();
    List<List<Bent>> bent = new ArrayList<>();
    for (int patches : new int[] {5, 3, 0}) {
      Recording recording = of(patches, Kind.COUNT);
      Map<String, Function<Recording, Bent>> all =
          patches == 5 ? newAlgorithm() : oldAlgorithm(patches == 0);
      List<Bent> some = new ArrayList<>();
      all.values().forEach(corruption -> some.add(corruption.apply(recording)));
      names.add(new ArrayList<>(all.keySet()));
      bent.add(some);
      groups.add(some.stream().map(Bent::recording).toList());
    }
    List<List<Verdict>> verdicts = Checking.check(folder, groups);
    int rejected = 0;
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      for (int k = 0; k < groups.get(i).size(); k++) {
        Verdict verdict = verdicts.get(i).get(k);
        String what = groups.get(i).get(k).kernel() + ": " + names.get(i).get(k);
        System.out.printf(
            "%s%n    %s after %d of %d steps%n",
            what, verdict.outcome(), verdict.matched(), verdict.steps());
        verdict.reasons().forEach(reason -> System.out.println("    " + reason));
        boolean unchanged = k == 0;
        if (verdict.outcome() != (unchanged ? Outcome.ACCEPTED : Outcome.REJECTED)) {
          wrong.add(what + ": " + verdict);
        } else if (!unchanged) {
          rejected++;
          int before = endedBefore(groups.get(i).get(k), bent.get(i).get(k).at());
          if (verdict.matched() < before || verdict.line() == 0 || verdict.reasons().size() < 2) {
            wrong.add(what + ": rejected too early, " + before + " steps come before; " + verdict);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(rejected).isGreaterThanOrEqualTo(20);
  }

  /** How many steps had ended before the place that is bent. */
  private static int endedBefore(Recording recording, long at) {
    return (int)
        Translation.of(recording).stream()
            .flatMap(List::stream)
            .filter(event -> event.end() < at)
            .count();
  }
}
