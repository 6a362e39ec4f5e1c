package org.rmmodel.conformance.flaws;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.KernelVersion;

/**
 * Takes every schedule of a scene that has at most so many preemptions, each once, those with fewer
 * first, and stops at the first that shows the flaw.
 *
 * <p>A preemption is that a task stands still which could take its next step. Who goes on when a
 * task waits or has ended is free. So "not found" says that no schedule of this scene with at most
 * so many preemptions shows the flaw.
 */
final class Search {
  private Search() {}

  /**
   * What a search came to.
   *
   * @param found what was found, or null
   * @param steps the steps that lead there; empty if nothing was found
   * @param preemptions how many preemptions these have, or how many were allowed
   * @param schedules how many schedules were taken
   */
  record Result(@Nullable String found, List<Step> steps, int preemptions, int schedules) {
    /** Copies the list. */
    Result {
      steps = List.copyOf(steps);
    }

    /** Tells whether the flaw was found. */
    boolean isFound() {
      return found != null;
    }
  }

  /**
   * Searches.
   *
   * @param scene the scene
   * @param version the kernel
   * @param bound how many preemptions a schedule may have, 0 or more
   * @return what it came to
   */
  static Result of(Scene scene, KernelVersion version, int bound) {
    return of(scene, Machine.REAL, version, bound);
  }

  /**
   * Searches on a machine that may be wrong.
   *
   * @param scene the scene
   * @param machine the machine
   * @param version the kernel
   * @param bound how many preemptions a schedule may have, 0 or more
   * @return what it came to
   */
  static Result of(Scene scene, Machine machine, KernelVersion version, int bound) {
    List<Deque<Schedule>> levels = new ArrayList<>();
    for (int i = 0; i <= bound; i++) {
      levels.add(new ArrayDeque<>());
    }
    levels.get(0).add(Schedule.USUAL);
    int schedules = 0;
    for (int level = 0; level <= bound; level++) {
      Deque<Schedule> these = levels.get(level);
      while (!these.isEmpty()) {
        Schedule schedule = these.removeLast();
        Run run = World.run(scene, machine, version, schedule, level < bound);
        schedules++;
        String found = run.found();
        if (found != null) {
          return new Result(found, run.steps(), level, schedules);
        }
        for (Run.Choice choice : run.choices()) {
          Schedule next = schedule.then(choice);
          levels.get(next.preemptions()).addLast(next);
        }
      }
    }
    return new Result(null, List.of(), bound, schedules);
  }
}
