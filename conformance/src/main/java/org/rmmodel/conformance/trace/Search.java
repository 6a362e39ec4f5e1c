package org.rmmodel.conformance.trace;

import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rmmodel.conformance.trace.ProtocolSteps.Taken;
import org.rmmodel.conformance.trace.Verdict.Outcome;
import tlc2.tool.TLCState;

/**
 * Looks for an order of a recording's steps that is consistent with their intervals and is a
 * behaviour of the specification.
 *
 * <p>It goes through the steps by the instants at which they end. Its frontier are the nodes that
 * explain all steps that have ended: which ones are taken, and the state that they lead to. A step
 * that has not ended may have been taken as well, if it has started. When a step ends, each node
 * that has not taken it takes it, after some of the others that have started.
 *
 * <p>At first as few of the others as will do are taken early. Where that comes to a dead end, the
 * search goes back, a little at first and in the end to the beginning, and leaves nothing out from
 * there to the dead end. So acceptance is by a behaviour, and rejection by a search from the
 * beginning that left nothing out. Only a bounded number of frontiers is kept, so memory does not
 * grow with the length; nor does the time for a step.
 */
final class Search {
  private static final int CHECKPOINT = 64;
  private static final int KEPT = 65;

  /** How far back, in steps, before everything is tried from the beginning. */
  private static final int[] BACK = {CHECKPOINT, 512, 64 * CHECKPOINT};

  /** Of those that are not all, so many frontier nodes are kept. */
  private static final int FEW = 4;

  /**
   * What only looks, or only goes on: it changes nothing that others look at. The sooner it is
   * taken where it fits, the better.
   */
  private static final Set<String> LOOKS =
      Set.of(
          "DeleteModule_Call",
          "DeleteModule_Capable",
          "DeleteModule_CopyName",
          "DeleteModule_Check",
          "DeleteModule_Interrupted",
          "DeleteModule_Return",
          "LoadModule_Call",
          "LoadModule_NameIsTaken",
          "LoadModule_FailEarly",
          "LoadModule_Return",
          "ModuleAddress_Next",
          "ModuleFindBug_Next",
          "ModuleGet_Call",
          "ModulePut_Call",
          "ModuleRefcount_AtomicRead",
          "ModuleRefcount_Call",
          "ModuleRefcount_Return",
          "StrongTryModuleGet_State",
          "SymbolGet_Next",
          "TryModuleGet_Call",
          "TryModuleGet_IsLive");

  private static final int MOST_NODES = 100_000;
  private static final int MOST_SHOWN = 3;

  private final ProtocolSteps protocol;
  private final List<List<Event>> cpus;
  private final List<Ending> endings = new ArrayList<>();
  private final Bounds bounds;
  private final long begun = processorTime();
  private int widest = 1;

  /** The explanation that got farthest, of those that leave nothing out. */
  private int farthest;

  private List<Node> deadEnds = List.of();

  /**
   * Where a search stops.
   *
   * @param seconds of processor time, so that a busy machine gives the same verdicts
   */
  record Bounds(double seconds) {}

  /** The end of a step: the nth of a CPU. */
  private record Ending(int cpu, int nth, Event event) {}

  /** What explains a part of the recording. */
  private static final class Node {
    private final TLCState state;
    private final Loads loads;

    /** How many steps of each CPU. */
    private final int[] taken;

    private Node(TLCState state, Loads loads, int[] taken) {
      this.state = state;
      this.loads = loads;
      this.taken = taken;
    }

    private Node after(Taken step, int cpu) {
      int[] more = taken.clone();
      more[cpu]++;
      return new Node(step.state(), step.loads(), more);
    }

    private int size() {
      return Arrays.stream(taken).sum();
    }
  }

  /** Two nodes with the same key are the same; a state is told by its fingerprint of 64 bits. */
  private record Key(long state, Loads loads, List<Integer> taken) {
    private static Key of(Node node) {
      return new Key(
          node.state.fingerPrint(), node.loads, Arrays.stream(node.taken).boxed().toList());
    }
  }

  private record Checkpoint(int at, List<Node> frontier) {}

