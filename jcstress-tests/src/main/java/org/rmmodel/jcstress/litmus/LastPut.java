package org.rmmodel.jcstress.litmus;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.kernel.StepListener;
import org.rmmodel.impl.refcount.BasedRefcount;
import org.rmmodel.impl.refcount.Refcount;
import org.rmmodel.jcstress.Real;
import org.rmmodel.jcstress.Weakened;

/**
 * The last put against {@code exit()} ({@link Fact#P13 P13}, {@link Fact#F9 F9}). The unloader
 * takes BASE away and finds a user; the last holder writes something and puts; the unloader's
 * recovery finds 0 and so commits; {@code exit()} reads what the holder wrote.
 *
 * <pre>
 *   last holder                 unloader
 *                               subtracts BASE: a user is left
 *                               (looks at what the holder writes)
 *   writes
 *   puts: the count is 0
 *                               recovery finds 0, the unload commits
 *                               exit() reads what the holder wrote
 * </pre>
 *
 * <p>In the kernel the recovery that finds 0 is a failed conditional update, which orders nothing:
 * {@code exit()} may miss the write ({@link Fact#F9 F9}). It cannot when the subtraction itself
 * left 0. The implementation's recovery is an acquire, so that neither may happen. The look before
 * the recovery is there so that a compiler has a value to use again where the recovery orders
 * nothing; the CPU alone, on x86, reads in order.
 *
 * <p>Outcomes: how the unload was decided (0 refused, 1 by the subtraction, 2 by the recovery), and
 * what {@code exit()} read (-1 if there was none).
 */
@Description("exit() sees what the last holder wrote")
@Outcome(id = "0, -1", expect = Expect.ACCEPTABLE, desc = "Refused: the reference was held.")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Put before; exit() saw the write.")
@Outcome(id = "2, 1", expect = Expect.ACCEPTABLE, desc = "Put in between; exit() saw the write.")
@Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "Put before; exit() missed the write.")
@Outcome(id = "2, 0", expect = Expect.FORBIDDEN, desc = "Put in between; exit() missed the write.")
public final class LastPut {
  private LastPut() {}

  private static final int REFUSED = 0;
  private static final int BY_SUBTRACTION = 1;
  private static final int BY_RECOVERY = 2;
  private static final int NOT_READ = -1;

  /** Tells the unloader's task that it has come to the recovery. */
  static final class AtRecovery implements StepListener {
    private static final AtRecovery LISTENER = new AtRecovery();

    /** For the unloader's thread alone. */
    private @Nullable Body unloader;

    @Override
    public void at(Cpu cpu, Action action, @Nullable String module, BooleanSupplier enabled) {
      Body told = unloader;
      if (told != null && action == Action.TryReleaseModuleRef_Recover) {
        told.beforeRecovery();
      }
    }
  }

  /** What the tasks do, whatever the count. */
  abstract static class Body {
    private static final Kernel KERNEL =
        new Kernel(KernelVersion.V3_19, Kernel.DEFAULT_POSSIBLE_CPUS, AtRecovery.LISTENER);
    private static final Cpu HOLDER = KERNEL.cpuUp();
    private static final Cpu UNLOADER = KERNEL.cpuUp();

    private final Refcount count;
    private int written;
    int before;
    private boolean recovering;

    Body(Refcount.Factory factory) {
      count = factory.make(KERNEL, "m");
      count.moduleUnloadInit(UNLOADER);
    }

    final void writeAndPut() {
      written = 1;
      count.modulePut(HOLDER);
    }

    final void unload(II_Result r) {
      AtRecovery.LISTENER.unloader = this;
      if (count.tryRelease(UNLOADER)) {
        r.r1 = recovering ? BY_RECOVERY : BY_SUBTRACTION;
        r.r2 = written;
      } else {
        r.r1 = REFUSED;
        r.r2 = NOT_READ;
      }
    }

    private void beforeRecovery() {
      recovering = true;
      before = written;
    }
  }

  /** The count of the implementation. */
  @JCStressTest
  @JCStressMeta(LastPut.class)
  @Real(mustMeet = {"0, -1", "1, 1", "2, 1"})
  @State
  public static class RealCount extends Body {
    /** Makes a module of which one reference is held. */
    public RealCount() {
      super(BasedRefcount::new);
    }

    /** The last holder. */
    @Actor
    public void holder() {
      writeAndPut();
    }

    /**
     * The unloader.
     *
     * @param r how it decided, and what exit() read
     */
    @Actor
    public void unloader(II_Result r) {
      unload(r);
    }
  }

  /** A recovery that reads the count plainly. */
  @JCStressTest
  @JCStressMeta(LastPut.class)
  @Weakened(by = "the recovery reads the count plainly (F9)", mustShow = "2, 0")
  @State
  public static class PlainRecovery extends Body {
    /** Makes a module of which one reference is held. */
    public PlainRecovery() {
      super(org.rmmodel.fixtures.count.PlainRecovery::new);
    }

    /** The last holder. */
    @Actor
    public void holder() {
      writeAndPut();
    }

    /**
     * The unloader.
     *
     * @param r how it decided, and what exit() read
     */
    @Actor
    public void unloader(II_Result r) {
      unload(r);
    }
  }

  /** A recovery that reads the count with opaque, which is what the kernel does. */
  @JCStressTest
  @JCStressMeta(LastPut.class)
  @Weakened(
      by = "the recovery reads the count with opaque, as the kernel does (F9)",
      hiddenOnX86 = Hidden.OPAQUE)
  @State
  public static class OpaqueRecovery extends Body {
    /** Makes a module of which one reference is held. */
    public OpaqueRecovery() {
      super(org.rmmodel.fixtures.count.OpaqueRecovery::new);
    }

    /** The last holder. */
    @Actor
    public void holder() {
      writeAndPut();
    }

    /**
     * The unloader.
     *
     * @param r how it decided, and what exit() read
     */
    @Actor
    public void unloader(II_Result r) {
      unload(r);
    }
  }

  /** A put that releases nothing. */
  @JCStressTest
  @JCStressMeta(LastPut.class)
  @Weakened(by = "the update of a put is plain", hiddenOnX86 = Hidden.PLAIN_UPDATE)
  @State
  public static class PlainPut extends Body {
    /** Makes a module of which one reference is held. */
    public PlainPut() {
      super(org.rmmodel.fixtures.count.PlainPut::new);
    }

    /** The last holder. */
    @Actor
    public void holder() {
      writeAndPut();
    }

    /**
     * The unloader.
     *
     * @param r how it decided, and what exit() read
     */
    @Actor
    public void unloader(II_Result r) {
      unload(r);
    }
  }
}
