package org.rmmodel.property.schedule;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rmmodel.common.Turns;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.StepListener;

/**
 * Runs tasks on the real classes, one step at a time, in the order that a schedule says.
 *
 * <p>Each task is a thread that stops before each of its steps; whoever has the turn decides who is
 * next, and hands over only to another. A step is taken only when its guard holds, so nobody ever
 * waits inside the implementation; when no guard holds, that is a deadlock and is found as such.
 * The same schedule on the same tasks gives the same run.
 */
final class Scheduler implements StepListener {
  /** More steps than any run takes that ends. */
  private static final int MAX_STEPS = 5_000;

  private final List<Switch> switches;
  private final List<Task> tasks = new ArrayList<>();
  private final List<Step> trace = new ArrayList<>();
  private final Set<Wait> waits = EnumSet.noneOf(Wait.class);
  private final Turns turns = new Turns(trace::toString);

  private int nextSwitch;

  /** How many of the steps that the next switch counts are taken before it. */
  private int stepsBeforeSwitch;

  private @Nullable Failure failure;

  Scheduler(List<Switch> switches) {
    this.switches = switches;
    beginCounting();
  }

  private @Nullable Switch nextSwitch() {
    return nextSwitch < switches.size() ? switches.get(nextSwitch) : null;
  }

  private void beginCounting() {
    Switch next = nextSwitch();
    stepsBeforeSwitch = next == null ? 0 : next.after();
  }

  /** What was found first. */
  record Failure(Oracle oracle, String what, @Nullable Throwable cause) {}

  /** A task: a thread and where it is. */
  private static final class Task {
    private final int id;
    private final Turns.Player player;

    /** The step that it is about to take; null when it has not begun, or is done. */
    private @Nullable Action next;

    private BooleanSupplier enabled = () -> true;
    private boolean done;

    Task(int id, Turns turns, Function<Task, Turns.Player> body) {
      this.id = id;
      player = turns.player(() -> body.apply(this));
    }
  }

  /**
   * Runs the tasks to their ends, or until something is found. The task with number n runs on the
   * CPU with that number.
   */
  void run(List<Runnable> bodies) {
    for (Runnable body : bodies) {
      tasks.add(new Task(tasks.size(), turns, task -> live(task, body)));
    }
    turns.passTo(player(choose(tasks.get(0))));
  }

  private Turns.Player live(Task task, Runnable body) {
    try {
      if (failure == null) {
        body.run();
      }
    } catch (Turns.Unwound e) {
      // as it should
    } catch (RuntimeException | Error e) {
      note(e);
    }
    task.done = true;
    task.next = null;
    return player(choose(task));
  }

  private Turns.Player player(@Nullable Task task) {
    return task == null ? turns.first() : task.player;
  }

  @Override
  public void at(Cpu cpu, Action action, @Nullable String module, BooleanSupplier enabled) {
    if (cpu.id() >= tasks.size() || turns.isFirst()) {
      alone(action, module, enabled);
      return;
    }
    Task me = tasks.get(cpu.id());
    if (failure != null) {
      throw new Turns.Unwound();
    }
    me.next = action;
    me.enabled = enabled;
    if (!enabled.getAsBoolean()) {
      waits.add(Wait.of(action));
    }
    turns.passTo(player(choose(me)));
    if (failure != null) {
      throw new Turns.Unwound();
    }
    trace.add(new Step(me.id, action, module));
    Switch next = nextSwitch();
    if (next != null && next.counts(action) && stepsBeforeSwitch > 0) {
      stepsBeforeSwitch--;
    }
    if (trace.size() > MAX_STEPS) {
      throw fail(Oracle.NO_RETURN, "more than " + MAX_STEPS + " steps", null);
    }
  }

  /** Before and after the tasks there is nobody to wait for. */
  private void alone(Action action, @Nullable String module, BooleanSupplier enabled) {
    if (!enabled.getAsBoolean()) {
      throw fail(Oracle.NO_RETURN, action + " " + module + " waits, and nobody is there", null);
    }
  }

  /** Says who takes the next step; null if all are done. Called by who has the turn. */
  private @Nullable Task choose(Task me) {
    if (failure != null) {
      return me.done ? nextTask(me, 0, true) : me;
    }
    Switch now = nextSwitch();
    if (now != null && now.counts(me.next) && stepsBeforeSwitch == 0) {
      nextSwitch++;
      beginCounting();
      Task other = nextTask(me, now.to(), false);
      if (other != null) {
        return other;
      }
    }
    if (!me.done && me.enabled.getAsBoolean()) {
      return me;
    }
    Task other = nextTask(me, 0, false);
    if (other == null && tasks.stream().anyMatch(task -> !task.done)) {
      failure = new Failure(Oracle.NO_RETURN, "nobody can take a step", null);
      return choose(me);
    }
    return other;
  }

  /** Gives another task that can go on: passing over so many, in a circle. */
  private @Nullable Task nextTask(Task me, int passOver, boolean anyhow) {
    List<Task> able = new ArrayList<>(tasks.size());
    for (int i = 1; i < tasks.size(); i++) {
      Task other = tasks.get((me.id + i) % tasks.size());
      if (!other.done && (anyhow || other.enabled.getAsBoolean())) {
        able.add(other);
      }
    }
    return able.isEmpty() ? null : able.get(passOver % able.size());
  }

  /** Notes a finding; the run is over. To be thrown, so that the thread of a task unwinds. */
  Error fail(Oracle oracle, String what, @Nullable Throwable cause) {
    if (failure == null) {
      failure = new Failure(oracle, what, cause);
    }
    return new Turns.Unwound();
  }

  /** Notes what was thrown, unless it is only the end of a run. */
  void note(Throwable thrown) {
    if (!(thrown instanceof Turns.Unwound)) {
      fail(Exceptions.oracle(thrown), thrown.toString(), thrown);
    }
  }

  @Nullable Failure failure() {
    return failure;
  }

  List<Step> trace() {
    return trace;
  }

  Set<Wait> waits() {
    return waits;
  }
}
