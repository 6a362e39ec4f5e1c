package org.rmmodel.lkmm.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.rmmodel.lkmm.parse.Access;
import org.rmmodel.lkmm.parse.LitmusException;

/**
 * The events of an execution and what is known of them before it is said which write each read
 * reads from, and in what order writes come. Initial writes come first, then the threads' events in
 * program order.
 */
public final class Skeleton {
  private static final int MAX_EVENTS = 512;

  private final List<Event> events = new ArrayList<>();
  private final List<Map<String, Long>> registers = new ArrayList<>();
  private final Map<Integer, Integer> initialWrites = new HashMap<>();
  private final int size;

  private final Relation po;
  private final Relation loc;
  private final Relation external;
  private final Relation addr;
  private final Relation data;
  private final Relation ctrl;
  private final Relation rmw;
  private final Relation valueFlow;

  Skeleton(List<Trace> traces, Variables variables) {
    for (Trace trace : traces) {
      for (Event event : trace.events()) {
        int variable = event.location();
        if (variable >= 0
            && event.kind() != EventKind.SYNC_SRCU
            && event.kind() != EventKind.SRCU_LOCK
            && event.kind() != EventKind.SRCU_UNLOCK
            && !initialWrites.containsKey(variable)) {
          initialWrites.put(variable, events.size());
          events.add(
              new Event(
                  Event.INITIAL,
                  EventKind.WRITE,
                  Access.ONCE,
                  null,
                  variable,
                  variables.initial(variable),
                  false,
                  event.place()));
        }
      }
    }
    int first = events.size();
    for (Trace trace : traces) {
      events.addAll(trace.events());
      registers.add(trace.registers());
    }
    size = events.size();
    if (size > MAX_EVENTS) {
      throw new LitmusException(
          events.get(MAX_EVENTS).place(), "more than " + MAX_EVENTS + " events are not supported");
    }
    po =
        Relation.of(
            size,
            (a, b) -> a < b && !event(a).isInitial() && event(a).thread() == event(b).thread());
    loc =
        Relation.of(
            size, (a, b) -> event(a).location() >= 0 && event(a).location() == event(b).location());
    external = Relation.of(size, (a, b) -> event(a).thread() != event(b).thread());
    addr = Relation.empty(size);
    data = Relation.empty(size);
    ctrl = Relation.empty(size);
    rmw = Relation.empty(size);
    valueFlow = Relation.empty(size);
    for (Trace trace : traces) {
      for (int i = 0; i < trace.events().size(); i++) {
        Trace.Dependencies depends = trace.dependencies().get(i);
        addAll(addr, depends.address(), first, i);
        addAll(data, depends.data(), first, i);
        addAll(ctrl, depends.control(), first, i);
        addAll(valueFlow, depends.value(), first, i);
        int write = trace.writesOf().get(i);
        if (write >= 0) {
          rmw.add(first + i, first + write);
        }
      }
      first += trace.events().size();
    }
  }

  private static void addAll(Relation relation, long mask, int first, int to) {
    for (long left = mask; left != 0; left &= left - 1) {
      relation.add(first + Long.numberOfTrailingZeros(left), first + to);
    }
  }

  /**
   * An event.
   *
   * @param number its number
   * @return the event
   */
  public Event event(int number) {
    return events.get(number);
  }

  /**
   * How many events there are.
   *
   * @return the number, with initial writes
   */
  public int size() {
    return size;
  }

  /** The initial write of a variable, or null if nothing accesses it. */
  @org.jspecify.annotations.Nullable
  Integer initialWrite(int variable) {
    return initialWrites.get(variable);
  }

  /** The variables that are accessed. */
  Iterable<Integer> accessed() {
    return new TreeSet<>(initialWrites.keySet());
  }

  /** What a local variable has in the end. */
  long register(int thread, String name) {
    return thread >= registers.size() ? 0 : registers.get(thread).getOrDefault(name, 0L);
  }

  /**
   * Program order.
   *
   * @return po
   */
  public Relation po() {
    return po;
  }

  /**
   * The same variable.
   *
   * @return loc
   */
  public Relation loc() {
    return loc;
  }

  /**
   * Different threads; initial writes are of none.
   *
   * @return ext
   */
  public Relation external() {
    return external;
  }

  /**
   * Address dependencies.
   *
   * @return addr
   */
  public Relation addr() {
    return addr;
  }

  /**
   * Data dependencies.
   *
   * @return data
   */
  public Relation data() {
    return data;
  }

  /**
   * Control dependencies.
   *
   * @return ctrl
   */
  public Relation ctrl() {
    return ctrl;
  }

  /**
   * The read and the write of each read-modify-write and of each taking of a spinlock.
   *
   * @return rmw, lk-rmw
   */
  public Relation rmw() {
    return rmw;
  }

  /** Which written values are computed from what is read. */
  Relation valueFlow() {
    return valueFlow;
  }
}
