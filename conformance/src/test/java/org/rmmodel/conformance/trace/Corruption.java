package org.rmmodel.conformance.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.rmmodel.conformance.trace.RecordedCall.RecordedStep;
import org.rmmodel.impl.kernel.Action;

/** A recording that is bent in one place. */
@SuppressWarnings("ReferenceEquality") // two calls may be equal, and it is this one that is meant
final class Corruption {
  private final Recording original;
  private final List<List<RecordedCall>> cpus = new ArrayList<>();
  private long at = Long.MAX_VALUE;

  private Corruption(Recording original) {
    this.original = original;
    original.cpus().forEach(calls -> cpus.add(new ArrayList<>(calls)));
  }

  /**
   * The recording, and where it is bent.
   *
   * @param recording what it says now
   * @param at nothing is changed before this instant
   */
  record Bent(Recording recording, long at) {}

  private Bent bent() {
    return new Bent(
        new Recording(original.kernel(), original.tracing(), original.modules(), cpus), at);
  }

  /** A step, by its place. */
  private record Place(int cpu, int call, int step) {}

  static Predicate<RecordedCall> call(CallKind kind, int result) {
    return call -> call.kind() == kind && call.result() == result;
  }

  static Predicate<RecordedCall> call(CallKind kind, int result, Action with) {
    return call(kind, result)
        .and(call -> call.steps().stream().anyMatch(step -> step.action() == with));
  }

  private Place find(Predicate<RecordedCall> call, BiPredicate<RecordedCall, Integer> step) {
    Place first = null;
    long earliest = Long.MAX_VALUE;
    for (int cpu = 0; cpu < cpus.size(); cpu++) {
      for (int i = 0; i < cpus.get(cpu).size(); i++) {
        RecordedCall here = cpus.get(cpu).get(i);
        for (int k = 0; call.test(here) && k < here.steps().size(); k++) {
          if (step.test(here, k) && here.steps().get(k).start() < earliest) {
            earliest = here.steps().get(k).start();
            first = new Place(cpu, i, k);
          }
        }
      }
    }
    if (first == null) {
      throw new AssertionError("the recording has nothing of the kind to be bent");
    }
    return first;
  }

  private void replace(Place place, RecordedCall by, long when) {
    cpus.get(place.cpu).set(place.call, by);
    at = Math.min(at, when);
  }

  private RecordedCall at(Place place) {
    return cpus.get(place.cpu).get(place.call);
  }

  private static RecordedCall with(RecordedCall call, List<RecordedStep> steps) {
    return new RecordedCall(
        call.kind(), call.name(), call.load(), call.enter(), steps, call.result(), call.end(), 0);
  }

  /** The first such step is dropped. */
  static Bent drop(Recording recording, Predicate<RecordedCall> call, Action action) {
    return steps(
        recording,
        call,
        action,
        (steps, k) -> {
          steps.remove(k);
          return steps;
        });
  }

  /** The first such step is there twice. */
  static Bent twice(Recording recording, Predicate<RecordedCall> call, Action action) {
    return steps(
        recording,
        call,
        action,
        (steps, k) -> {
          RecordedStep step = steps.get(k);
          long half = (step.start() + step.end()) / 2;
          steps.set(k, new RecordedStep(step.action(), step.module(), step.start(), half));
          steps.add(k + 1, new RecordedStep(step.action(), step.module(), half, step.end()));
          return steps;
        });
  }

  /** The first such step and the one before it change places. */
  static Bent before(Recording recording, Predicate<RecordedCall> call, Action action) {
    return steps(
        recording,
        call,
        action,
        (steps, k) -> {
          RecordedStep step = steps.get(k);
          RecordedStep cause = steps.get(k - 1);
          steps.set(
              k - 1, new RecordedStep(step.action(), step.module(), cause.start(), cause.end()));
          steps.set(k, new RecordedStep(cause.action(), cause.module(), step.start(), step.end()));
          return steps;
        });
  }

  /** The first such step is another one. */
  static Bent instead(
      Recording recording, Predicate<RecordedCall> call, Action action, Action other) {
    return steps(
        recording,
        call,
        action,
        (steps, k) -> {
          RecordedStep step = steps.get(k);
          steps.set(k, new RecordedStep(other, step.module(), step.start(), step.end()));
          return steps;
        });
  }

  /** The first such step is about another module. */
  static Bent about(
      Recording recording, Predicate<RecordedCall> call, Action action, String module) {
    return steps(
        recording,
        call,
        action,
        (steps, k) -> {
          RecordedStep step = steps.get(k);
          steps.set(k, new RecordedStep(step.action(), module, step.start(), step.end()));
          return steps;
        });
  }

  private interface Change {
    List<RecordedStep> of(List<RecordedStep> steps, int k);
  }

  private static Bent steps(
      Recording recording, Predicate<RecordedCall> call, Action action, Change change) {
    Corruption corruption = new Corruption(recording);
    Place place = corruption.find(call, (here, k) -> here.steps().get(k).action() == action);
    RecordedCall here = corruption.at(place);
    // A step says what the next one has to be; and the one before it may have changed places, too.
    long when = place.step < 2 ? here.enter() : here.steps().get(place.step - 2).start();
    corruption.replace(
        place, with(here, change.of(new ArrayList<>(here.steps()), place.step)), when);
    return corruption.bent();
  }

