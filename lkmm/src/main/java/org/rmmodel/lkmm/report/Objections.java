package org.rmmodel.lkmm.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rmmodel.lkmm.execution.Budget;
import org.rmmodel.lkmm.execution.Enumerator;
import org.rmmodel.lkmm.execution.Execution;
import org.rmmodel.lkmm.execution.Limits;
import org.rmmodel.lkmm.execution.Relation;
import org.rmmodel.lkmm.model.Axiom;
import org.rmmodel.lkmm.model.MemoryModel;
import org.rmmodel.lkmm.model.Ruling;
import org.rmmodel.lkmm.parse.Litmus;

/** Why what a test asks for never happens: which axiom forbids each candidate that has it. */
public final class Objections {
  private static final int TOLD = 8;

  private final List<String> lines = new ArrayList<>();
  private final Map<Axiom, Long> numbers = new EnumMap<>(Axiom.class);
  private long candidates;

  private Objections() {}

  /**
   * Tells why.
   *
   * @param test the test
   * @param model the memory model
   * @param limits what it may take
   * @return how many candidates each axiom forbids, and of the first ones what goes round
   */
  public static List<String> of(Litmus test, MemoryModel model, Limits limits) {
    Objections objections = new Objections();
    String end = null;
    try {
      Enumerator enumerator =
          new Enumerator(test, model.version().srcuAccesses(), new Budget(limits));
      enumerator.forEach(
          false, test.condition(), execution -> objections.add(execution, model.judge(execution)));
    } catch (Budget.CutShort reached) {
      end = reached.getMessage();
    }
    return objections.told(end);
  }

  private List<String> told(@Nullable String end) {
    List<String> all = new ArrayList<>();
    all.add(
        (candidates == 0
                ? "No candidate execution has it, whatever is ordered"
                : candidates
                    + " candidate execution"
                    + (candidates == 1 ? " has" : "s have")
                    + " it")
            + (end == null ? "" : "; cut short after " + end));
    numbers.forEach((axiom, number) -> all.add("  " + axiom.published() + " forbids " + number));
    all.addAll(lines);
    return all;
  }

  private boolean add(Execution execution, Ruling ruling) {
    candidates++;
    Axiom axiom = ruling.violated();
    if (axiom != null) {
      numbers.merge(axiom, 1L, Long::sum);
      if (candidates <= TOLD) {
        lines.add("candidate " + candidates + ", forbidden by " + axiom.published());
        cycle(execution, ruling, axiom).forEach(line -> lines.add("  " + line));
      }
    }
    return true;
  }

  /** What goes round, of the axioms that forbid a cycle of one relation. */
  private static List<String> cycle(Execution execution, Ruling ruling, Axiom axiom) {
    String name =
        switch (axiom) {
          case HAPPENS_BEFORE -> "hb";
          case PROPAGATION -> "pb";
          case RCU -> "rb";
          case SEQUENTIAL_CONSISTENCY -> "po|rf|co|fr";
          default -> null;
        };
    Relation relation = name == null ? null : ruling.relations().get(name);
    if (relation == null) {
      return Account.of(execution);
    }
    List<String> told = new ArrayList<>();
    List<Integer> events = shortest(relation);
    for (int i = 0; i < events.size(); i++) {
      told.add(Account.label(execution, events.get(i)));
      told.add(
          "  -> " + name + " -> " + Account.label(execution, events.get((i + 1) % events.size())));
    }
    return told;
  }

  /** A shortest cycle. */
  static List<Integer> shortest(Relation relation) {
    List<Integer> best = List.of();
    for (int start = 0; start < relation.size(); start++) {
      List<Integer> found = from(relation, start);
      if (!found.isEmpty() && (best.isEmpty() || found.size() < best.size())) {
        best = found;
      }
    }
    return best;
  }

  private static List<Integer> from(Relation relation, int start) {
    int[] before = new int[relation.size()];
    Arrays.fill(before, -1);
    Deque<Integer> next = new ArrayDeque<>(List.of(start));
    while (!next.isEmpty()) {
      int at = next.remove();
      if (relation.has(at, start)) {
        Deque<Integer> cycle = new ArrayDeque<>();
        for (int event = at; event != start; event = before[event]) {
          cycle.addFirst(event);
        }
        cycle.addFirst(start);
        return List.copyOf(cycle);
      }
      for (int to = 0; to < relation.size(); to++) {
        if (relation.has(at, to) && before[to] < 0 && to != start) {
          before[to] = at;
          next.add(to);
        }
      }
    }
    return List.of();
  }
}
