package org.rmmodel.jcstress.litmus;

import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.rmmodel.fixtures.rcu.StepwiseRcu;
import org.rmmodel.impl.rcu.Rcu;
import org.rmmodel.impl.rcu.RcuList;
import org.rmmodel.impl.rcu.Reader;
import org.rmmodel.jcstress.Real;
import org.rmmodel.jcstress.Weakened;

/**
 * A reader against reclamation: what is found within a read-side critical section is not freed
 * before the section has ended.
 *
 * <pre>
 *   reader                      reclaimer
 *   section begins              unlinks the entry
 *   finds the entry?            begins a grace period
 *   looks whether it is freed   waits until it is over
 *   section ends                frees the entry
 * </pre>
 *
 * <p>The section's slot and the list's pointer are written by one side and read by the other, each
 * in the opposite order: store buffering, which only a full fence on both sides forbids. The end of
 * the section is a release to the acquire of the grace period.
 */
@Description("What a section has found is not freed before its end")
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Not found: unlinked before.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Found, and not freed.")
@Outcome(id = "2", expect = Expect.FORBIDDEN, desc = "Found, and freed within the section.")
public final class Reclamation {
  private Reclamation() {}

  /** What the tasks do, whatever the read-copy-update. */
  abstract static class Body {
    private final RcuList<Entry> list = new RcuList<>();
    private final Entry entry = Entry.allocated();
    private final RcuList.Node<Entry> node = RcuList.Node.of(entry);
    private final PendingStores ofReader = new PendingStores();
    private final PendingStores ofReclaimer = new PendingStores();

    Body() {
      list.addRcu(RcuList.Node.of(Entry.last()));
      list.addRcu(node);
    }

    abstract void lock();

    abstract void unlock();

    abstract long startPoll();

    abstract boolean poll(long gracePeriod);

    final int read() {
      ofReader.add();
      lock();
      int seen = Objects.requireNonNull(list.head().next().entry()).look();
      unlock();
      return seen;
    }

    final void reclaim() {
      ofReclaimer.add();
      list.delRcu(node);
      long gracePeriod = startPoll();
      while (!poll(gracePeriod)) {
        Thread.onSpinWait();
      }
      entry.free();
    }
  }

  /** The same on a read-copy-update that can be got wrong. */
  abstract static class Stepwise extends Body {
    private final StepwiseRcu rcu;

    Stepwise(StepwiseRcu rcu) {
      this.rcu = rcu;
    }

    @Override
    final void lock() {
      rcu.lock();
    }

    @Override
    final void unlock() {
      rcu.unlock();
    }

    @Override
    final long startPoll() {
      return rcu.startPoll();
    }

    @Override
    final boolean poll(long gracePeriod) {
      return rcu.poll(gracePeriod);
    }
  }

  /** The read-copy-update of the implementation. */
  @JCStressTest
  @JCStressMeta(Reclamation.class)
  @Real(mustMeet = {"0", "1"})
  @State
  public static class RealRcu extends Body {
    private final Rcu rcu = new Rcu();
    private final Reader reader = rcu.register();

    /** Makes a list with one entry, and one after it that is never freed. */
    public RealRcu() {}

    @Override
    final void lock() {
      reader.lock();
    }

    @Override
    final void unlock() {
      reader.unlock();
    }

    @Override
    final long startPoll() {
      return rcu.startPoll();
    }

    @Override
    final boolean poll(long gracePeriod) {
      return rcu.poll(gracePeriod);
    }

    /**
     * The reader.
     *
     * @param r what it found
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = read();
    }

    /** The reclaimer. */
    @Actor
    public void reclaimer() {
      reclaim();
    }
  }

  /** A section begins without the full fence. */
  @JCStressTest
  @JCStressMeta(Reclamation.class)
  @Weakened(by = "a section begins without the full fence", mustShow = "2")
  @State
  public static class UnfencedLock extends Stepwise {
    /** Makes a list with one entry, and one after it that is never freed. */
    public UnfencedLock() {
      super(new org.rmmodel.fixtures.rcu.UnfencedLock());
    }

    /**
     * The reader.
     *
     * @param r what it found
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = read();
    }

    /** The reclaimer. */
    @Actor
    public void reclaimer() {
      reclaim();
    }
  }

  /** A grace period begins with a release store and no fence. */
  @JCStressTest
  @JCStressMeta(Reclamation.class)
  @Weakened(by = "a grace period begins with a release store and no fence", mustShow = "2")
  @State
  public static class UnfencedPoll extends Stepwise {
    /** Makes a list with one entry, and one after it that is never freed. */
    public UnfencedPoll() {
      super(new org.rmmodel.fixtures.rcu.UnfencedPoll());
    }

    /**
     * The reader.
     *
     * @param r what it found
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = read();
    }

    /** The reclaimer. */
    @Actor
    public void reclaimer() {
      reclaim();
    }
  }

  /** A grace period begins without the fence after the volatile update. */
  @JCStressTest
  @JCStressMeta(Reclamation.class)
  @Weakened(
      by = "a grace period begins without the fence after the volatile update",
      hiddenOnX86 = Hidden.LOCKED)
  @State
  public static class VolatilePoll extends Stepwise {
    /** Makes a list with one entry, and one after it that is never freed. */
    public VolatilePoll() {
      super(new org.rmmodel.fixtures.rcu.VolatilePoll());
    }

    /**
     * The reader.
     *
     * @param r what it found
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = read();
    }

    /** The reclaimer. */
    @Actor
    public void reclaimer() {
      reclaim();
    }
  }

  /** A section ends with a plain write. */
  @JCStressTest
  @JCStressMeta(Reclamation.class)
  @Weakened(by = "a section ends with a plain write", hiddenOnX86 = Hidden.PLAIN_STORES)
  @State
  public static class PlainUnlock extends Stepwise {
    /** Makes a list with one entry, and one after it that is never freed. */
    public PlainUnlock() {
      super(new org.rmmodel.fixtures.rcu.PlainUnlock());
    }

    /**
     * The reader.
     *
     * @param r what it found
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = read();
    }

    /** The reclaimer. */
    @Actor
    public void reclaimer() {
      reclaim();
    }
  }

  /** A grace period waits for nobody. */
  @JCStressTest
  @JCStressMeta(Reclamation.class)
  @Weakened(by = "a grace period waits for nobody", mustShow = "2")
  @State
  public static class NoWait extends Stepwise {
    /** Makes a list with one entry, and one after it that is never freed. */
    public NoWait() {
      super(new org.rmmodel.fixtures.rcu.NoWait());
    }

    /**
     * The reader.
     *
     * @param r what it found
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = read();
    }

    /** The reclaimer. */
    @Actor
    public void reclaimer() {
      reclaim();
    }
  }
}
