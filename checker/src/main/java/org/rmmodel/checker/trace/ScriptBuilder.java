package org.rmmodel.checker.trace;

import static org.rmmodel.checker.trace.ModuleScript.UNKNOWN;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rmmodel.checker.trace.Call.Mark;

/** Writes a module's script: its calls, with positions in the file turned into lines. */
final class ScriptBuilder {
  /** Lines whose value tells the count. */
  private static final Set<LineKind> PRINTS =
      EnumSet.of(LineKind.MODULE_GET, LineKind.MODULE_PUT, LineKind.REL_SUB, LineKind.USER_READ);

  private final LogOrder order;
  private final Links links;
  private final Recorded recorded;
  private final Calls calls;
  private final boolean[] isUsed;
  private final Map<String, String> texts = new HashMap<>();

  /**
   * A builder for the modules of one log.
   *
   * @param order the log's lines
   * @param links which modules used which
   * @param recorded what the log has recorded
   * @param calls the calls of all modules
   */
  ScriptBuilder(LogOrder order, Links links, Recorded recorded, Calls calls) {
    this.order = order;
    this.links = links;
    this.recorded = recorded;
    this.calls = calls;
    isUsed = new boolean[order.size()];
  }

  /** Is the line at this position in a script that was built? */
  boolean isUsed(int i) {
    return isUsed[i];
  }

  /** A line of the log, as it shows a call. */
  private record Shown(Call call, int nth, Mark mark) {}

  /**
   * Builds a script.
   *
   * @param module the module
   * @return its script; without lines if nothing shows a call
   */
  ModuleScript build(String module) {
    List<Call> ofModule = calls.byModule().getOrDefault(module, List.of());
    List<Shown> shown = new ArrayList<>(ofModule.size());
    for (Call call : ofModule) {
      for (int j = 0; j < call.marks().size(); j++) {
        shown.add(new Shown(call, j, call.marks().get(j)));
      }
    }
    shown.sort(
        Comparator.<Shown>comparingInt(line -> line.mark.position())
            .thenComparingInt(line -> line.nth));
    Positions positions =
        new Positions(shown.stream().mapToInt(line -> line.mark.position()).toArray());
    Lives lives = new Lives(ofModule, links, recorded.releases());
    lives.inferResults();
    lives.findUnseenLoads(
        ofModule.stream()
            .filter(call -> call instanceof CountCall && call.line >= 0)
            .map(call -> call.line)
            .sorted()
            .toList(),
        recorded.loads() ? Optional.of(calls.failedLoads()) : Optional.empty());
    ProtocolTasks tasks = new ProtocolTasks(order, positions, lives);
    Map<Role, List<List<ModuleScript.Operation>>> operations = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      operations.put(role, tasks.assign(role, ofModule));
    }
    List<ModuleScript.Line> lines = lines(shown, due(ofModule, positions));
    int most = mostReferences(shown, operations.getOrDefault(Role.USER, List.of()).size());
    return new ModuleScript(
        module,
        lines,
        operations,
        !recorded.deletes(),
        !lives.endByAnUnload(),
        lives.haveALoadThatMayFail() || lives.haveAForcedUnload(),
        lives.beginWithALoad() ? ModuleScript.NOT_THERE : most,
        most,
        doubts(module),
        (int) shown.stream().mapToInt(line -> line.mark.position()).distinct().count());
  }

  private List<ModuleScript.Doubt> doubts(String module) {
    return calls.doubts(module).stream()
        .map(doubt -> new ModuleScript.Doubt(order.line(doubt.position()).number(), doubt.link()))
        .toList();
  }

  /** Which calls must have read what they print before which line. */
  private static Map<Integer, List<ModuleScript.Due>> due(List<Call> calls, Positions positions) {
    Map<Integer, List<ModuleScript.Due>> due = new HashMap<>();
    for (Call call : calls) {
      if (call.printedAt() >= 0) {
        due.computeIfAbsent(positions.before(call.due), k -> new ArrayList<>(1))
            .add(new ModuleScript.Due(call.protocolTask, call.nth));
      }
    }
    return due;
  }

  private List<ModuleScript.Line> lines(
      List<Shown> shown, Map<Integer, List<ModuleScript.Due>> due) {
    List<ModuleScript.Line> lines = new ArrayList<>(shown.size() + 1);
    for (Shown each : shown) {
      TraceLine line = order.line(each.mark.position());
      isUsed[each.mark.position()] = true;
      lines.add(
          new ModuleScript.Line(
              line.number(),
              each.mark.kind(),
              describe(line, each.mark.kind()),
              each.call.role(),
              each.call.protocolTask,
              each.call.nth,
              each.mark.value(),
              List.copyOf(due.getOrDefault(lines.size(), List.of()))));
    }
    // What is in the log has been read, so also what the last lines print.
    if (!lines.isEmpty()) {
      int n = lines.size();
      lines.add(
          new ModuleScript.Line(
              lines.get(n - 1).number(),
              LineKind.END_OF_LOG,
              "the end of the log",
              null,
              "none",
              0,
              UNKNOWN,
              due.getOrDefault(n, List.of())));
    }
    return lines;
  }

  /** No more references than this can have been held when the log begins. */
  private static int mostReferences(List<Shown> shown, int users) {
    for (Shown each : shown) {
      if (PRINTS.contains(each.mark.kind()) && each.mark.value() != UNKNOWN) {
        return Math.max(0, each.mark.value()) + 4 + users;
      }
    }
    return 2;
  }

  /** The same few texts again and again. */
  private String describe(TraceLine line, LineKind kind) {
    return texts.computeIfAbsent(line.task() + "-" + line.pid() + " " + kind.word(), text -> text);
  }
}
