package org.rmmodel.conformance.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rmmodel.common.Turns;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.StepListener;

/**
 * Lets one thread run at a time, from step to step, and decides by a seed whose turn is next. So
 * the order of all steps is that of their intervals, and the same seed gives the same run.
 */
final class RandomTurns implements StepListener {
  /** Who has had the turn keeps it this often, in a hundred. */
  private static final int KEEPS = 60;

  private final Random random;
  private final List<Place> places = new ArrayList<>();
  private final Turns turns = new Turns(() -> "the steps that were recorded");
  private boolean stuck;

  /** A thread, and when it can go on. */
  private static final class Place {
    private final Turns.Player player;
    private BooleanSupplier enabled = () -> true;
    private boolean done;

    private Place(Turns.Player player) {
      this.player = player;
    }
  }

  /** Whose turn is next is decided by the seed. */
  RandomTurns(long seed) {
    random = new Random(seed);
  }

  /**
   * Runs threads to their ends; the nth is on the CPU with number n.
   *
   * @param bodies what the threads do
   */
  void run(List<Runnable> bodies) {
    for (Runnable body : bodies) {
      int me = places.size();
      places.add(
          new Place(
              turns.player(
                  () -> {
                    body.run();
                    places.get(me).done = true;
                    return next(me);
                  })));
    }
    turns.passTo(next(0));
  }

  @Override
  public void at(Cpu cpu, Action action, @Nullable String module, BooleanSupplier enabled) {
    waits(cpu.id(), enabled);
    if (!stuck || Thread.currentThread().isInterrupted()) {
      return;
    }
    if (action != Action.LoadModule_FinishedLoading) {
      throw new IllegalStateException("no thread can go on, and one is at " + action);
    }
    Thread.currentThread().interrupt(); // nobody wakes it any more
  }

  /** Whether no thread could go on; those that sleep are being interrupted. */
  boolean isStuck() {
    return stuck;
  }

  /** A thread is between two calls. */
  void pause(Cpu cpu) {
    waits(cpu.id(), () -> true);
  }

  private void waits(int me, BooleanSupplier enabled) {
    places.get(me).enabled = enabled;
    if (!stuck) {
      turns.passTo(next(me));
    }
  }

  /** Once nobody can go on, each in turn goes on all the same, to its end. */
  private Turns.Player next(int me) {
    List<Place> alive = those(place -> !place.done);
    if (alive.isEmpty()) {
      return turns.first();
    }
    List<Place> ready = stuck ? alive : those(place -> !place.done && place.enabled.getAsBoolean());
    stuck |= ready.isEmpty();
    if (stuck) {
      return alive.get(0).player;
    }
    Place mine = places.get(me);
    return ready.contains(mine) && random.nextInt(100) < KEEPS
        ? mine.player
        : ready.get(random.nextInt(ready.size())).player;
  }

  private List<Place> those(Predicate<Place> which) {
    return places.stream().filter(which).toList();
  }
}
