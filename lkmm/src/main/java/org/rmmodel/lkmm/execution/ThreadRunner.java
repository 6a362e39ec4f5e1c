package org.rmmodel.lkmm.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rmmodel.lkmm.parse.Access;
import org.rmmodel.lkmm.parse.Expression;
import org.rmmodel.lkmm.parse.FenceKind;
import org.rmmodel.lkmm.parse.LitmusException;
import org.rmmodel.lkmm.parse.Operator;
import org.rmmodel.lkmm.parse.Place;
import org.rmmodel.lkmm.parse.Statement;

/**
 * Runs a thread once. What a read gets is chosen among the values that its variable may have; what
 * depends on what is followed through local variables, as the published model's tools do it:
 *
 * <ul>
 *   <li>a value comes from the reads whose values it was computed from;
 *   <li>an event in a branch depends by control on the reads of the condition, up to the end of the
 *       branch, and so does what a local variable gets there;
 *   <li>an atomic operation's write depends on its read by data, that of xchg and cmpxchg does not.
 * </ul>
 */
final class ThreadRunner {
  private static final int MAX_EVENTS = 64;

  /** A value, the reads that it was computed from, and those that decided that it was. */
  private record Value(long number, long data, long control) {
    static Value of(long number) {
      return new Value(number, 0, 0);
    }
  }

