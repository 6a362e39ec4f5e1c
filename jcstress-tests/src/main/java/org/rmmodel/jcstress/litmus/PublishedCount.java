package org.rmmodel.jcstress.litmus;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.rmmodel.impl.refcount.BasedRefcount;
import org.rmmodel.impl.refcount.Refcount;
import org.rmmodel.jcstress.Real;
import org.rmmodel.jcstress.Weakened;

/**
 * A module that can be looked up already gets its count. Who takes a reference, sees what was set
 * up before.
 *
 * <pre>
 *   loader                      user
 *                               (looks at the module)
 *   module is set up
 *   count is set up             get succeeds?
 *                               reads what was set up
 * </pre>
 *
 * <p>Release in {@code moduleUnloadInit}, acquire in {@code tryModuleGet}. The look before the get
 * is there so that a compiler has a value to use again where the get orders nothing.
 */
@Description("Who takes a reference sees what was set up before the count")
@Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "No reference: the count is not set up yet.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "A reference, and the module is set up.")
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "A reference, but the module is not set up.")
public final class PublishedCount {
  private static final int REFUSED = -1;

  private PublishedCount() {}

  /** What the tasks do, whatever the count. */
  abstract static class Body {
    private final Refcount count;
    private final Padded setUp = new Padded();
    int before;

    Body(Refcount.Factory factory) {
      count = factory.make(Machine.KERNEL, "m");
    }

    final void load() {
      setUp.set(1);
      count.moduleUnloadInit(Machine.UNLOADER);
      Dwell.spend();
    }

    final int use() {
      before = setUp.get();
      return count.tryModuleGet(Machine.USER) ? setUp.get() : REFUSED;
    }
  }

  /** The count of the implementation. */
  @JCStressTest
  @JCStressMeta(PublishedCount.class)
  @Real(mustMeet = {"-1", "1"})
  @State
  public static class RealCount extends Body {
    /** Makes a module that cannot be got yet. */
    public RealCount() {
      super(BasedRefcount::new);
    }

    /** The loader. */
    @Actor
    public void loader() {
      load();
    }

    /**
     * The user.
     *
     * @param r what it reads
     */
    @Actor
    public void user(I_Result r) {
      r.r1 = use();
    }
  }

  /** Set up by a plain write. */
  @JCStressTest
  @JCStressMeta(PublishedCount.class)
  @Weakened(by = "the count is set up by a plain write", hiddenOnX86 = Hidden.PLAIN_STORES)
  @State
  public static class PlainInit extends Body {
    /** Makes a module that cannot be got yet. */
    public PlainInit() {
      super(org.rmmodel.fixtures.count.PlainInit::new);
    }

    /** The loader. */
    @Actor
    public void loader() {
      load();
    }

    /**
     * The user.
     *
     * @param r what it reads
     */
    @Actor
    public void user(I_Result r) {
      r.r1 = use();
    }
  }

  /** A get that is plain. */
  @JCStressTest
  @JCStressMeta(PublishedCount.class)
  @Weakened(by = "the update of a get is plain", hiddenOnX86 = Hidden.PLAIN_UPDATE)
  @State
  public static class PlainGet extends Body {
    /** Makes a module that cannot be got yet. */
    public PlainGet() {
      super(org.rmmodel.fixtures.count.PlainGet::new);
    }

    /** The loader. */
    @Actor
    public void loader() {
      load();
    }

    /**
     * The user.
     *
     * @param r what it reads
     */
    @Actor
    public void user(I_Result r) {
      r.r1 = use();
    }
  }
}
