package org.rmmodel.common;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one of several threads run at a time. Who has the turn decides who is next; all others stand
 * still. At first it is the {@link #first} one's, the thread that made this.
 *
 * <p>Each turn that is passed to another is a write and a read of one volatile field, so what one
 * has written the next one sees, and fields that only those touch who have the turn need no more.
 */
public final class Turns {
  /** So long without a turn passed, a thread waits where nobody sees it. A net, no measurement. */
  private static final long HUNG_SECONDS = 600;

  /** Threads are reused. */
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          body -> {
            Thread thread = new Thread(body, "takes turns");
            thread.setDaemon(true);
            return thread;
          });

  private final Player first = new Player(null);
  private final Supplier<String> where;
  private volatile Player turn = first;
  private @Nullable Throwable failure;

  /** How often somebody came to pass the turn. Read by the first one, which may miss the last. */
  private volatile long passes;

  /**
   * Makes the turns; the first is the caller's.
   *
   * @param where says what was done so far, for the message about a thread that hangs
   */
  public Turns(Supplier<String> where) {
    this.where = where;
  }

  /** Unwinds a thread whose run is over. It is for nobody to catch but who began the thread. */
  public static final class Unwound extends Error {
    private static final long serialVersionUID = 1L;

    /** Makes one, without the cost of a stack trace. */
    public Unwound() {
      super("the run is over", null, false, false);
    }
  }

  /** One who takes turns. */
  public static final class Player {
    private final @Nullable Supplier<Player> body;
    private @Nullable Thread thread;

    private Player(@Nullable Supplier<Player> body) {
      this.body = body;
    }

    /** Interrupts it: what it finds when it has the turn. Called by who has the turn. */
    public void interrupt() {
      requireNonNull(thread, "it has not begun").interrupt();
    }
  }

  /**
   * Adds a player, which begins when it is passed the turn for the first time.
   *
   * @param body what it does; in the end it says who is next
   * @return the player
   */
  public Player player(Supplier<Player> body) {
    return new Player(body);
  }

  /** The player who made this. */
  public Player first() {
    return first;
  }

  /** Whether the turn is the first one's: none of the others is under way. */
  public boolean isFirst() {
    return turn == first;
  }

  /**
   * Passes the turn on, and returns when it has come back. Called by who has the turn.
   *
   * @param next who is next; the turn stays where it is if that is the caller
   * @throws IllegalStateException to the first one, if a player has failed or hangs
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // written by who has the turn
  public void passTo(Player next) {
    passes++;
    Player me = turn;
    if (next == me) {
      return;
    }
    if (me == first) {
      me.thread = Thread.currentThread();
      handTo(next);
      awaitFirst();
    } else {
      handTo(next);
      await(me);
    }
  }

  private void handTo(Player next) {
    Thread thread = next.thread;
    turn = next; // from here on the next one runs
    if (thread == null) {
      THREADS.execute(() -> live(next));
    } else {
      LockSupport.unpark(thread);
    }
  }

  private void live(Player me) {
    me.thread = Thread.currentThread();
    Player next = first;
    try {
      next = requireNonNull(me.body).get();
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    boolean unused = Thread.interrupted(); // of this body, not of the thread's next one
    handTo(next);
  }

  private void await(Player me) {
    while (turn != me) {
      park(Long.MAX_VALUE);
    }
  }

  /** An interrupt ends no wait, and stays to be seen: guards look at it. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it
  private void park(long nanos) {
    if (Thread.currentThread().isInterrupted()) {
      Thread.yield(); // to park would be to return at once
    } else {
      LockSupport.parkNanos(this, nanos);
    }
  }

  private void awaitFirst() {
    long limit = TimeUnit.SECONDS.toNanos(HUNG_SECONDS);
    long before = passes;
    long since = System.nanoTime();
    while (turn != first) {
      park(limit);
      long now = passes;
      if (now != before) {
        before = now;
        since = System.nanoTime();
      } else if (turn != first && System.nanoTime() - since > limit) {
        throw new IllegalStateException(
            "a thread waits where nobody sees it, after " + where.get());
      }
    }
    Throwable failed = failure;
    if (failed != null) {
      throw new IllegalStateException("a thread has failed after " + where.get(), failed);
    }
  }
}