  /** The first such call is changed. */
  static Bent call(
      Recording recording, Predicate<RecordedCall> which, UnaryOperator<RecordedCall> change) {
    Corruption corruption = new Corruption(recording);
    Place place = corruption.find(which, (here, k) -> k == 0);
    RecordedCall here = corruption.at(place);
    corruption.replace(place, change.apply(here), here.enter());
    return corruption.bent();
  }

  /** The first such call returns something else. */
  static Bent result(Recording recording, Predicate<RecordedCall> which, int result) {
    return call(
        recording,
        which,
        call ->
            new RecordedCall(
                call.kind(),
                call.name(),
                call.load(),
                call.enter(),
                call.steps(),
                result,
                call.end(),
                0));
  }

  /** The first such call is dropped. */
  static Bent dropCall(Recording recording, Predicate<RecordedCall> which) {
    Corruption corruption = new Corruption(recording);
    Place place = corruption.find(which, (here, k) -> k == 0);
    corruption.at = corruption.at(place).enter();
    corruption.cpus.get(place.cpu).remove(place.call);
    return corruption.bent();
  }

  /** The first such step is another CPU's: the last one of the call that this has ended before. */
  static Bent otherThread(Recording recording, Predicate<RecordedCall> call, Action action) {
    Corruption corruption = new Corruption(recording);
    Place place =
        corruption.find(
            call,
            (here, k) ->
                k > 0
                    && here.steps().get(k).action() == action
                    && corruption.idle(here, here.steps().get(k)) != null);
    RecordedCall here = corruption.at(place);
    RecordedStep step = here.steps().get(place.step);
    Place idle = corruption.idle(here, step);
    List<RecordedStep> without = new ArrayList<>(here.steps());
    without.remove(place.step);
    corruption.replace(place, with(here, without), here.steps().get(place.step - 1).start());
    RecordedCall longer = corruption.at(idle);
    List<RecordedStep> more = new ArrayList<>(longer.steps());
    more.add(step);
    corruption.replace(
        idle,
        new RecordedCall(
            longer.kind(),
            longer.name(),
            longer.load(),
            longer.enter(),
            more,
            longer.result(),
            step.end(),
            0),
        longer.enter());
    return corruption.bent();
  }

  /** The last call of a CPU that has none while the step is taken, and the next one comes later. */
  private Place idle(RecordedCall not, RecordedStep step) {
    for (int cpu = 0; cpu < cpus.size(); cpu++) {
      List<RecordedCall> calls = cpus.get(cpu);
      for (int i = 0; i < calls.size(); i++) {
        long next = i + 1 < calls.size() ? calls.get(i + 1).enter() : Long.MAX_VALUE;
        if (calls.get(i) != not && calls.get(i).end() <= step.start() && step.end() <= next) {
          return new Place(cpu, i, 0);
        }
      }
    }
    return null;
  }

  /** A get that succeeds is made again once the module has been unloaded. */
  static Bent getAfterCommit(Recording recording) {
    Corruption corruption = new Corruption(recording);
    Predicate<RecordedCall> unload = call(CallKind.DELETE, 0);
    for (List<RecordedCall> calls : recording.cpus()) {
      for (RecordedCall get : calls) {
        if (get.kind() != CallKind.GET || get.result() != 1) {
          continue;
        }
        Bent bent = corruption.again(get, unload);
        if (bent != null) {
          return bent;
        }
      }
    }
    throw new AssertionError("no get can be made after an unload");
  }

  private Bent again(RecordedCall get, Predicate<RecordedCall> unload) {
    for (List<RecordedCall> calls : original.cpus()) {
      for (RecordedCall call : calls) {
        if (!unload.test(call) || !call.name().equals(get.name()) || call.end() < get.end()) {
          continue;
        }
        long gone =
            call.steps().stream()
                .filter(step -> step.action() == Action.DeleteModule_ExitBegin)
                .findFirst()
                .orElseThrow()
                .end();
        for (int cpu = 0; cpu < cpus.size(); cpu++) {
          for (int i = 0; i < cpus.get(cpu).size(); i++) {
            RecordedCall last = cpus.get(cpu).get(i);
            if (last != call && last.end() > gone) {
              insert(new Place(cpu, i, 0), get, last.end());
              return bent();
            }
          }
        }
      }
    }
    return null;
  }

  private void insert(Place after, RecordedCall get, long when) {
    List<RecordedStep> steps = new ArrayList<>();
    for (RecordedStep step : get.steps()) {
      steps.add(new RecordedStep(step.action(), step.module(), when, when));
    }
    cpus.get(after.cpu)
        .add(
            after.call + 1,
            new RecordedCall(CallKind.GET, get.name(), get.load(), when, steps, 1, when, 0));
    at = when;
  }

  /** The first put is made before anything else on its CPU. */
  static Bent putBeforeGet(Recording recording) {
    Corruption corruption = new Corruption(recording);
    Place place = corruption.find(call(CallKind.PUT, 1), (here, k) -> k == 0);
    RecordedCall put = corruption.at(place);
    List<RecordedStep> steps = new ArrayList<>();
    for (RecordedStep step : put.steps()) {
      steps.add(new RecordedStep(step.action(), step.module(), 0, 0));
    }
    corruption.cpus.get(place.cpu).remove(place.call);
    corruption
        .cpus
        .get(place.cpu)
        .add(0, new RecordedCall(put.kind(), put.name(), put.load(), 0, steps, put.result(), 0, 0));
    corruption.at = 0;
    return corruption.bent();
  }
}
