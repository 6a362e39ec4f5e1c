package org.rmmodel.jcstress.litmus;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.rmmodel.fixtures.count.PutReadsThenWrites;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.refcount.BasedRefcount;
import org.rmmodel.impl.refcount.Refcount;
import org.rmmodel.jcstress.Real;
import org.rmmodel.jcstress.Weakened;

/**
 * The last put against an unload: the count is right whatever comes first ({@link Fact#P2 P2},
 * {@link Fact#P6 P6}).
 *
 * <pre>
 *   last holder                 unloader
 *   put                         release of BASE, and perhaps recovery
 * </pre>
 *
 * <p>Outcomes: whether the put found a reference, whether the unload has committed, and the count
 * when both are done: references held, or -1 for an unload that has committed.
 */
@Description("A put and an unload leave the right count")
@Outcome(id = "true, true, -1", expect = Expect.ACCEPTABLE, desc = "Put before, or in between.")
@Outcome(id = "true, false, 0", expect = Expect.ACCEPTABLE, desc = "Refused: put after it.")
@Outcome(id = "false, .*", expect = Expect.FORBIDDEN, desc = "The put found nothing.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The count is wrong.")
public final class PutAgainstUnload {
  private PutAgainstUnload() {}

  /** What the tasks do, whatever the count. */
  abstract static class Body {
    private final Refcount count;

    Body(Refcount.Factory factory) {
      count = factory.make(Machine.KERNEL, "m");
      count.moduleUnloadInit(Machine.UNLOADER);
    }

    final boolean put() {
      return count.modulePut(Machine.USER);
    }

    final boolean unload() {
      return count.tryRelease(Machine.UNLOADER);
    }

    final int left() {
      return count.moduleRefcount(Machine.USER);
    }
  }

  /** The count of the implementation. */
  @JCStressTest
  @JCStressMeta(PutAgainstUnload.class)
  @Real(mustMeet = {"true, true, -1", "true, false, 0"})
  @State
  public static class RealCount extends Body {
    /** Makes a module of which one reference is held. */
    public RealCount() {
      super(BasedRefcount::new);
    }

    /**
     * The user.
     *
     * @param r whether it has put
     */
    @Actor
    public void user(ZZI_Result r) {
      r.r1 = put();
    }

    /**
     * The unloader.
     *
     * @param r whether the unload has committed
     */
    @Actor
    public void unloader(ZZI_Result r) {
      r.r2 = unload();
    }

    /**
     * What is left.
     *
     * @param r the count
     */
    @Arbiter
    public void count(ZZI_Result r) {
      r.r3 = left();
    }
  }

  /** A put that reads and then writes. */
  @JCStressTest
  @JCStressMeta(PutAgainstUnload.class)
  @Weakened(by = "a put reads and then writes", mustShow = "true, false, -1", mayShow = "true, .*")
  @State
  public static class TwoStepPut extends Body {
    /** Makes a module of which one reference is held. */
    public TwoStepPut() {
      super(PutReadsThenWrites::new);
    }

    /**
     * The user.
     *
     * @param r whether it has put
     */
    @Actor
    public void user(ZZI_Result r) {
      r.r1 = put();
    }

    /**
     * The unloader.
     *
     * @param r whether the unload has committed
     */
    @Actor
    public void unloader(ZZI_Result r) {
      r.r2 = unload();
    }

    /**
     * What is left.
     *
     * @param r the count
     */
    @Arbiter
    public void count(ZZI_Result r) {
      r.r3 = left();
    }
  }
}
