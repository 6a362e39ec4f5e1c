package org.rmmodel.conformance.replay;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rmmodel.checker.catalogue.ActionEntry;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.graph.StateGraph;
import org.rmmodel.conformance.NotTaken;
import org.rmmodel.impl.kernel.Action;

/**
 * Action by action: the kernel's function, and how it is compared with the implementation's step.
 */
final class ActionTable {
  private ActionTable() {}

  /** The table of CONFORMANCE.md. */
  static String of(Catalogue catalogue, Collection<StateGraph> graphs) {
    Map<String, Integer> runs = new TreeMap<>();
    for (StateGraph graph : graphs) {
      Set<String> taken = new TreeSet<>();
      graph.edges().forEach(edge -> taken.add(edge.action()));
      taken.forEach(action -> runs.merge(action, 1, Integer::sum));
    }
    Map<String, String> functions = new LinkedHashMap<>();
    for (ActionEntry entry : catalogue.actions().entries()) {
      functions.putIfAbsent(entry.action(), entry.function());
    }
    for (Action action : Action.values()) {
      functions.putIfAbsent(action.name(), "");
    }
    Map<String, String> notReplayed = NotTaken.inReplay();
    Map<String, String> notRecorded = NotTaken.inRecordings();
    StringBuilder table =
        new StringBuilder("| action | kernel function | replayed | in recorded runs |\n");
    table.append("|---|---|---|---|\n");
    functions.forEach(
        (action, function) -> {
          Integer in = runs.get(action);
          String replayed =
              in != null
                  ? "in " + in + (in == 1 ? " run" : " runs")
                  : notReplayed.getOrDefault(action, "**missing**");
          String recorded = notRecorded.getOrDefault(action, "yes");
          table.append(
              "| `%s` | %s | %s | %s |\n"
                  .formatted(
                      action,
                      function.isEmpty() ? "" : "`" + function + "`",
                      replayed,
                      recorded.equals(replayed) ? "no, for the same reason" : recorded));
        });
    return table.toString();
  }
}
