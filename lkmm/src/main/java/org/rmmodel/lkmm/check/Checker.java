package org.rmmodel.lkmm.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rmmodel.lkmm.execution.Budget;
import org.rmmodel.lkmm.execution.Enumerator;
import org.rmmodel.lkmm.execution.Execution;
import org.rmmodel.lkmm.execution.Limits;
import org.rmmodel.lkmm.model.MemoryModel;
import org.rmmodel.lkmm.model.Ruling;
import org.rmmodel.lkmm.parse.Condition;
import org.rmmodel.lkmm.parse.Litmus;

/** Checks litmus tests. */
public final class Checker {
  /** From so many combinations of ways on only what decides is looked for. */
  private static final double MANY_COMBINATIONS = 20_000;

  /** How many final states are kept. */
  private static final int MAX_STATES = 10_000;

  /** How many characters they have together. */
  private static final int MAX_STATE_CHARACTERS = 10_000_000;

  private final Litmus test;
  private final MemoryModel model;
  private final Map<String, Long> states = new TreeMap<>();
  private final Set<String> flags = new TreeSet<>();
  private final List<Condition.Term> shown;
  private int stateCharacters;
  private boolean stateLeftOut;
  private long positive;
  private long negative;
  private long candidates;
  private @Nullable Execution witness;

  private Checker(Litmus test, MemoryModel model) {
    this.test = test;
    this.model = model;
    Set<Condition.Term> terms = new LinkedHashSet<>();
    collect(test.condition(), terms);
    terms.addAll(test.locations());
    this.shown = List.copyOf(terms);
  }

  /**
   * Checks a test.
   *
   * @param test the test
   * @param model the memory model
   * @param limits what it may take
   * @return what came out; a limit that was reached is told there
   * @throws org.rmmodel.lkmm.parse.LitmusException if the test does what is not supported
   */
  public static Result check(Litmus test, MemoryModel model, Limits limits) {
    return new Checker(test, model).run(limits, MANY_COMBINATIONS);
  }

  /** As {@link #check}, and looks only for what decides from so many combinations on. */
  static Result check(Litmus test, MemoryModel model, Limits limits, double many) {
    return new Checker(test, model).run(limits, many);
  }

  private Result run(Limits limits, double many) {
    Budget budget = new Budget(limits);
    boolean complete = false;
    boolean decided = false;
    String cutShort = null;
    try {
      Enumerator enumerator = new Enumerator(test, model.version().srcuAccesses(), budget);
      complete = enumerator.combinations() <= many;
      if (complete) {
        enumerator.forEach(true, null, this::see);
      } else {
        decide(enumerator);
      }
      decided = true;
    } catch (Budget.CutShort reached) {
      cutShort = reached.getMessage();
    }
    Verdict verdict =
        decided
            ? positive == 0 ? Verdict.NEVER : negative == 0 ? Verdict.ALWAYS : Verdict.SOMETIMES
            : null;
    return new Result(
        verdict,
        complete && decided,
        complete && decided && !stateLeftOut,
        states,
        positive,
        negative,
        flags,
        candidates,
        witness,
        cutShort);
  }

  /** Looks for one execution that has it, one that has not, and if there may be one, a race. */
  private void decide(Enumerator enumerator) {
    enumerator.forEach(true, test.condition(), execution -> see(execution) && positive == 0);
    enumerator.forEach(
        true, new Condition.Not(test.condition()), execution -> see(execution) && negative == 0);
    if (enumerator.hasPlainAccesses() && !flags.contains("data-race")) {
      enumerator.forEach(true, null, execution -> see(execution) && !flags.contains("data-race"));
    }
  }

  /** Always true. */
  private boolean see(Execution execution) {
    candidates++;
    Ruling ruling = model.judge(execution);
    if (!ruling.allows()) {
      return true;
    }
    flags.addAll(ruling.flags());
    if (execution.satisfies(test.condition())) {
      positive++;
      if (witness == null) {
        witness = execution;
      }
    } else {
      negative++;
    }
    keep(state(execution));
    return true;
  }

  private void keep(String state) {
    boolean isNew = !states.containsKey(state);
    if (isNew
        && (states.size() == MAX_STATES
            || stateCharacters + state.length() > MAX_STATE_CHARACTERS)) {
      stateLeftOut = true;
      return;
    }
    states.merge(state, 1L, Long::sum);
    if (isNew) {
      stateCharacters += state.length();
    }
  }

  private String state(Execution execution) {
    List<String> parts = new ArrayList<>();
    for (Condition.Term term : shown) {
      parts.add(term + "=" + execution.variables().shown(execution.value(term)) + ";");
    }
    return String.join(" ", parts);
  }

  private static void collect(Condition condition, Set<Condition.Term> into) {
    if (condition instanceof Condition.And and) {
      collect(and.left(), into);
      collect(and.right(), into);
    } else if (condition instanceof Condition.Or or) {
      collect(or.left(), into);
      collect(or.right(), into);
    } else if (condition instanceof Condition.Not not) {
      collect(not.of(), into);
    } else if (condition instanceof Condition.Equal equal) {
      for (Condition.Term term : List.of(equal.left(), equal.right())) {
        if (term instanceof Condition.Register || term instanceof Condition.Content) {
          into.add(term);
        }
      }
    }
  }
}
