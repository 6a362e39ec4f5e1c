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
import org.rmmodel.impl.refcount.BasedRefcount;
import org.rmmodel.jcstress.Real;
import org.rmmodel.jcstress.Weakened;
import org.rmmodel.jcstress.weakened.AddingRecoveryCount;
import org.rmmodel.jcstress.weakened.StepwiseCount;

/**
 * The last holder puts and gets again, against an unload: the get fails only if the unload has
 * committed (P5).
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

  /** The count of the implementation. */
  @JCStressTest
  @JCStressMeta(PutGetAgainstUnload.class)
  @Real(mustMeet = {"true, false, 1", "false, true, -1"})
  @State
  public static class RealCount {
    private final BasedRefcount count = new BasedRefcount(Machine.KERNEL, "m");

    /** Makes a module of which one reference is held. */
    public RealCount() {
      count.moduleUnloadInit(Machine.UNLOADER);
    }

    /**
     * The user.
     *
     * @param r whether it has a reference in the end
     */
    @Actor
    public void user(ZZI_Result r) {
      count.modulePut(Machine.USER);
      r.r1 = count.tryModuleGet(Machine.USER);
    }

    /**
     * The unloader.
     *
     * @param r whether the unload has committed
     */
    @Actor
    public void unloader(ZZI_Result r) {
      r.r2 = count.tryRelease(Machine.UNLOADER);
    }

    /**
     * What is left.
     *
     * @param r the count
     */
    @Arbiter
    public void count(ZZI_Result r) {
      r.r3 = count.moduleRefcount(Machine.USER);
    }
  }

  /** A recovery that adds BASE back no matter what. */
  @JCStressTest
  @JCStressMeta(PutGetAgainstUnload.class)
  @Weakened(
      by = "the recovery adds BASE back no matter what is there",
      mustShow = "false, false, 0")
  @State
  public static class AddingRecovery {
    private final StepwiseCount count = new AddingRecoveryCount();

    /** Makes a module of which one reference is held. */
    public AddingRecovery() {
      count.moduleUnloadInit();
    }

    /**
     * The user.
     *
     * @param r whether it has a reference in the end
     */
    @Actor
    public void user(ZZI_Result r) {
      count.modulePut();
      r.r1 = count.tryModuleGet();
    }

    /**
     * The unloader.
     *
     * @param r whether the unload has committed
     */
    @Actor
    public void unloader(ZZI_Result r) {
      r.r2 = count.tryRelease(() -> {}) != StepwiseCount.Decision.REFUSED;
    }

    /**
     * What is left.
     *
     * @param r the count
     */
    @Arbiter
    public void count(ZZI_Result r) {
      r.r3 = count.moduleRefcount();
    }
  }
}