  /** Ends a way that no execution takes: it reads where nothing is, or reckons with any value. */
  private static final class NoWay extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoWay() {
      super(null, null, false, false);
    }
  }

  /** Ends a way that cannot be gone on with. */
  private static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient LitmusException why;

    Fault(LitmusException why) {
      super(null, null, false, false);
      this.why = why;
    }
  }

  private final int thread;
  private final Variables variables;
  private final boolean srcuAccesses;
  private final Map<Integer, long[]> possible;
  private final Choices choices;

  private final Map<String, Value> registers = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Trace.Dependencies> dependencies = new ArrayList<>();
  private final List<Integer> writesOf = new ArrayList<>();
  private long control;

  /**
   * A run.
   *
   * @param thread the thread's number
   * @param variables the test's variables
   * @param srcuAccesses whether limits of SRCU sections are accesses
   * @param possible the values that each variable may have
   * @param choices what is chosen
   */
  ThreadRunner(
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

  Trace run(Map<String, Long> initial, List<Statement> body) {
    initial.forEach((name, value) -> registers.put(name, Value.of(value)));
    LitmusException fault = null;
    boolean taken = true;
    try {
      execute(body);
    } catch (Fault stopped) {
      fault = stopped.why;
    } catch (NoWay nobody) {
      taken = false;
    }
    Map<String, Long> last = new HashMap<>();
    registers.forEach((name, value) -> last.put(name, value.number()));
    return new Trace(
        List.copyOf(events),
        List.copyOf(dependencies),
        List.copyOf(writesOf),
        Map.copyOf(last),
        taken,
        fault);
  }

  private void execute(List<Statement> statements) {
    for (Statement statement : statements) {
      execute(statement);
    }
  }

  private void execute(Statement statement) {
    if (statement instanceof Statement.Assign assign) {
      Value value = evaluate(assign.value());
      registers.put(
          assign.name(), new Value(value.number(), value.data(), value.control() | control));
    } else if (statement instanceof Statement.Evaluate evaluate) {
      evaluate(evaluate.value());
    } else if (statement instanceof Statement.Store store) {
      Value address = evaluate(store.address());
      Value value = evaluate(store.value());
      write(store.place(), address, value, value.data(), value.data(), store.access(), false);
    } else if (statement instanceof Statement.AtomicUpdate update) {
      Value address = evaluate(update.address());
      Value operand = evaluate(update.operand());
      atomic(update.place(), address, update.operator(), operand, Access.NORETURN, Access.ONCE);
    } else if (statement instanceof Statement.Fence fence) {
      fence(fence.place(), fence.kind());
    } else if (statement instanceof Statement.Lock lock) {
      takeLock(lock.place(), evaluate(lock.address()));
    } else if (statement instanceof Statement.Unlock unlock) {
      simple(unlock.place(), EventKind.UNLOCK, evaluate(unlock.address()), 0);
    } else if (statement instanceof Statement.SrcuUnlock unlock) {
      Value address = evaluate(unlock.address());
      Value index = evaluate(unlock.index());
      if (srcuAccesses) {
        write(
            unlock.place(), address, index, index.data(), index.data(), Access.SRCU_UNLOCK, false);
      } else {
        simple(unlock.place(), EventKind.SRCU_UNLOCK, address, index.number());
      }
    } else if (statement instanceof Statement.SrcuSync sync) {
      simple(sync.place(), EventKind.SYNC_SRCU, evaluate(sync.address()), 0);
    } else if (statement instanceof Statement.If branch) {
      Value condition = evaluate(branch.condition());
      long outside = control;
      control |= condition.data() | condition.control();
      known(condition.number());
      execute(condition.number() != 0 ? branch.then() : branch.otherwise());
      control = outside;
    }
  }

  private Value evaluate(Expression expression) {
    if (expression instanceof Expression.Constant constant) {
      return Value.of(constant.value());
    }
    if (expression instanceof Expression.Name name) {
      return registers.getOrDefault(name.name(), Value.of(0));
    }
    if (expression instanceof Expression.Binary binary) {
      Value left = evaluate(binary.left());
      Value right = evaluate(binary.right());
      return new Value(
          apply(binary.operator(), left.number(), right.number()),
          left.data() | right.data(),
          left.control() | right.control());
    }
    if (expression instanceof Expression.Load load) {
      return read(load.place(), evaluate(load.address()), load.access(), false);
    }
    if (expression instanceof Expression.SrcuLock lock) {
      Value address = evaluate(lock.address());
      if (srcuAccesses) {
        return read(lock.place(), address, Access.SRCU_LOCK, false);
      }
      long unique = (thread + 1) * 1000L + events.size();
      simple(lock.place(), EventKind.SRCU_LOCK, address, unique);
      return Value.of(unique);
    }
    return evaluateAtomic(expression);
  }

  private Value evaluateAtomic(Expression expression) {
    if (expression instanceof Expression.Exchange exchange) {
      Value address = evaluate(exchange.address());
      Value value = evaluate(exchange.value());
      return full(
          exchange.place(),
          exchange.access(),
          () -> {
            Place place = exchange.place();
            Value read = read(place, address, reading(exchange.access()), true);
            Access access = writing(exchange.access());
            writeBack(place, address, value, value.data(), access);
            return read;
          });
    }
    if (expression instanceof Expression.CompareExchange exchange) {
      return compareExchange(exchange);
    }
    if (expression instanceof Expression.Atomic atomic) {
      Value address = evaluate(atomic.address());
      Value operand = evaluate(atomic.operand());
      return full(
          atomic.place(),
          atomic.access(),
          () -> {
            Value before =
                atomic(
                    atomic.place(),
                    address,
                    atomic.operator(),
                    operand,
                    reading(atomic.access()),
                    writing(atomic.access()));
            long number =
                atomic.fetch()
                    ? before.number()
                    : apply(atomic.operator(), before.number(), operand.number());
            return new Value(number, before.data() | operand.data(), operand.control());
          });
    }
    if (expression instanceof Expression.AddUnless add) {
      return addUnless(add);
    }
    if (expression instanceof Expression.TryLock lock) {
      Value address = evaluate(lock.address());
      if (choices.next(2) == 0) {
        takeLock(lock.place(), address);
        return Value.of(1);
      }
      int event = simple(lock.place(), EventKind.SEES_LOCKED, address, 1);
      return new Value(0, 1L << event, 0);
    }
    if (expression instanceof Expression.IsLocked lock) {
      Value address = evaluate(lock.address());
      boolean locked = choices.next(2) == 0;
      EventKind kind = locked ? EventKind.SEES_LOCKED : EventKind.SEES_UNLOCKED;
      int event = simple(lock.place(), kind, address, locked ? 1 : 0);
      return new Value(locked ? 1 : 0, 1L << event, 0);
    }
    throw new IllegalStateException("no meaning for " + expression.getClass().getSimpleName());
  }

  private Value compareExchange(Expression.CompareExchange exchange) {
    Place place = exchange.place();
    Value address = evaluate(exchange.address());
    Value old = evaluate(exchange.old());
    Value value = evaluate(exchange.value());
    int variable = variable(place, address);
    long found = choose(variable);
    if (known(found) != known(old.number())) {
      return readOf(place, address, variable, found, Access.ONCE, true);
    }
    return full(
        place,
        exchange.access(),
        () -> {
          Access reading = reading(exchange.access());
          Value read = readOf(place, address, variable, found, reading, true);
          writeBack(place, address, value, value.data(), writing(exchange.access()));
          return read;
        });
  }

  private Value addUnless(Expression.AddUnless add) {
    Place place = add.place();
    Value address = evaluate(add.address());
    Value added = evaluate(add.added());
    Value unless = evaluate(add.unless());
    int variable = variable(place, address);
    long found = choose(variable);
    if (known(found) == known(unless.number())) {
      Value read = readOf(place, address, variable, found, Access.ONCE, true);
      return new Value(0, read.data() | unless.data(), unless.control());
    }
    return full(
        place,
        Access.FULL,
        () -> {
          Value read = readOf(place, address, variable, found, Access.ONCE, true);
          Value sum = new Value(found + added.number(), 0, 0);
          long data = added.data() | read.data();
          writeBack(place, address, sum, data, Access.ONCE);
          return new Value(1, read.data() | unless.data(), unless.control());
        });
  }

  private interface Step {
    Value take();
  }

  /** What lies between two full barriers if that is its strength. */
  private Value full(Place place, Access access, Step step) {
    if (access != Access.FULL) {
      return step.take();
    }
    fence(place, FenceKind.MB);
    Value value = step.take();
    fence(place, FenceKind.MB);
    return value;
  }

  private static Access reading(Access access) {
    return access == Access.ACQUIRE ? Access.ACQUIRE : Access.ONCE;
  }

  private static Access writing(Access access) {
    return access == Access.RELEASE ? Access.RELEASE : Access.ONCE;
  }

  /** Gives the value before. */
  private Value atomic(
      Place place,
      Value address,
      Operator operator,
      Value operand,
      Access reading,
      Access writing) {
    Value before = read(place, address, reading, true);
    Value after = Value.of(apply(operator, before.number(), operand.number()));
    // The address leads to the read alone, and the read's value to the write.
    int read = events.size() - 1;
    long data = operand.data() | before.data();
    write(place, new Value(address.number(), 0, 0), after, data, data, writing, true);
    writesOf.set(read, read + 1);
    return before;
  }

  /** The write of xchg and cmpxchg, directly after its read. */
  private void writeBack(Place place, Value address, Value value, long data, Access access) {
    int read = events.size() - 1;
    write(place, address, value, data, data, access, true);
    writesOf.set(read, read + 1);
  }

  private Value read(Place place, Value address, Access access, boolean atomic) {
    if (variables.at(known(address.number())) < 0) {
      // No write is there to be read from.
      throw new NoWay();
    }
    int variable = variable(place, address);
    return readOf(place, address, variable, choose(variable), access, atomic);
  }

  private long choose(int variable) {
    long[] values = possible.getOrDefault(variable, new long[] {variables.initial(variable)});
    return values[choices.next(values.length)];
  }

  private Value readOf(
      Place place, Value address, int variable, long value, Access access, boolean atomic) {
    int event =
        add(
            new Event(thread, EventKind.READ, access, null, variable, value, atomic, place),
            address.data(),
            0,
            0);
    return new Value(value, 1L << event, 0);
  }

  private void write(
      Place place,
      Value address,
      Value value,
      long data,
      long from,
      Access access,
      boolean atomic) {
    int variable = variable(place, address);
    add(
        new Event(thread, EventKind.WRITE, access, null, variable, value.number(), atomic, place),
        address.data(),
        data,
        from);
  }

  private void takeLock(Place place, Value address) {
    simple(place, EventKind.LOCK_READ, address, 0);
    int read = events.size() - 1;
    simple(place, EventKind.LOCK_WRITE, address, 1);
    writesOf.set(read, read + 1);
  }

  private int simple(Place place, EventKind kind, Value address, long value) {
    int variable = variable(place, address);
    return add(
        new Event(thread, kind, Access.ONCE, null, variable, value, false, place),
        address.data(),
        0,
        0);
  }

  private void fence(Place place, FenceKind kind) {
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

  private static long apply(Operator operator, long left, long right) {
    return operator.apply(known(left), known(right));
  }

  /** A value that something is computed from or decided by: it cannot be any. */
  private static long known(long value) {
    if (value == Variables.ANY) {
      throw new NoWay();
    }
    return value;
  }

  private int variable(Place place, Value address) {
    int variable = variables.at(known(address.number()));
    if (variable < 0) {
      throw new Fault(
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
