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
import org.rmmodel.impl.rcu.Rcu;
import org.rmmodel.impl.rcu.RcuList;
import org.rmmodel.impl.rcu.Reader;
import org.rmmodel.jcstress.Real;
import org.rmmodel.jcstress.Weakened;
import org.rmmodel.jcstress.weakened.NoWaitRcu;
import org.rmmodel.jcstress.weakened.PlainUnlockRcu;
import org.rmmodel.jcstress.weakened.StepwiseRcu;
import org.rmmodel.jcstress.weakened.UnfencedLockRcu;
import org.rmmodel.jcstress.weakened.UnfencedPollRcu;
import org.rmmodel.jcstress.weakened.VolatilePollRcu;

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

  /** The read-copy-update of the implementation. */
  @JCStressTest
  @JCStressMeta(Reclamation.class)
  @Real(mustMeet = {"0", "1"})
  @State
  public static class RealRcu {
    private final Rcu rcu = new Rcu();
    private final Reader reader = rcu.register();
    private final RcuList<Entry> list = new RcuList<>();
    private final Entry entry = Entry.allocated();
    private final RcuList.Node<Entry> node = RcuList.Node.of(entry);
    private final PendingStores ofReader = new PendingStores();
    private final PendingStores ofReclaimer = new PendingStores();

    /** Makes a list with one entry, and one after it that is never freed. */
    public RealRcu() {
      list.addRcu(RcuList.Node.of(Entry.last()));
      list.addRcu(node);
    }

    /**
     * The reader.
     *
     * @param r what it found
     */
    @Actor
    public void reader(I_Result r) {
      ofReader.add();
      reader.lock();
      int seen = Objects.requireNonNull(list.head().next().entry()).look();
      reader.unlock();
      r.r1 = seen;
    }

    /** The reclaimer. */
    @Actor
    public void reclaimer() {
      ofReclaimer.add();
      list.delRcu(node);
      long gracePeriod = rcu.startPoll();
      while (!rcu.poll(gracePeriod)) {
        Thread.onSpinWait();
      }
      entry.free();
    }
  }

  /** A section begins without the full fence. */
  @JCStressTest
  @JCStressMeta(Reclamation.class)
  @Weakened(by = "a section begins without the full fence", mustShow = "2")
  @State
  public static class UnfencedLock {
    private final StepwiseRcu rcu = new UnfencedLockRcu();
    private final RcuList<Entry> list = new RcuList<>();
    private final Entry entry = Entry.allocated();
    private final RcuList.Node<Entry> node = RcuList.Node.of(entry);
    private final PendingStores ofReader = new PendingStores();
    private final PendingStores ofReclaimer = new PendingStores();

    /** Makes a list with one entry, and one after it that is never freed. */
    public UnfencedLock() {
      list.addRcu(RcuList.Node.of(Entry.last()));
      list.addRcu(node);
    }

    /**
     * The reader.
     *
     * @param r what it found
     */
    @Actor
    public void reader(I_Result r) {
      ofReader.add();
      rcu.lock();
      int seen = Objects.requireNonNull(list.head().next().entry()).look();
      rcu.unlock();
      r.r1 = seen;
    }

    /** The reclaimer. */
    @Actor
    public void reclaimer() {
      ofReclaimer.add();
      list.delRcu(node);
      long gracePeriod = rcu.startPoll();
      while (!rcu.poll(gracePeriod)) {
        Thread.onSpinWait();
      }
      entry.free();
    }
  }

  /** A grace period begins with a release store and no fence. */
  @JCStressTest
  @JCStressMeta(Reclamation.class)
  @Weakened(by = "a grace period begins with a release store and no fence", mustShow = "2")
  @State
  public static class UnfencedPoll {
    private final StepwiseRcu rcu = new UnfencedPollRcu();
    private final RcuList<Entry> list = new RcuList<>();
    private final Entry entry = Entry.allocated();
    private final RcuList.Node<Entry> node = RcuList.Node.of(entry);
    private final PendingStores ofReader = new PendingStores();
    private final PendingStores ofReclaimer = new PendingStores();

    /** Makes a list with one entry, and one after it that is never freed. */
    public UnfencedPoll() {
      list.addRcu(RcuList.Node.of(Entry.last()));
      list.addRcu(node);
    }

    /**
     * The reader.
     *
     * @param r what it found
     */
    @Actor
    public void reader(I_Result r) {
      ofReader.add();
      rcu.lock();
      int seen = Objects.requireNonNull(list.head().next().entry()).look();
      rcu.unlock();
      r.r1 = seen;
    }

    /** The reclaimer. */
    @Actor
    public void reclaimer() {
      ofReclaimer.add();
      list.delRcu(node);
      long gracePeriod = rcu.startPoll();
      while (!rcu.poll(gracePeriod)) {
        Thread.onSpinWait();
      }
      entry.free();
    }
  }

  /** A grace period begins without the fence after the volatile update. */
  @JCStressTest
  @JCStressMeta(Reclamation.class)
  @Weakened(
      by = "a grace period begins without the fence after the volatile update",
      hiddenOnX86 = Hidden.LOCKED)
  @State
  public static class VolatilePoll {
    private final StepwiseRcu rcu = new VolatilePollRcu();
    private final RcuList<Entry> list = new RcuList<>();
    private final Entry entry = Entry.allocated();
    private final RcuList.Node<Entry> node = RcuList.Node.of(entry);
    private final PendingStores ofReader = new PendingStores();
    private final PendingStores ofReclaimer = new PendingStores();

    /** Makes a list with one entry, and one after it that is never freed. */
    public VolatilePoll() {
      list.addRcu(RcuList.Node.of(Entry.last()));
      list.addRcu(node);
    }

    /**
     * The reader.
     *
     * @param r what it found
     */
    @Actor
    public void reader(I_Result r) {
      ofReader.add();
      rcu.lock();
      int seen = Objects.requireNonNull(list.head().next().entry()).look();
      rcu.unlock();
      r.r1 = seen;
    }

    /** The reclaimer. */
    @Actor
    public void reclaimer() {
      ofReclaimer.add();
      list.delRcu(node);
      long gracePeriod = rcu.startPoll();
      while (!rcu.poll(gracePeriod)) {
        Thread.onSpinWait();
      }
      entry.free();
    }
  }

  /** A section ends with a plain write. */
  @JCStressTest
  @JCStressMeta(Reclamation.class)
  @Weakened(by = "a section ends with a plain write", hiddenOnX86 = Hidden.PLAIN_STORES)
  @State
  public static class PlainUnlock {
    private final StepwiseRcu rcu = new PlainUnlockRcu();
    private final RcuList<Entry> list = new RcuList<>();
    private final Entry entry = Entry.allocated();
    private final RcuList.Node<Entry> node = RcuList.Node.of(entry);
    private final PendingStores ofReader = new PendingStores();
    private final PendingStores ofReclaimer = new PendingStores();

    /** Makes a list with one entry, and one after it that is never freed. */
    public PlainUnlock() {
      list.addRcu(RcuList.Node.of(Entry.last()));
      list.addRcu(node);
    }

    /**
     * The reader.
     *
     * @param r what it found
     */
    @Actor
    public void reader(I_Result r) {
      ofReader.add();
      rcu.lock();
      int seen = Objects.requireNonNull(list.head().next().entry()).look();
      rcu.unlock();
      r.r1 = seen;
    }

    /** The reclaimer. */
    @Actor
    public void reclaimer() {
      ofReclaimer.add();
      list.delRcu(node);
      long gracePeriod = rcu.startPoll();
      while (!rcu.poll(gracePeriod)) {
        Thread.onSpinWait();
      }
      entry.free();
    }
  }

  /** A grace period waits for nobody. */
  @JCStressTest
  @JCStressMeta(Reclamation.class)
  @Weakened(by = "a grace period waits for nobody", mustShow = "2")
  @State
  public static class NoWait {
    private final StepwiseRcu rcu = new NoWaitRcu();
    private final RcuList<Entry> list = new RcuList<>();
    private final Entry entry = Entry.allocated();
    private final RcuList.Node<Entry> node = RcuList.Node.of(entry);
    private final PendingStores ofReader = new PendingStores();
    private final PendingStores ofReclaimer = new PendingStores();

    /** Makes a list with one entry, and one after it that is never freed. */
    public NoWait() {
      list.addRcu(RcuList.Node.of(Entry.last()));
      list.addRcu(node);
    }

    /**
     * The reader.
     *
     * @param r what it found
     */
    @Actor
    public void reader(I_Result r) {
      ofReader.add();
      rcu.lock();
      int seen = Objects.requireNonNull(list.head().next().entry()).look();
      rcu.unlock();
      r.r1 = seen;
    }

    /** The reclaimer. */
    @Actor
    public void reclaimer() {
      ofReclaimer.add();
      list.delRcu(node);
      long gracePeriod = rcu.startPoll();
      while (!rcu.poll(gracePeriod)) {
        Thread.onSpinWait();
      }
      entry.free();
    }
  }
}
