package org.rmmodel.lkmm.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rmmodel.lkmm.parse.Access;
import org.rmmodel.lkmm.parse.FenceKind;
import org.rmmodel.lkmm.parse.LitmusException;
import org.rmmodel.lkmm.parse.Place;

/**
 * The events of a thread on one way, and the reads that each depends on. What a read gets is chosen
 * among the values that its variable may have.
 */
final class Recorder {
  private static final int MAX_EVENTS = 64;

  private final int thread;
  private final Variables variables;
  private final boolean srcuAccesses;
  private final Map<Integer, long[]> possible;
  private final Choices choices;

  private final List<Event> events = new ArrayList<>();
  private final List<Trace.Dependencies> dependencies = new ArrayList<>();
  private final List<Integer> writesOf = new ArrayList<>();
  private long control;

  /**
   * Nothing is recorded.
   *
   * @param thread the thread's number
   * @param variables the test's variables
   * @param srcuAccesses whether limits of SRCU sections are accesses
   * @param possible the values that each variable may have
   * @param choices what is chosen
   */
  Recorder(
      int thread,
      Variables variables,
      boolean srcuAccesses,
      Map<Integer, long[]> possible,
      Choices choices) {
    this.thread = thread;
    this.variables = variables;
    this.srcuAccesses = srcuAccesses;
    this.possible = possible;
    this.choices = choices;
  }

  /** What was recorded, on a way that ended so. */
  Trace trace(Map<String, Long> registers, boolean taken, @Nullable LitmusException fault) {
    return new Trace(
        List.copyOf(events),
        List.copyOf(dependencies),
        List.copyOf(writesOf),
        Map.copyOf(registers),
        taken,
        fault);
  }

  boolean srcuAccesses() {
    return srcuAccesses;
  }

  /** The reads that decided that this is reached. */
  long control() {
    return control;
  }

  /** From now on those decide. */
  void control(long reads) {
    control = reads;
  }

  /** A number that no other section of the test has. */
  long unique() {
    return (thread + 1) * 1000L + events.size();
  }

  boolean choose() {
    return choices.next(2) == 0;
  }

  /** One of the values that a variable may have. */
  long choose(int variable) {
    long[] values = possible.getOrDefault(variable, new long[] {variables.initial(variable)});
    return values[choices.next(values.length)];
  }

  Value read(Place place, Value address, Access access, boolean atomic) {
    if (variables.at(address.known()) < 0) {
      // No write is there to be read from.
      throw new DeadEnd.NoWay();
    }
    int variable = variable(place, address);
    return readOf(place, address, variable, choose(variable), access, atomic);
  }

  /** Reads a value that is chosen already. */
  Value readOf(
      Place place, Value address, int variable, long value, Access access, boolean atomic) {
    int event =
        add(
            new Event(thread, EventKind.READ, access, null, variable, value, atomic, place),
            address.data(),
            0,
            0);
    return new Value(value, 1L << event, 0);
  }

  void write(Place place, Value address, Value value, Access access) {
    write(place, address, value, value.data(), access, false);
  }

  /** The write of a read-modify-write, directly after its read. */
  void writeBack(Place place, Value address, Value value, long data, Access access) {
    int read = events.size() - 1;
    write(place, address, value, data, access, true);
    writesOf.set(read, read + 1);
  }

  private void write(
      Place place, Value address, Value value, long data, Access access, boolean atomic) {
    int variable = variable(place, address);
    add(
        new Event(thread, EventKind.WRITE, access, null, variable, value.number(), atomic, place),
        address.data(),
        data,
        data);
  }

  /** A lock is taken: the two events belong together. */
  void lock(Place place, Value address) {
    int read = simple(place, EventKind.LOCK_READ, address, 0);
    simple(place, EventKind.LOCK_WRITE, address, 1);
    writesOf.set(read, read + 1);
  }

  /** An event that is neither a read nor a write; gives its number. */
  int simple(Place place, EventKind kind, Value address, long value) {
    int variable = variable(place, address);
    return add(
        new Event(thread, kind, Access.ONCE, null, variable, value, false, place),
        address.data(),
        0,
        0);
  }

  void fence(Place place, FenceKind kind) {
    if (kind == FenceKind.AFTER_SRCU_READ_UNLOCK && !srcuAccesses) {
      throw new LitmusException(place, kind.function() + " is not in this kernel's model");
    }
    add(new Event(thread, EventKind.FENCE, Access.ONCE, kind, -1, 0, false, place), 0, 0, 0);
  }

  private int add(Event event, long address, long data, long value) {
    if (events.size() >= MAX_EVENTS) {
      throw new LitmusException(
          event.place(), "more than " + MAX_EVENTS + " events in one thread are not supported");
    }
    events.add(event);
    writesOf.add(-1);
    dependencies.add(new Trace.Dependencies(address, data, control, value));
    return events.size() - 1;
  }

  int variable(Place place, Value address) {
    int variable = variables.at(address.known());
    if (variable < 0) {
      throw new DeadEnd.Fault(
          new LitmusException(
              place,
              "an access to "
                  + address.number()
                  + ", which is no variable's address, in P"
                  + thread));
    }
    return variable;
  }
}
