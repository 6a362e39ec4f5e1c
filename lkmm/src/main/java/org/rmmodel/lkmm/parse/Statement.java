package org.rmmodel.lkmm.parse;

import java.util.List;

/** A statement of a thread. */
public sealed interface Statement {
  /**
   * Where it stands.
   *
   * @return the place of its first token
   */
  Place place();

  /**
   * A local variable gets a value.
   *
   * @param place where
   * @param name the variable
   * @param value the value
   */
  record Assign(Place place, String name, Expression value) implements Statement {}

  /**
   * An expression whose value nobody wants.
   *
   * @param place where
   * @param value the expression
   */
  record Evaluate(Place place, Expression value) implements Statement {}

  /**
   * A write to memory.
   *
   * @param place where
   * @param address what it writes
   * @param value what is written
   * @param access how it is marked
   */
  record Store(Place place, Expression address, Expression value, Access access)
      implements Statement {}

  /**
   * An atomic operation that gives no value, such as atomic_inc.
   *
   * @param place where
   * @param address the variable
   * @param operator what is done
   * @param operand with what
   */
  record AtomicUpdate(Place place, Expression address, Operator operator, Expression operand)
      implements Statement {}

  /**
   * A fence, or what counts as one.
   *
   * @param place where
   * @param kind which
   */
  record Fence(Place place, FenceKind kind) implements Statement {}

  /**
   * spin_lock.
   *
   * @param place where
   * @param address the lock
   */
  record Lock(Place place, Expression address) implements Statement {}

  /**
   * spin_unlock.
   *
   * @param place where
   * @param address the lock
   */
  record Unlock(Place place, Expression address) implements Statement {}

  /**
   * srcu_read_unlock.
   *
   * @param place where
   * @param address the srcu_struct
   * @param index what srcu_read_lock gave
   */
  record SrcuUnlock(Place place, Expression address, Expression index) implements Statement {}

  /**
   * synchronize_srcu.
   *
   * @param place where
   * @param address the srcu_struct
   */
  record SrcuSync(Place place, Expression address) implements Statement {}

  /**
   * A condition with two branches.
   *
   * @param place where
   * @param condition what decides
   * @param then when it is not 0
   * @param otherwise when it is 0
   */
  record If(Place place, Expression condition, List<Statement> then, List<Statement> otherwise)
      implements Statement {}
}
