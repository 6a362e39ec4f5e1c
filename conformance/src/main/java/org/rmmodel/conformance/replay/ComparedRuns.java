package org.rmmodel.conformance.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Lane;

/** The runs of models that are compared with the real classes, by what they are about. */
public final class ComparedRuns {
  /** What an author waits for after each change. */
  private static final Map<String, List<String>> SMOKE =
      Map.of(
          "get and put", List.of("Borrow:p5-nopreempt"),
          "a walker of the module list", List.of("UnloadListWalker:v6.15-preempt"));

  private static final Map<String, List<String>> FULL = full();

  private ComparedRuns() {}

  private static Map<String, List<String>> full() {
    Map<String, List<String>> runs = new LinkedHashMap<>();
    runs.put(
        "get and put",
        List.of(
            "Borrow:p5-nopreempt",
            "Borrow:v3.18-preempt",
            "Refcount:p4-preempt",
            "Refcount:v3.18-preempt"));
    runs.put(
        "the count is read",
        List.of("RefcountReaderUnload:p5-nopreempt", "RefcountReaderUnload:v3.18-nopreempt"));
    runs.put("puts without a get", List.of("SurplusPutArmsBug:p5-nopreempt"));
    runs.put("put's tracepoint", List.of("PutTracepoint:p5-preempt"));
    runs.put("unload", List.of("CallsReturn:p5-nopreempt", "TwoUnloaders:p5-nopreempt"));
    runs.put("errors of callers", List.of("ErrorsOfCallers:p5-nopreempt"));
    runs.put(
        "stop_machine", List.of("CallsReturn:v3.18-nopreempt", "UnloadPreemptOff:v3.18-preempt"));
    runs.put("a forced unload", List.of("ForcedUnload:p5-nopreempt", "ForcedUnload:v3.18-preempt"));
    runs.put("load", List.of("InitHold:p5-nopreempt"));
    runs.put(
        "a load that fails early, or late",
        List.of("FailedLoadListWalker:p5-nopreempt", "FailedLoadBugWalker:v6.15-preempt"));
    runs.put(
        "a load whose init fails",
        List.of("InitFailBugWalker:p2-preempt", "InitFailsUnreferenced:p5-nopreempt"));
    runs.put(
        "loads that some kernels refuse",
        List.of("MisalignedBugWalker:v6.2-nopreempt", "CodetagFails:v6.16-nopreempt"));
    runs.put("what init returns", List.of("InitExists:v3.18-nopreempt"));
    runs.put("notifiers", List.of("ProbeSet:p5-nopreempt", "InitFailPublished:p5-nopreempt"));
    runs.put(
        "duplicate names",
        List.of(
            "DuplicateLoads:p5-nopreempt",
            "DuplicateWaits:v5.3-nopreempt",
            "DuplicateExists:v6.4-nopreempt"));
    runs.put(
        "dependencies",
        List.of("LinksWait:p5-nopreempt", "LinksTwice:v3.19-nopreempt", "Links:v3.18-nopreempt"));
    runs.put(
        "walkers of both lists",
        List.of(
            "UnloadListWalker:v6.15-preempt",
            "TwoModulesListWalker:p5-preempt",
            "UnloadBugWalker:p3-preempt"));
    runs.put("lookups", List.of("SymbolGet:p5-nopreempt", "SymbolGet:v6.15-preempt"));
    runs.put(
        "grace periods",
        List.of(
            "CallsReturnWalkers:p2-preempt",
            "CallsReturnWalkers:p5-nopreempt",
            "CallsReturnFailedLoad:p5-preempt"));
    return runs;
  }

  /**
   * The runs of a lane.
   *
   * @param catalogue the catalogue
   * @param lane the lane
   * @return what they are about, and the runs
   */
  public static Map<String, List<Case>> of(Catalogue catalogue, Lane lane) {
    Map<String, List<Case>> runs = new LinkedHashMap<>();
    (lane == Lane.SMOKE ? SMOKE : FULL)
        .forEach(
            (topic, ids) -> {
              List<Case> cases = new ArrayList<>();
              ids.forEach(id -> cases.add(of(catalogue, id)));
              runs.put(topic, cases);
            });
    return runs;
  }

  /**
   * A run by its name.
   *
   * @param catalogue the catalogue
   * @param id for example {@code Borrow:p5-nopreempt}
   * @return the run
   * @throws BadInput if there is none
   */
  public static Case of(Catalogue catalogue, String id) {
    return catalogue.cases(Lane.EXHAUSTIVE).stream()
        .filter(of -> of.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new BadInput(id + ": no run of this name (spec/check list shows them)"));
  }
}
