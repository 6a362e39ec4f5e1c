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
import org.rmmodel.fixtures.count.GetChecksThenIncrements;
import org.rmmodel.fixtures.count.ReleaseChecksThenCommits;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.refcount.BasedRefcount;
import org.rmmodel.impl.refcount.Refcount;
import org.rmmodel.jcstress.Real;
import org.rmmodel.jcstress.Weakened;

/**
 * A get against an unload, on a module that nobody holds: exactly one of the two succeeds ({@link
 * Fact#P1 P1}, {@link Fact#P5 P5}).
 *
 * <pre>
 *   user                        unloader
 *   get                         release of BASE
 * </pre>
 *
 * <p>Both are atomic updates of one variable. Outcomes: whether the user has a reference, whether
 * the unload has committed, and the count when both are done: references held, or -1 for an unload
 * that has committed.
 */
@Description("A get and an unload exclude each other")
@Outcome(id = "true, false, 1", expect = Expect.ACCEPTABLE, desc = "The get came first.")
@Outcome(id = "false, true, -1", expect = Expect.ACCEPTABLE, desc = "The unload came first.")
@Outcome(
    id = "true, true, .*",
    expect = Expect.FORBIDDEN,
    desc = "A reference on a module that goes.")
@Outcome(id = "false, false, .*", expect = Expect.FORBIDDEN, desc = "Neither, for no reason.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The count is wrong.")
public final class GetAgainstUnload {
  private GetAgainstUnload() {}

  /** What the tasks do, whatever the count. */
  abstract static class Body {
    private final Refcount count;

    Body(Refcount.Factory factory) {
      count = factory.make(Machine.KERNEL, "m");
      count.moduleUnloadInit(Machine.UNLOADER);
      count.modulePut(Machine.UNLOADER);
    }

    final boolean get() {
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
  @JCStressMeta(GetAgainstUnload.class)
  @Real(mustMeet = {"true, false, 1", "false, true, -1"})
  @State
  public static class RealCount extends Body {
    /** Makes a module that nobody holds. */
    public RealCount() {
      super(BasedRefcount::new);
    }

    /**
     * The user.
     *
     * @param r whether it has a reference
     */
    @Actor
    public void user(ZZI_Result r) {
      r.r1 = get();
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

  /** A get that looks and then increments. */
  @JCStressTest
  @JCStressMeta(GetAgainstUnload.class)
  @Weakened(by = "a get looks and then increments", mustShow = "true, true, 0")
  @State
  public static class CheckThenIncrement extends Body {
    /** Makes a module that nobody holds. */
    public CheckThenIncrement() {
      super(GetChecksThenIncrements::new);
    }

    /**
     * The user.
     *
     * @param r whether it has a reference
     */
    @Actor
    public void user(ZZI_Result r) {
      r.r1 = get();
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

  /** An unload without a base. */
  @JCStressTest
  @JCStressMeta(GetAgainstUnload.class)
  @Weakened(by = "an unload looks for users and then commits", mustShow = "true, true, 0")
  @State
  public static class CheckThenRelease extends Body {
    /** Makes a module that nobody holds. */
    public CheckThenRelease() {
      super(ReleaseChecksThenCommits::new);
    }

    /**
     * The user.
     *
     * @param r whether it has a reference
     */
    @Actor
    public void user(ZZI_Result r) {
      r.r1 = get();
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
