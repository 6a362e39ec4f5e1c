package org.rmmodel.conformance.flaws;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.common.Turns;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.StepListener;

/**
 * One run of tasks on the real classes: one step at a time, in the order of a schedule.
 *
 * <p>Each task is a thread that stops before each of its steps; whoever has the turn decides who is
 * next. A step is taken only when its guard holds, so nobody waits inside the implementation. Until
 * its first decision each task runs to its first step. The same schedule of the same scene is the
 * same run.
 */
final class Run implements StepListener {
  /** More steps than any scene takes that ends. */
  private static final int MOST_STEPS = 2_000;

  /** What was decided, and what could have been. */
  record Choice(int decision, int task, boolean preempts) {}

  /** A task: a thread and where it is. */
  static final class Task {
    final int id;
    final String name;
    private final Turns.Player player;
    private @Nullable Action action;
    private String label = "";
    private BooleanSupplier enabled = () -> true;
    private boolean optional;
    private boolean isCalling;
    private boolean givesUp;
    private boolean begun;
    private boolean done;

    private Task(int id, String name, Turns turns, Function<Task, Turns.Player> body) {
      this.id = id;
      this.name = name;
      player = turns.player(() -> body.apply(this));
    }

    private boolean canGoOn() {
      return !done && (givesUp || enabled.getAsBoolean());
    }

    /** The step that it is about to take, or took last; null if that is none of the kernel's. */
    @Nullable Action action() {
      return action;
    }
  }

  private final Watch watch;
  private final List<Task> tasks = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Turns turns = new Turns(steps::toString);
  private final List<Choice> choices = new ArrayList<>();
  private final Deque<Schedule> ahead = new ArrayDeque<>();
  private final int firstFree;
  private final boolean mayPreempt;
  private int decisions;

  private @Nullable Task beginning;
  private boolean quiet;
  private boolean over;
  private @Nullable String found;
  private @Nullable Throwable broken;

  /**
   * Makes a run.
   *
   * @param schedule where it leaves the usual order
   * @param mayPreempt whether preemptions after the schedule's last decision count as choices
   * @param watch who looks at each step
   */
  Run(Schedule schedule, boolean mayPreempt, Watch watch) {
    for (Schedule at = schedule; at.before() != null; at = at.before()) {
      ahead.addFirst(at);
    }
    firstFree = schedule.decision() + 1;
    this.mayPreempt = mayPreempt;
    this.watch = watch;
  }

  /** Adds a task; the nth runs on the CPU with number n. */
  void task(String name, Runnable body) {
    tasks.add(new Task(tasks.size(), name, turns, task -> live(task, body)));
  }

  /** Runs the tasks to their ends, or until something is found. */
  void run() {
    beginning = tasks.get(0);
    turns.passTo(beginning.player);
    if (broken != null) {
      throw new IllegalStateException("a run broke after " + steps, broken);
    }
  }

  private Turns.Player live(Task task, Runnable body) {
    try {
      body.run();
    } catch (Turns.Unwound e) {
      // as it should
    } catch (RuntimeException | Error e) {
      look(() -> watch.threw(task, e));
    }
    look(() -> watch.after(task));
    task.done = true;
    try {
      return player(next(task));
    } catch (RuntimeException | Error e) {
      breaks(e);
      return turns.first();
    }
  }

  private Turns.Player player(@Nullable Task task) {
    return task == null ? turns.first() : task.player;
  }

  /** Says who is next after what a task has done; the last one to begin is the first to decide. */
  private @Nullable Task next(Task me) {
    if (me == beginning && me.id + 1 < tasks.size()) {
      beginning = tasks.get(me.id + 1);
      return beginning;
    }
    Task next = choose(me == beginning ? null : me);
    beginning = null;
    return next;
  }

  /** On behalf of a task that has ended; what was found is noted. */
  private void look(Runnable look) {
    if (over) {
      return;
    }
    try {
      look.run();
    } catch (Turns.Unwound e) {
      // what it found is noted
    } catch (RuntimeException | Error e) {
      breaks(e);
    }
  }

  private void breaks(Throwable why) {
    over = true;
    if (broken == null) {
      broken = why;
    }
  }

  @Override
  public void at(Cpu cpu, Action action, @Nullable String module, BooleanSupplier enabled) {
    if (quiet) {
      return;
    }
    if (turns.isFirst() || cpu.id() >= tasks.size()) {
      if (!enabled.getAsBoolean()) {
        throw new IllegalStateException(action + " waits before the tasks have begun");
      }
      return;
    }
    Task me = tasks.get(cpu.id());
    arrive(me, action, action.name(), module, enabled, false);
  }

