package org.rmmodel.lincheck;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.kotlinx.lincheck.execution.ResultWithClock;
import org.jetbrains.kotlinx.lincheck.util.LincheckResult;
import org.jetbrains.kotlinx.lincheck.util.ValueResult;
import org.jetbrains.lincheck.datastructures.verifier.CachedVerifier;

/**
 * Looks for an order of a run's operations in which the sequential specification gives the answers
 * that were given. Plain search, for runs of a handful of operations.
 *
 * <p>An answer that is an exception fits nothing: no specification here throws.
 */
final class OrderVerifier extends CachedVerifier {
  private final Class<?> specification;
  private final Precedence precedence;

  /**
   * Makes one.
   *
   * @param specification a class with a method for each operation; where it answers with a {@link
   *     Choice}, any permitted answer will do
   * @param precedence which orders count
   */
  OrderVerifier(Class<?> specification, Precedence precedence) {
    this.specification = specification;
    this.precedence = precedence;
  }

  @Override
  public boolean verifyResultsImpl(ExecutionScenario scenario, ExecutionResult results) {
    List<Step> before = steps(scenario.getInitExecution(), results.getInitResults());
    List<Step> after = steps(scenario.getPostExecution(), results.getPostResults());
    List<List<Actor>> threads = scenario.getParallelExecution();
    int[] lengths = threads.stream().mapToInt(List::size).toArray();
    int[][][] seen = new int[lengths.length][][];
    List<Step> parallel = new ArrayList<>();
    for (int thread = 0; thread < lengths.length; thread++) {
      List<ResultWithClock> answers = results.getParallelResultsWithClock().get(thread);
      seen[thread] =
          answers.stream().map(answer -> answer.getClockOnStart().getClock()).toArray(int[][]::new);
      parallel.addAll(
          steps(threads.get(thread), answers.stream().map(ResultWithClock::getResult).toList()));
    }
    return new Orders(before, parallel, after, precedence.of(lengths, seen)).exists();
  }

  private static List<Step> steps(List<Actor> actors, List<? extends LincheckResult> answers) {
    return IntStream.range(0, actors.size())
        .mapToObj(i -> new Step(actors.get(i), answers.get(i)))
        .toList();
  }

  /** An operation and what it answered. */
  private record Step(Actor actor, LincheckResult answer) {
    boolean fits(Object specification) {
      if (!(answer instanceof ValueResult given)) {
        return false;
      }
      Object expected = call(specification);
      return expected instanceof Choice choice
          ? choice.permits(given.getValue())
          : expected.equals(given.getValue());
    }

    private Object call(Object specification) {
      try {
        return specification
            .getClass()
            .getMethod(actor.getMethod().getName(), actor.getMethod().getParameterTypes())
            .invoke(specification, actor.getArguments().toArray());
      } catch (IllegalAccessException | NoSuchMethodException | InvocationTargetException e) {
        throw new IllegalStateException("specification of " + actor, e);
      }
    }
  }

  /** The orders of one run. */
  private final class Orders {
    private final List<Step> before;
    private final List<Step> parallel;
    private final List<Step> after;
    private final List<BitSet> predecessors;

    Orders(List<Step> before, List<Step> parallel, List<Step> after, List<BitSet> predecessors) {
      this.before = before;
      this.parallel = parallel;
      this.after = after;
      this.predecessors = predecessors;
    }

    boolean exists() {
      return exists(before, new BitSet());
    }

    /** Tells whether what was done so far fits, and can be gone on with to the end. */
    private boolean exists(List<Step> done, BitSet taken) {
      if (taken.cardinality() == parallel.size()) {
        return fits(concat(done, after));
      }
      if (!fits(done)) {
        return false;
      }
      for (int i = taken.nextClearBit(0); i < parallel.size(); i = taken.nextClearBit(i + 1)) {
        BitSet missing = (BitSet) predecessors.get(i).clone();
        missing.andNot(taken);
        BitSet more = (BitSet) taken.clone();
        more.set(i);
        if (missing.isEmpty() && exists(concat(done, List.of(parallel.get(i))), more)) {
          return true;
        }
      }
      return false;
    }

    private boolean fits(List<Step> order) {
      Object fresh = fresh();
      return order.stream().allMatch(step -> step.fits(fresh));
    }

    private Object fresh() {
      try {
        return specification.getConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("specification " + specification.getName(), e);
      }
    }

    private static List<Step> concat(List<Step> first, List<Step> then) {
      List<Step> all = new ArrayList<>(first);
      all.addAll(then);
      return all;
    }
  }
}
