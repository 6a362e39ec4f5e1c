package org.rmmodel.lkmm.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rmmodel.lkmm.execution.Event;
import org.rmmodel.lkmm.execution.Execution;
import org.rmmodel.lkmm.execution.Relation;
import org.rmmodel.lkmm.parse.LitmusException;

/**
 * Sequential consistency: the steps of all threads happen one after the other, and each read sees
 * the last write. So po | rf | co | fr has no cycle, and each grace period waits: each section of a
 * reader begins after the grace period does, or ends before that is over.
 *
 * <p>It says nothing of plain accesses, and so of data races.
 */
final class SequentialConsistency {
  private final Relation po;
  private final List<Wait> waits = new ArrayList<>();

  /** A grace period and a section that it may have to wait for. */
  private record Wait(int gracePeriod, int begin, int end) {}

  private SequentialConsistency(Fences f) {
    po = f.skeleton().po();
    Sets s = f.sets();
    Relation sections = f.rcuRscs();
    for (int event = 0; event < po.size(); event++) {
      if (s.syncSrcu.has(event)) {
        Event what = f.skeleton().event(event);
        throw new LitmusException(what.place(), "SRCU is not known by the model sc");
      }
    }
    for (int gp = 0; gp < po.size(); gp++) {
      for (int begin = 0; s.syncRcu.has(gp) && begin < po.size(); begin++) {
        for (int end = 0; end < po.size(); end++) {
          if (sections.has(begin, end)) {
            waits.add(new Wait(gp, begin, end));
          }
        }
      }
    }
  }

  static Ruling rule(Fences f, Execution execution) {
    Relation fr = execution.rf().inverse().then(execution.co());
    Relation order = f.skeleton().po().or(execution.rf()).or(execution.co()).or(fr);
    boolean ordered =
        f.skeleton().rmw().and(fr.then(execution.co())).isEmpty()
            && new SequentialConsistency(f).isPossible(order, 0);
    return new Ruling(
        ordered ? null : Axiom.SEQUENTIAL_CONSISTENCY, Set.of(), Map.of("po|rf|co|fr", order));
  }

  /** Whether all happens in some order, if the grace periods from one on are still to be waited. */
  private boolean isPossible(Relation order, int next) {
    if (!order.isAcyclic()) {
      return false;
    }
    if (next == waits.size()) {
      return true;
    }
    Wait wait = waits.get(next);
    // What is before the grace period is before the section, or the section before what is after.
    Relation later =
        Relation.of(po.size(), (from, to) -> from == wait.gracePeriod && to == wait.begin);
    Relation earlier =
        Relation.of(po.size(), (from, to) -> from == wait.end && po.has(wait.gracePeriod, to));
    return isPossible(order.or(later), next + 1) || isPossible(order.or(earlier), next + 1);
  }
}
