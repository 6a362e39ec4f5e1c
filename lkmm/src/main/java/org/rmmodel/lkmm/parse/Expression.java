package org.rmmodel.lkmm.parse;

/** An expression of a thread. Addresses are expressions too: a parameter's value is an address. */
public sealed interface Expression {
  /**
   * Where it stands.
   *
   * @return the place of its first token
   */
  Place place();

  /**
   * A number.
   *
   * @param place where
   * @param value the number
   */
  record Constant(Place place, long value) implements Expression {}

  /**
   * A local variable, or a parameter, whose value is the address of the variable of that name.
   *
   * @param place where
   * @param name its name
   */
  record Name(Place place, String name) implements Expression {}

  /**
   * Two operands.
   *
   * @param place where
   * @param operator the operator
   * @param left the left operand
   * @param right the right operand
   */
  record Binary(Place place, Operator operator, Expression left, Expression right)
      implements Expression {}

  /**
   * A read of memory.
   *
   * @param place where
   * @param address what it reads
   * @param access how it is marked
   */
  record Load(Place place, Expression address, Access access) implements Expression {}

  /**
   * xchg.
   *
   * @param place where
   * @param address the variable
   * @param value what is stored
   * @param access its strength
   */
  record Exchange(Place place, Expression address, Expression value, Access access)
      implements Expression {}

  /**
   * cmpxchg, which orders nothing when it fails.
   *
   * @param place where
   * @param address the variable
   * @param old what it must have
   * @param value what is stored then
   * @param access its strength
   */
  record CompareExchange(
      Place place, Expression address, Expression old, Expression value, Access access)
      implements Expression {}

  /**
   * An atomic operation that gives a value.
   *
   * @param place where
   * @param address the variable
   * @param operator what is done
   * @param operand with what
   * @param access its strength
   * @param fetch whether it gives the value before
   */
  record Atomic(
      Place place,
      Expression address,
      Operator operator,
      Expression operand,
      Access access,
      boolean fetch)
      implements Expression {}

  /**
   * atomic_add_unless, which orders nothing when it fails.
   *
   * @param place where
   * @param address the variable
   * @param added what is added
   * @param unless the value that stops it
   */
  record AddUnless(Place place, Expression address, Expression added, Expression unless)
      implements Expression {}

  /**
   * spin_trylock.
   *
   * @param place where
   * @param address the lock
   */
  record TryLock(Place place, Expression address) implements Expression {}

  /**
   * spin_is_locked.
   *
   * @param place where
   * @param address the lock
   */
  record IsLocked(Place place, Expression address) implements Expression {}

  /**
   * srcu_read_lock.
   *
   * @param place where
   * @param address the srcu_struct
   */
  record SrcuLock(Place place, Expression address) implements Expression {}
}