  /** Makes a call of which nobody is to notice a step. Called by who has the turn. */
  <T> T quietly(Supplier<T> call) {
    quiet = true;
    try {
      return call.get();
    } finally {
      quiet = false;
    }
  }

  /**
   * Announces a call that the scene makes, as if it was a step.
   *
   * @param id the caller's task
   * @param label what the call is
   * @param guard when it may be made
   * @return false if that never comes, as nobody else can go on
   */
  boolean call(int id, String label, BooleanSupplier guard) {
    Task me = tasks.get(id);
    arrive(me, null, label, null, guard, true);
    boolean made = !me.givesUp;
    me.givesUp = false;
    return made;
  }

  /**
   * Waits until a call may be made whose first step is taken in the same instant.
   *
   * @param id the caller's task
   * @param guard when it may be made
   * @return as {@link #call}
   */
  boolean begin(int id, BooleanSupplier guard) {
    boolean made = call(id, "", guard);
    tasks.get(id).isCalling = made;
    return made;
  }

  private void arrive(
      Task me,
      @Nullable Action action,
      String label,
      @Nullable String module,
      BooleanSupplier enabled,
      boolean optional) {
    if (over) {
      throw new Turns.Unwound();
    }
    if (me.begun) {
      watch.after(me);
    }
    me.action = action;
    me.label = label;
    me.enabled = enabled;
    me.optional = optional;
    boolean goesOn = me.isCalling && enabled.getAsBoolean();
    me.isCalling = false;
    if (!goesOn) {
      turns.passTo(player(next(me)));
    }
    if (over) {
      throw new Turns.Unwound();
    }
    me.begun = true;
    if (me.givesUp) {
      return;
    }
    if (!label.isEmpty()) {
      steps.add(new Step(me.name, label, module));
    }
    if (steps.size() > MOST_STEPS) {
      throw new IllegalStateException("more than " + MOST_STEPS + " steps");
    }
    watch.before(me);
  }

  /** Says who takes the next step; null if all are done. Called by who has the turn. */
  private @Nullable Task choose(@Nullable Task me) {
    if (over) {
      return me != null && !me.done ? me : anyAlive();
    }
    boolean goesOn = me != null && me.canGoOn();
    int decision = decisions++;
    Schedule now = ahead.peekFirst();
    if (now != null && now.decision() == decision) {
      ahead.removeFirst();
      return tasks.get(now.task());
    }
    Task usual = goesOn ? me : inCircle(me);
    if (usual == null) {
      return stuck(me);
    }
    if (decision >= firstFree && (!goesOn || mayPreempt)) {
      for (Task other : tasks) {
        if (other != usual && other.canGoOn()) {
          choices.add(new Choice(decision, other.id, goesOn));
        }
      }
    }
    return usual;
  }

  private @Nullable Task inCircle(@Nullable Task me) {
    int from = me == null ? tasks.size() - 1 : me.id;
    for (int i = 1; i <= tasks.size(); i++) {
      Task other = tasks.get((from + i) % tasks.size());
      if (other.canGoOn()) {
        return other;
      }
    }
    return null;
  }

  private @Nullable Task anyAlive() {
    for (Task task : tasks) {
      if (!task.done) {
        return task;
      }
    }
    return null;
  }

  /** Nobody can take a step. Who only waits to make a call does without it. */
  private @Nullable Task stuck(@Nullable Task me) {
    if (anyAlive() == null) {
      return null;
    }
    List<String> waiting = new ArrayList<>();
    for (Task task : tasks) {
      if (!task.done && !task.optional) {
        waiting.add(task.name + " at " + task.label);
      }
    }
    if (waiting.isEmpty()) {
      Task first = anyAlive();
      if (first != null) {
        first.givesUp = true;
      }
      return first;
    }
    look(() -> watch.stuck(String.join(", ", waiting)));
    over = true;
    return me != null && !me.done ? me : anyAlive();
  }

  /** Notes what was found. To be thrown, so that the run ends. */
  Turns.Unwound found(String what) {
    if (found == null) {
      found = what;
    }
    over = true;
    return new Turns.Unwound();
  }

  /** Gives what was found, or null. */
  @Nullable String found() {
    return found;
  }

  List<Step> steps() {
    return steps;
  }

  /** What could have been decided otherwise after the schedule's last decision. */
  List<Choice> choices() {
    return choices;
  }
}
