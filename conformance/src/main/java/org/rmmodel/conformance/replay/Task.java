package org.rmmodel.conformance.replay;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.common.Turns;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;

/**
 * A task of the run: the thread that makes its calls, and what the specification says of it. The
 * thread stands still at every announced step until it is told to go on. All fields are touched by
 * who has the turn, which is the machine's between any two steps.
 */
final class Task {
  static final String NONE = "none";

  /** Where a thread stands: just before a step. */
  record Announcement(Action action, @Nullable String module, BooleanSupplier guard) {}

  final String name;
  private final Cpu cpu;
  private final Turns turns;
  private Turns.@Nullable Player player;
  private boolean abandoned;

  /** Where it stands within a call, or null. */
  @Nullable Announcement at;

  /** What its last call returned. */
  @Nullable Object result;

  /** What its last call died of. */
  @Nullable Throwable thrown;

  /** The specification's {@code obj}: the slot in hand, {@code head}, or {@code none}. */
  String obj = NONE;

  /** The action that began the call that it is in. */
  String call = "";

  /** The label of the last step that it took, in this call. */
  String last = "";

  /** Whether it sleeps on module_wq. */
  boolean isAsleep;

  /** Whether a COMING notifier that takes references is at work. */
  boolean isInNotifier;

  /** How the load that it is in will end, if its loader may do several things and has not yet. */
  String outcome = "";

  /** How many of its imports the load that it is in has linked. */
  int linked;

  /** On which CPU it counts next. */
  int countsOn;

  Task(String name, Cpu cpu, Turns turns) {
    this.name = name;
    this.cpu = cpu;
    this.turns = turns;
  }

  Cpu cpu() {
    return cpu;
  }

  boolean isIdle() {
    return at == null;
  }

  boolean isWithin(String action) {
    return !isIdle() && call.equals(action);
  }

  /** The thread is about to take a step; called by it. */
  void announce(Action action, @Nullable String module, BooleanSupplier guard) {
    if (!abandoned) {
      at = new Announcement(action, module, guard);
      turns.passTo(turns.first());
    }
    if (abandoned) {
      throw new Turns.Unwound();
    }
  }

  /** Begins a call, and waits until its first step is announced, or it has returned. */
  void begin(Callable<?> body) {
    result = null;
    thrown = null;
    player =
        turns.player(
            () -> {
              try {
                result = body.call();
              } catch (Throwable e) { // whatever it is, the machine looks at it
                thrown = e;
              }
              at = null;
              return turns.first();
            });
    step();
  }

  /** Lets the step be taken, and waits for the next one, or the call's end. */
  void step() {
    turns.passTo(requireNonNull(player, "between calls"));
  }

  /** A signal. */
  void interrupt() {
    requireNonNull(player, "between calls").interrupt();
  }

  /** Ends the call that it is in, at the step where it stands. */
  void abandon() {
    abandoned = true;
    step();
  }
}
