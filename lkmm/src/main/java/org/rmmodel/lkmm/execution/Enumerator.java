package org.rmmodel.lkmm.execution;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rmmodel.lkmm.parse.Access;
import org.rmmodel.lkmm.parse.Condition;
import org.rmmodel.lkmm.parse.Litmus;
import org.rmmodel.lkmm.parse.LitmusException;

/**
 * Enumerates the candidate executions of a test: ways through the threads, what reads read from,
 * and orders of writes.
 */
public final class Enumerator {
  private final Litmus test;
  private final Variables variables;
  private final Budget budget;
  private final List<List<Trace>> ways;

  /**
   * The ways through the threads are found now.
   *
   * @param test the test
   * @param srcuAccesses whether the limits of SRCU sections are accesses to memory
   * @param budget what may be used
   * @throws LitmusException if the test does what is not supported
   */
  public Enumerator(Litmus test, boolean srcuAccesses, Budget budget) {
    this.test = test;
    this.budget = budget;
    this.variables = new Variables(test);
    this.ways = new Ways(test, variables, srcuAccesses, budget).all();
  }

  /**
   * How many combinations of ways there are.
   *
   * @return their number, as far as a double holds it
   */
  public double combinations() {
    double product = 1;
    for (List<Trace> thread : ways) {
      product *= thread.size();
    }
    return product;
  }

  /**
   * Whether some way has a plain access to memory.
   *
   * @return whether there may be data races
   */
  public boolean hasPlainAccesses() {
    for (List<Trace> thread : ways) {
      for (Trace way : thread) {
        for (Event event : way.events()) {
          if ((event.kind() == EventKind.READ || event.kind() == EventKind.WRITE)
              && event.access() == Access.PLAIN
              && !event.atomic()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * Goes through the candidates.
   *
   * @param prune whether those that are not coherent or not atomic are left out
   * @param required what the final state must have, besides the test's filter, or null
   * @param visit is given each of them, and says whether to go on
   * @throws Budget.CutShort if a limit is reached
   */
  public void forEach(boolean prune, @Nullable Condition required, Predicate<Execution> visit) {
    Map<Condition.Term, Long> fixed = new HashMap<>();
    collect(test.filter(), fixed);
    collect(required, fixed);
    new Walk(prune, required, fixed, visit).run();
  }

  /** What a conjunction says of single values. */
  private void collect(@Nullable Condition condition, Map<Condition.Term, Long> fixed) {
    if (condition instanceof Condition.And and) {
      collect(and.left(), fixed);
      collect(and.right(), fixed);
    } else if (condition instanceof Condition.Equal equal
        && !(equal.right() instanceof Condition.Register)) {
      fixed.put(equal.left(), variables.value(equal.right()));
    }
  }

  private final class Walk {
    private final boolean prune;
    private final @Nullable Condition required;
    private final Predicate<Execution> visit;
    private final Map<Integer, Long> lastValues = new HashMap<>();
    private final List<List<Node>> threads = new ArrayList<>();
    private final List<BitSet> laterWrites = new ArrayList<>();
    private final Map<List<Long>, Integer> writeNumbers = new HashMap<>();
    private final List<Trace> chosen = new ArrayList<>();
    private boolean ended;

    /** A way with what it reads and writes, as numbers of pairs of a variable and a value. */
    private record Node(Trace trace, BitSet reads, BitSet writes) {}

    Walk(
        boolean prune,
        @Nullable Condition required,
        Map<Condition.Term, Long> fixed,
        Predicate<Execution> visit) {
      this.prune = prune;
      this.required = required;
      this.visit = visit;
      fixed.forEach(
          (term, value) -> {
            if (term instanceof Condition.Content content) {
              lastValues.put(variables.number(content.name()), value);
            }
          });
      for (int thread = 0; thread < ways.size(); thread++) {
        List<Node> nodes = new ArrayList<>();
        for (Trace trace : ways.get(thread)) {
          if (agrees(thread, trace, fixed)) {
            nodes.add(node(trace));
          }
        }
        threads.add(nodes);
      }
      BitSet later = new BitSet();
      laterWrites.add(later);
      for (int thread = ways.size() - 1; thread >= 0; thread--) {
        later = (BitSet) later.clone();
        for (Node node : threads.get(thread)) {
          later.or(node.writes());
        }
        laterWrites.add(0, later);
      }
    }

    private boolean agrees(int thread, Trace trace, Map<Condition.Term, Long> fixed) {
      if (trace.fault() != null) {
        return true;
      }
      for (Map.Entry<Condition.Term, Long> entry : fixed.entrySet()) {
        if (entry.getKey() instanceof Condition.Register register
            && register.thread() == thread
            && trace.registers().getOrDefault(register.name(), 0L).longValue()
                != entry.getValue()) {
          return false;
        }
      }
      return true;
    }

    private Node node(Trace trace) {
      BitSet reads = new BitSet();
      BitSet writes = new BitSet();
      for (Event event : trace.events()) {
        if (event.kind() == EventKind.WRITE) {
          writes.set(number(event));
        } else if (event.kind() == EventKind.READ
            && event.value() != variables.initial(event.location())) {
          reads.set(number(event));
        }
      }
      return new Node(trace, reads, writes);
    }

    private int number(Event event) {
      return writeNumbers.computeIfAbsent(
          List.of((long) event.location(), event.value()), any -> writeNumbers.size());
    }

    void run() {
      descend(0, new BitSet(), new BitSet());
    }

    private void descend(int thread, BitSet reads, BitSet writes) {
      budget.step();
      if (thread == threads.size()) {
        combine();
        return;
      }
      for (Node node : threads.get(thread)) {
        BitSet written = (BitSet) writes.clone();
        written.or(node.writes());
        BitSet read = (BitSet) reads.clone();
        read.or(node.reads());
        read.andNot(written);
        BitSet missing = (BitSet) read.clone();
        missing.andNot(laterWrites.get(thread + 1));
        if (missing.isEmpty()) {
          chosen.add(node.trace());
          descend(thread + 1, read, written);
          chosen.remove(chosen.size() - 1);
          if (ended) {
            return;
          }
        }
      }
    }

    private void combine() {
      for (Trace trace : chosen) {
        if (trace.fault() != null) {
          throw trace.fault();
        }
      }
      Skeleton skeleton = new Skeleton(chosen, variables);
      List<List<Orders.Order>> orders = new ArrayList<>();
      for (int variable : skeleton.accessed()) {
        List<Orders.Order> some =
            Orders.of(skeleton, variable, prune, lastValues.get(variable), budget);
        if (some.isEmpty()) {
          return;
        }
        orders.add(some);
      }
      product(skeleton, orders, new ArrayList<>());
    }

    private void product(
        Skeleton skeleton, List<List<Orders.Order>> orders, List<Orders.Order> picked) {
      if (picked.size() == orders.size()) {
        budget.candidate();
        Execution execution = new Execution(skeleton, variables, picked);
        if (!execution.hasValueFromNowhere()
            && (test.filter() == null || execution.satisfies(test.filter()))
            && (required == null || execution.satisfies(required))) {
          ended = !visit.test(execution);
        }
        return;
      }
      for (Orders.Order order : orders.get(picked.size())) {
        picked.add(order);
        product(skeleton, orders, picked);
        picked.remove(picked.size() - 1);
        if (ended) {
          return;
        }
      }
    }
  }
}
