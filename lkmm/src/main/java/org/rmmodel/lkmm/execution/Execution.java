package org.rmmodel.lkmm.execution;

import java.util.List;
import org.rmmodel.lkmm.parse.Condition;

/** A candidate execution: events, what each read reads from, and the order of writes. */
public final class Execution {
  private final Skeleton skeleton;
  private final Variables variables;
  private final Relation rf;
  private final Relation co;
  private final long[] last;

  Execution(Skeleton skeleton, Variables variables, List<Orders.Order> orders) {
    this.skeleton = skeleton;
    this.variables = variables;
    this.rf = Relation.empty(skeleton.size());
    this.co = Relation.empty(skeleton.size());
    this.last = new long[variables.count()];
    for (int variable = 0; variable < last.length; variable++) {
      last[variable] = variables.initial(variable);
    }
    for (Orders.Order order : orders) {
      int[] writes = order.writes();
      for (int i = 0; i < writes.length; i++) {
        for (int j = i + 1; j < writes.length; j++) {
          co.add(writes[i], writes[j]);
        }
      }
      for (int i = 0; i < order.reads().length; i++) {
        rf.add(order.sources()[i], order.reads()[i]);
      }
      Event end = skeleton.event(writes[writes.length - 1]);
      last[end.location()] = end.value();
    }
  }

  /**
   * The events, and what is known of them anyway.
   *
   * @return the skeleton, which executions share
   */
  public Skeleton skeleton() {
    return skeleton;
  }

  /**
   * The names of variables.
   *
   * @return the variables
   */
  public Variables variables() {
    return variables;
  }

  /**
   * From each write to the reads that read from it.
   *
   * @return rf
   */
  public Relation rf() {
    return rf;
  }

  /**
   * The order of the writes to each variable, transitively.
   *
   * @return co
   */
  public Relation co() {
    return co;
  }

  /** Whether a value is computed from itself, unless it is any value that is copied round. */
  boolean hasValueFromNowhere() {
    if (skeleton.valueFlow().isEmpty()) {
      return false;
    }
    EventSet known =
        EventSet.of(skeleton.size(), event -> skeleton.event(event).value() != Variables.ANY);
    return !skeleton.valueFlow().or(rf).from(known).isAcyclic();
  }

  /**
   * Whether the final state has a property.
   *
   * @param condition the property
   * @return whether it does
   */
  public boolean satisfies(Condition condition) {
    if (condition instanceof Condition.And and) {
      return satisfies(and.left()) && satisfies(and.right());
    }
    if (condition instanceof Condition.Or or) {
      return satisfies(or.left()) || satisfies(or.right());
    }
    if (condition instanceof Condition.Not not) {
      return !satisfies(not.of());
    }
    if (condition instanceof Condition.Equal equal) {
      return value(equal.left()) == value(equal.right());
    }
    return true;
  }

  /**
   * What something has in the end.
   *
   * @param term a local variable, a variable's content, or a value
   * @return its last value
   */
  public long value(Condition.Term term) {
    if (term instanceof Condition.Register register) {
      return skeleton.register(register.thread(), register.name());
    }
    if (term instanceof Condition.Content content) {
      int variable = variables.number(content.name());
      return variable < last.length ? last[variable] : 0;
    }
    return variables.value(term);
  }
}
