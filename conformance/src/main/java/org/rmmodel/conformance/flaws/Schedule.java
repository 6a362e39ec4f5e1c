package org.rmmodel.conformance.flaws;

import org.jspecify.annotations.Nullable;

/**
 * Where a run leaves the usual order, in which a task goes on as long as it can and then the next
 * one does: a list, the last one first.
 *
 * @param before what it did before; null for the usual order
 * @param decision the number of the decision that is taken otherwise, from 0; -1 for the usual
 *     order
 * @param task the task that takes its step then
 * @param preemptions how often so far a task is made to stand still that could go on
 */
record Schedule(@Nullable Schedule before, int decision, int task, int preemptions) {
  /** The usual order. */
  static final Schedule USUAL = new Schedule(null, -1, -1, 0);

  /**
   * Leaves it once more.
   *
   * @param choice what is decided otherwise
   * @return the schedule
   */
  Schedule then(Run.Choice choice) {
    return new Schedule(
        this, choice.decision(), choice.task(), preemptions + (choice.preempts() ? 1 : 0));
  }
}
