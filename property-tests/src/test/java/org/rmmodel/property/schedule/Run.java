package org.rmmodel.property.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rmmodel.property.Tape;

/**
 * What a run of a scenario was like.
 *
 * @param steps the steps of its tasks, in order
 * @param events what happened
 * @param waits what was waited for
 */
record Run(List<Step> steps, Set<Event> events, Set<Wait> waits) {
  /**
   * Runs a scenario on the real classes.
   *
   * @throws Finding if anything was wrong; it shows the run as a table
   */
  static Run of(Scenario scenario) {
    return of(scenario, Tape.NONE);
  }

  /**
   * As {@link #of(Scenario)}, and has its calls and steps written down.
   *
   * @throws Finding likewise
   */
  static Run of(Scenario scenario, Tape tape) {
    World world = new World(scenario, tape);
    try {
      live(world);
    } catch (RuntimeException | Error e) {
      world.scheduler.note(e);
    }
    List<Step> steps = world.scheduler.trace();
    Tally.count(steps.size());
    Scheduler.Failure failure = world.scheduler.failure();
    if (failure != null) {
      throw finding(scenario, failure, steps);
    }
    return new Run(steps, world.events, world.scheduler.waits());
  }

  private static void live(World world) {
    Scenario scenario = world.scenario;
    Calls before = new Calls(world, world.alone);
    for (Call.Slot slot : scenario.loaded()) {
      before.make(new Call(slot == Call.Slot.B ? Call.Kind.LOAD_USER : Call.Kind.LOAD, slot));
    }
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < scenario.tasks().size(); i++) {
      Calls calls = new Calls(world, world.tasks.get(i));
      List<Call> program = scenario.tasks().get(i);
      tasks.add(() -> program.forEach(calls::make));
    }
    world.scheduler.run(tasks);
    if (world.scheduler.failure() == null) {
      new Rest(world).check();
    }
  }

  private static Finding finding(Scenario scenario, Scheduler.Failure failure, List<Step> steps) {
    String what = failure.oracle() + ": " + failure.what();
    String message =
        String.format(
            "%s%n%s%nto see it again: -Dschedule=\"%s\"", what, Picture.of(steps, what), scenario);
    return new Finding(failure.oracle(), message, steps.size(), scenario, failure.cause());
  }
}
