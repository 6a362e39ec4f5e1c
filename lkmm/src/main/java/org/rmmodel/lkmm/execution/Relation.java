package org.rmmodel.lkmm.execution;

import java.util.Arrays;

/**
 * A relation between the events of one execution: a matrix of bits, a row for each event. The
 * operators are those of the published model: {@link #or} is {@code |}, {@link #and} is {@code &},
 * {@link #minus} is {@code \}, {@link #then} is {@code ;}, {@link #inverse} is {@code ^-1}, {@link
 * #maybe} is {@code ?} and {@link #star} is {@code *}. No operator changes its operands.
 */
public final class Relation {
  final int size;
  final int words;
  final long[] rows;

  /** Says which pairs are in a relation. */
  public interface Pairs {
    /**
     * Whether a pair is in it.
     *
     * @param from the first event
     * @param to the second event
     * @return whether it is
     */
    boolean test(int from, int to);
  }

  private Relation(int size, long[] rows) {
    this.size = size;
    this.words = words(size);
    this.rows = rows;
  }

  static int words(int size) {
    return (size + 63) >> 6;
  }

  /**
   * No pair.
   *
   * @param size how many events the execution has
   * @return the empty relation
   */
  public static Relation empty(int size) {
    return new Relation(size, new long[size * words(size)]);
  }

  /**
   * The pairs for which something holds.
   *
   * @param size how many events the execution has
   * @param is what holds for the first and the second event
   * @return the relation
   */
  public static Relation of(int size, Pairs is) {
    Relation result = empty(size);
    for (int from = 0; from < size; from++) {
      for (int to = 0; to < size; to++) {
        if (is.test(from, to)) {
          result.add(from, to);
        }
      }
    }
    return result;
  }

  /**
   * A set as a relation: each of its events with itself.
   *
   * @param set the set
   * @return {@code [set]}
   */
  public static Relation identity(EventSet set) {
    Relation result = empty(set.size);
    for (int event = 0; event < set.size; event++) {
      if (set.has(event)) {
        result.add(event, event);
      }
    }
    return result;
  }

  /** Adds a pair; only while a relation is made. */
  void add(int from, int to) {
    rows[from * words + (to >> 6)] |= 1L << to;
  }

  /**
   * Whether a pair is in it.
   *
   * @param from the first event
   * @param to the second event
   * @return whether it is
   */
  public boolean has(int from, int to) {
    return (rows[from * words + (to >> 6)] & 1L << to) != 0;
  }

  /**
   * How many events the execution has.
   *
   * @return the number
   */
  public int size() {
    return size;
  }

  /**
   * Either.
   *
   * @param other the other relation
   * @return this | other
   */
  public Relation or(Relation other) {
    long[] result = rows.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] |= other.rows[i];
    }
    return new Relation(size, result);
  }

  /**
   * Both.
   *
   * @param other the other relation
   * @return this &amp; other
   */
  public Relation and(Relation other) {
    long[] result = rows.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] &= other.rows[i];
    }
    return new Relation(size, result);
  }

  /**
   * This without the other.
   *
   * @param other the other relation
   * @return this \ other
   */
  public Relation minus(Relation other) {
    long[] result = rows.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] &= ~other.rows[i];
    }
    return new Relation(size, result);
  }

  /**
   * One step of this, then one of the other.
   *
   * @param other the other relation
   * @return this ; other
   */
  public Relation then(Relation other) {
    Relation result = empty(size);
    for (int from = 0; from < size; from++) {
      for (int word = 0; word < words; word++) {
        long left = rows[from * words + word];
        while (left != 0) {
          int middle = (word << 6) + Long.numberOfTrailingZeros(left);
          left &= left - 1;
          for (int i = 0; i < words; i++) {
            result.rows[from * words + i] |= other.rows[middle * words + i];
          }
        }
      }
    }
    return result;
  }

  /**
   * This, from events of a set on.
   *
   * @param set the set
   * @return [set] ; this
   */
  public Relation from(EventSet set) {
    long[] result = rows.clone();
    for (int event = 0; event < size; event++) {
      if (!set.has(event)) {
        Arrays.fill(result, event * words, (event + 1) * words, 0);
      }
    }
    return new Relation(size, result);
  }

  /**
   * This, to events of a set.
   *
   * @param set the set
   * @return this ; [set]
   */
  public Relation to(EventSet set) {
    long[] result = rows.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] &= set.bits[i % words];
    }
    return new Relation(size, result);
  }

  /**
   * The other way round.
   *
   * @return this^-1
   */
  public Relation inverse() {
    Relation result = empty(size);
    for (int from = 0; from < size; from++) {
      for (int to = 0; to < size; to++) {
        if (has(from, to)) {
          result.add(to, from);
        }
      }
    }
    return result;
  }

  /**
   * One step or none.
   *
   * @return this?
   */
  public Relation maybe() {
    Relation result = new Relation(size, rows.clone());
    for (int event = 0; event < size; event++) {
      result.add(event, event);
    }
    return result;
  }

  /**
   * One step or more.
   *
   * @return this+
   */
  public Relation plus() {
    long[] result = rows.clone();
    for (int middle = 0; middle < size; middle++) {
      int word = middle >> 6;
      long bit = 1L << middle;
      for (int from = 0; from < size; from++) {
        if ((result[from * words + word] & bit) != 0) {
          for (int i = 0; i < words; i++) {
            result[from * words + i] |= result[middle * words + i];
          }
        }
      }
    }
    return new Relation(size, result);
  }

  /**
   * Any number of steps.
   *
   * @return this*
   */
  public Relation star() {
    return plus().maybe();
  }

  /**
   * Whether no event comes to itself by one step.
   *
   * @return whether it is irreflexive
   */
  public boolean isIrreflexive() {
    for (int event = 0; event < size; event++) {
      if (has(event, event)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether no event comes to itself by any number of steps.
   *
   * @return whether it is acyclic
   */
  public boolean isAcyclic() {
    return plus().isIrreflexive();
  }

  /**
   * Whether it has no pair.
   *
   * @return whether it is empty
   */
  public boolean isEmpty() {
    for (long word : rows) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * From where it leads.
   *
   * @return the events that are the first of a pair
   */
  public EventSet domain() {
    return EventSet.of(
        size,
        event -> {
          for (int i = 0; i < words; i++) {
            if (rows[event * words + i] != 0) {
              return true;
            }
          }
          return false;
        });
  }

  /**
   * Where it leads to.
   *
   * @return the events that are the second of a pair
   */
  public EventSet range() {
    return inverse().domain();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Relation relation && Arrays.equals(rows, relation.rows);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(rows);
  }
}