  /** A bound was reached. */
  private static final class BoundReached extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private BoundReached(String message) {
      super(message, null, false, false);
    }
  }

  private Search(ProtocolSteps protocol, List<List<Event>> cpus, Bounds bounds) {
    this.protocol = protocol;
    this.cpus = cpus;
    this.bounds = bounds;
    for (int cpu = 0; cpu < cpus.size(); cpu++) {
      for (int i = 0; i < cpus.get(cpu).size(); i++) {
        endings.add(new Ending(cpu, i, cpus.get(cpu).get(i)));
      }
    }
    endings.sort(
        Comparator.<Ending>comparingLong(ending -> ending.event.end())
            .thenComparingInt(Ending::cpu)
            .thenComparingInt(Ending::nth));
  }

  /**
   * Searches.
   *
   * @param protocol the specification
   * @param cpus the steps of each CPU
   * @param bounds where to stop
   * @return the verdict
   */
  static Verdict search(ProtocolSteps protocol, List<List<Event>> cpus, Bounds bounds) {
    Search search = new Search(protocol, cpus, bounds);
    long before = protocol.evaluations();
    try {
      return search.run(before);
    } catch (BoundReached e) {
      return search.verdict(
          Outcome.INCONCLUSIVE,
          search.farthest,
          0,
          List.of(String.valueOf(e.getMessage())),
          before);
    }
  }

  private Verdict run(long before) {
    Node first = new Node(protocol.initial(), protocol.noLoads(), new int[cpus.size()]);
    Deque<Checkpoint> checkpoints = new ArrayDeque<>();
    List<Node> frontier = List.of(first);
    int at = 0;
    int fullUntil = 0; // nothing is left out before this one
    int attempt = 0;
    boolean fromBeginning = false;
    while (at < endings.size()) {
      checkTime();
      boolean full = at < fullUntil;
      if (!full) {
        attempt = 0;
        fromBeginning = false;
        if (frontier.size() > FEW) {
          frontier = frontier.subList(0, FEW);
        }
      }
      if (at % CHECKPOINT == 0 && (checkpoints.isEmpty() || checkpoints.getLast().at < at)) {
        checkpoints.addLast(new Checkpoint(at, frontier));
        if (checkpoints.size() > KEPT) {
          checkpoints.removeFirst();
        }
      }
      List<Node> after = advance(frontier, at, full);
      if (!after.isEmpty()) {
        frontier = full ? after : look(after, endings.get(at).event.end());
        widest = Math.max(widest, frontier.size());
        at++;
        continue;
      }
      if (full && fromBeginning) {
        return rejected(at, before);
      }
      fullUntil = Math.max(fullUntil, at + 1);
      if (attempt < BACK.length) {
        Checkpoint back = backTo(checkpoints, at - BACK[attempt++]);
        fromBeginning = back.at == 0;
        at = back.at;
        frontier = back.frontier;
      } else {
        checkpoints.clear();
        fromBeginning = true;
        at = 0;
        frontier = List.of(first);
      }
    }
    return verdict(Outcome.ACCEPTED, endings.size(), 0, List.of(), before);
  }

  /** The last checkpoint that is no later; the oldest, if all are. Those after it are forgotten. */
  private static Checkpoint backTo(Deque<Checkpoint> checkpoints, int at) {
    while (checkpoints.size() > 1 && checkpoints.getLast().at > at) {
      checkpoints.removeLast();
    }
    return checkpoints.getLast();
  }

  /** The nodes after all looks that can be taken now. */
  private List<Node> look(List<Node> nodes, long now) {
    List<Node> after = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      Node at = node;
      for (int cpu = 0; cpu < cpus.size(); cpu++) {
        List<Event> events = cpus.get(cpu);
        while (at.taken[cpu] < events.size()
            && LOOKS.contains(events.get(at.taken[cpu]).action())) {
          List<Node> then = take(at, cpu, now);
          if (then.size() != 1) {
            break;
          }
          at = then.get(0);
        }
      }
      after.add(at);
    }
    return after;
  }

  /** The nodes that have taken the step that ends now, too. */
  private List<Node> advance(List<Node> frontier, int at, boolean full) {
    Ending ending = endings.get(at);
    List<Node> after = new ArrayList<>();
    List<Node> level = new ArrayList<>();
    for (Node node : frontier) {
      (node.taken[ending.cpu] > ending.nth ? after : level).add(node);
    }
    if (!full && !after.isEmpty()) {
      return after;
    }
    boolean alone = frontier.size() == 1;
    Set<Key> seen = new HashSet<>();
    List<Node> tried = full ? new ArrayList<>(level) : new ArrayList<>();
    int nodes = 0;
    for (boolean begins = true; !level.isEmpty(); begins = false) {
      List<Node> next = new ArrayList<>();
      for (Node node : level) {
        for (int cpu = 0; cpu < cpus.size(); cpu++) {
          if (!full && begins && cpu != ending.cpu) {
            continue; // first without any other
          }
          for (Node then : take(node, cpu, ending.event.end())) {
            boolean done = then.taken[ending.cpu] > ending.nth;
            if ((alone && !full && begins && done) || seen.add(Key.of(then))) {
              (done ? after : next).add(then);
            }
          }
        }
        checkTime();
      }
      nodes += next.size() + after.size();
      if (nodes > MOST_NODES) {
        throw new BoundReached("more than " + MOST_NODES + " states explain the same steps");
      }
      if (!full && !after.isEmpty()) {
        return after;
      }
      if (!full && begins) {
        // Nobody could take it at once: now each of the others may be first.
        level = again(level, next, ending, seen, after);
        if (!after.isEmpty()) {
          return after;
        }
      } else {
        level = next;
      }
      if (full) {
        tried.addAll(next);
      }
    }
    if (full && after.isEmpty()) {
      farthest = at;
      deadEnds = tried;
    }
    return after;
  }

  private List<Node> again(
      List<Node> level, List<Node> next, Ending ending, Set<Key> seen, List<Node> after) {
    List<Node> all = new ArrayList<>(next);
    for (Node node : level) {
      for (int cpu = 0; cpu < cpus.size(); cpu++) {
        if (cpu != ending.cpu) {
          for (Node then : take(node, cpu, ending.event.end())) {
            if (seen.add(Key.of(then))) {
              (then.taken[ending.cpu] > ending.nth ? after : all).add(then);
            }
          }
        }
      }
    }
    return all;
  }

  /** The nodes after the CPU's next step, if it can have been taken by then. */
  private List<Node> take(Node node, int cpu, long now) {
    List<Event> events = cpus.get(cpu);
    int nth = node.taken[cpu];
    if (nth == events.size() || events.get(nth).start() > now) {
      return List.of();
    }
    List<Taken> taken = protocol.take(node.state, node.loads, events.get(nth));
    if (taken.size() == 1) {
      return List.of(node.after(taken.get(0), cpu));
    }
    List<Node> after = new ArrayList<>(taken.size());
    taken.forEach(step -> after.add(node.after(step, cpu)));
    return after;
  }

  private void checkTime() {
    if (seconds() > bounds.seconds) {
      throw new BoundReached(
          String.format(
              "more than %.0f s of processor time, at step %d of %d",
              bounds.seconds, farthest, endings.size()));
    }
  }

  private double seconds() {
    return (processorTime() - begun) / 1e9;
  }

  /** Of this thread, in nanoseconds. */
  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  // -----------------------------------------------------------------------------------------------

  private Verdict rejected(int at, long before) {
    Event event = endings.get(at).event;
    List<String> reasons = new ArrayList<>();
    reasons.add(
        event.task()
            + " took "
            + event.action()
            + (event.name().isEmpty() ? "" : " of " + event.name())
            + (event.tells() == Event.Tells.NOTHING ? "" : ", with the result " + event.result())
            + ": no order of the steps so far leads there");
    deadEnds.sort(Comparator.comparingInt(Node::size).reversed());
    Iterator<Node> nodes = deadEnds.iterator();
    Set<String> told = new HashSet<>();
    Set<String> tasks = new TreeSet<>();
    cpus.forEach(events -> events.forEach(each -> tasks.add(each.task())));
    int matched = deadEnds.isEmpty() ? 0 : deadEnds.get(0).size();
    while (nodes.hasNext() && told.size() < MOST_SHOWN) {
      Node node = nodes.next();
      int cpu = endings.get(at).cpu;
      if (node.taken[cpu] < cpus.get(cpu).size()) {
        Event wanted = cpus.get(cpu).get(node.taken[cpu]);
        String label = protocol.next(node.state, wanted.task());
        String why =
            wanted.action()
                + ": "
                + protocol.whyNot(node.state, node.loads, wanted)
                + (label.equals(wanted.action()) ? "" : "; " + wanted.task() + " is at " + label);
        if (told.add(why)) {
          reasons.add("after " + node.size() + " steps, " + why);
          reasons.add("state there: " + protocol.describe(node.state, tasks));
        }
      }
    }
    return verdict(Outcome.REJECTED, matched, event.line(), reasons, before);
  }

  private Verdict verdict(
      Outcome outcome, int matched, int line, List<String> reasons, long before) {
    return new Verdict(
        outcome,
        endings.size(),
        matched,
        line,
        reasons,
        protocol.evaluations() - before,
        widest,
        seconds(),
        0);
  }
}
