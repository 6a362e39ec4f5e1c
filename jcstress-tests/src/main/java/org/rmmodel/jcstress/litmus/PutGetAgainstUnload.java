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
import org.rmmodel.fixtures.count.RecoveryAddsBlindly;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.refcount.BasedRefcount;
import org.rmmodel.impl.refcount.Refcount;
import org.rmmodel.jcstress.Real;
import org.rmmodel.jcstress.Weakened;

/**
 * The last holder puts and gets again, against an unload: the get fails only if the unload has
 * committed ({@link Fact#P5 P5}).
 *
 * <pre>
 *   last holder                 unloader
 *                               subtracts BASE: a user is left
 *   put: the count is 0
 *   get fails
 *                               recovery finds 0, and has to commit
 * </pre>
 *
 * <p>Outcomes: whether the user has a reference in the end, whether the unload has committed, and
 * the count when both are done: references held, or -1 for an unload that has committed.
 */
@Description("A get fails only if an unload commits")
@Outcome(id = "true, false, 1", expect = Expect.ACCEPTABLE, desc = "Refused, and got again.")
@Outcome(id = "false, true, -1", expect = Expect.ACCEPTABLE, desc = "Committed, and not got again.")
@Outcome(
    id = "true, true, .*",
    expect = Expect.FORBIDDEN,
    desc = "A reference on a module that goes.")
@Outcome(id = "false, false, .*", expect = Expect.FORBIDDEN, desc = "No reference, for no reason.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The count is wrong.")
public final class PutGetAgainstUnload {
  private PutGetAgainstUnload() {}

  /** What the tasks do, whatever the count. */
  abstract static class Body {
    private final Refcount count;

    Body(Refcount.Factory factory) {
      count = factory.make(Machine.KERNEL, "m");
      count.moduleUnloadInit(Machine.UNLOADER);
    }

    final boolean putAndGet() {
      count.modulePut(Machine.USER);
      return count.tryModuleGet(Machine.USER);
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
  @JCStressMeta(PutGetAgainstUnload.class)
  @Real(mustMeet = {"true, false, 1", "false, true, -1"})
  @State
  public static class RealCount extends Body {
    /** Makes a module of which one reference is held. */
    public RealCount() {
      super(BasedRefcount::new);
    }

    /**
     * The user.
     *
     * @param r whether it has a reference in the end
     */
    @Actor
    public void user(ZZI_Result r) {
      r.r1 = putAndGet();
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

  /** A recovery that adds BASE back no matter what. */
  @JCStressTest
  @JCStressMeta(PutGetAgainstUnload.class)
  @Weakened(
      by = "the recovery adds BASE back no matter what is there",
      mustShow = "false, false, 0")
  @State
  public static class AddingRecovery extends Body {
    /** Makes a module of which one reference is held. */
    public AddingRecovery() {
      super(RecoveryAddsBlindly::new);
    }

    /**
     * The user.
     *
     * @param r whether it has a reference in the end
     */
    @Actor
    public void user(ZZI_Result r) {
      r.r1 = putAndGet();
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
