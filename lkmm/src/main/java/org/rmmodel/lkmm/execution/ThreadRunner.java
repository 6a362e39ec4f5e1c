package org.rmmodel.lkmm.execution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rmmodel.lkmm.parse.Expression;
import org.rmmodel.lkmm.parse.LitmusException;
import org.rmmodel.lkmm.parse.Statement;

/**
 * Runs a thread once. What depends on what is followed through local variables, as the published
 * model's tools do it:
 *
 * <ul>
 *   <li>a value comes from the reads whose values it was computed from;
 *   <li>an event in a branch depends by control on the reads of the condition, up to the end of the
 *       branch, and so does what a local variable gets there;
 *   <li>an atomic operation's write depends on its read by data, that of xchg and cmpxchg does not.
 * </ul>
 */
final class ThreadRunner {
  private final Recorder recorder;
  private final ReadModifyWrites atomics;
  private final Locks locks;
  private final Map<String, Value> registers = new HashMap<>();

  /**
   * A run.
   *
   * @param recorder is given what the thread does
   */
  ThreadRunner(Recorder recorder) {
    this.recorder = recorder;
    this.atomics = new ReadModifyWrites(recorder);
    this.locks = new Locks(recorder);
  }

  Trace run(Map<String, Long> initial, List<Statement> body) {
    initial.forEach((name, value) -> registers.put(name, Value.of(value)));
    LitmusException fault = null;
    boolean taken = true;
    try {
      execute(body);
    } catch (DeadEnd.Fault stopped) {
      fault = stopped.why();
    } catch (DeadEnd.NoWay nobody) {
      taken = false;
    }
    Map<String, Long> last = new HashMap<>();
    registers.forEach((name, value) -> last.put(name, value.number()));
    return recorder.trace(last, taken, fault);
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
          assign.name(),
          new Value(value.number(), value.data(), value.control() | recorder.control()));
    } else if (statement instanceof Statement.Evaluate evaluate) {
      evaluate(evaluate.value());
    } else if (statement instanceof Statement.Store store) {
      Value address = evaluate(store.address());
      recorder.write(store.place(), address, evaluate(store.value()), store.access());
    } else if (statement instanceof Statement.AtomicUpdate update) {
      Value address = evaluate(update.address());
      atomics.atomic(update.place(), address, update.operator(), evaluate(update.operand()));
    } else if (statement instanceof Statement.Fence fence) {
      recorder.fence(fence.place(), fence.kind());
    } else if (statement instanceof Statement.Lock lock) {
      locks.take(lock.place(), evaluate(lock.address()));
    } else if (statement instanceof Statement.Unlock unlock) {
      locks.release(unlock.place(), evaluate(unlock.address()));
    } else if (statement instanceof Statement.SrcuUnlock unlock) {
      Value address = evaluate(unlock.address());
      locks.endSection(unlock.place(), address, evaluate(unlock.index()));
    } else if (statement instanceof Statement.SrcuSync sync) {
      locks.synchronize(sync.place(), evaluate(sync.address()));
    } else if (statement instanceof Statement.If branch) {
      branch(branch);
    }
  }

  private void branch(Statement.If branch) {
    Value condition = evaluate(branch.condition());
    long outside = recorder.control();
    recorder.control(outside | condition.data() | condition.control());
    execute(condition.known() != 0 ? branch.then() : branch.otherwise());
    recorder.control(outside);
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
          Value.apply(binary.operator(), left, right),
          left.data() | right.data(),
          left.control() | right.control());
    }
    if (expression instanceof Expression.Load load) {
      return recorder.read(load.place(), evaluate(load.address()), load.access(), false);
    }
    return evaluateAtomic(expression);
  }

  private Value evaluateAtomic(Expression expression) {
    if (expression instanceof Expression.Exchange exchange) {
      Value address = evaluate(exchange.address());
      Value value = evaluate(exchange.value());
      return atomics.exchange(exchange.place(), exchange.access(), address, value);
    }
    if (expression instanceof Expression.CompareExchange exchange) {
      Value address = evaluate(exchange.address());
      Value old = evaluate(exchange.old());
      Value value = evaluate(exchange.value());
      return atomics.compareExchange(exchange.place(), exchange.access(), address, old, value);
    }
    if (expression instanceof Expression.Atomic atomic) {
      Value address = evaluate(atomic.address());
      Value operand = evaluate(atomic.operand());
      return atomics.atomic(
          atomic.place(), atomic.access(), address, atomic.operator(), operand, atomic.fetch());
    }
    if (expression instanceof Expression.AddUnless add) {
      Value address = evaluate(add.address());
      Value added = evaluate(add.added());
      return atomics.addUnless(add.place(), address, added, evaluate(add.unless()));
    }
    return evaluateLock(expression);
  }

  private Value evaluateLock(Expression expression) {
    if (expression instanceof Expression.TryLock lock) {
      return locks.tryTake(lock.place(), evaluate(lock.address()));
    }
    if (expression instanceof Expression.IsLocked lock) {
      return locks.isHeld(lock.place(), evaluate(lock.address()));
    }
    if (expression instanceof Expression.SrcuLock lock) {
      return locks.beginSection(lock.place(), evaluate(lock.address()));
    }
    throw new IllegalStateException("no meaning for " + expression.getClass().getSimpleName());
  }
}
