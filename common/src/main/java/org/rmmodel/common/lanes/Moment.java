package org.rmmodel.common.lanes;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A step and the state after it.
 *
 * @param number its number, as the steps are counted
 * @param task whose step it is; empty for the first state
 * @param function the kernel function that it is a step of; empty if it is of none
 * @param step the step in a few words
 * @param mark whether a reader should look here
 * @param bars what each task holds after the step; a task that holds nothing may be left out
 * @param busy the tasks that are inside a call after the step
 * @param objects the condition of each module after the step, in the order of {@link Lanes#objects}
 */
public record Moment(
    int number,
    String task,
    String function,
    String step,
    Mark mark,
    Map<String, Set<Bar>> bars,
    Set<String> busy,
    List<String> objects) {
  /** Copies the collections. */
  public Moment {
    bars = Map.copyOf(bars);
    busy = Set.copyOf(busy);
    objects = List.copyOf(objects);
  }

  /**
   * A step of which no state is known.
   *
   * @param number its number
   * @param task whose step it is
   * @param step what it is called
   * @param wrong whether something goes wrong with it
   * @return the moment, without bars and conditions
   */
  public static Moment step(int number, String task, String step, boolean wrong) {
    return new Moment(
        number, task, "", step, wrong ? Mark.WRONG : Mark.NONE, Map.of(), Set.of(), List.of());
  }

  /** Why a reader should look at a step. */
  public enum Mark {
    /** For no reason of its own. */
    NONE,
    /** With this step something goes wrong. */
    WRONG,
    /** What comes after the last step is this one again. */
    AGAIN
  }

  /** The task's bars in the order of {@link Bar}. */
  List<Bar> barsOf(String of) {
    return bars.getOrDefault(of, Set.of()).stream().sorted().toList();
  }
}
