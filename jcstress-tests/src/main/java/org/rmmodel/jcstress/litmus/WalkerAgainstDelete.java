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
import org.openjdk.jcstress.infra.results.I_Result;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.kernel.StepListener;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.module.UseAfterFreeException;
import org.rmmodel.jcstress.Real;
import org.rmmodel.jcstress.Weakened;

/**
 * The whole loader: a walker of the module list against {@code delete_module}.
 *
 * <pre>
 *   walker                      unloader
 *   preempt-off section begins  unload commits, exit() runs
 *   finds the module?           unlinks it
 *   touches it                  waits for a grace period
 *   section ends                frees it
 * </pre>
 *
 * <p>On a preemptible kernel synchronize_rcu does not wait for preempt-off sections, and the module
 * is freed under its walker ({@link Fact#F2 F2}).
 */
@Description("delete_module frees no module under a walker of the list")
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Not found: unlinked before.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Found, and not freed.")
@Outcome(id = "2", expect = Expect.FORBIDDEN, desc = "Touched when it had been freed.")
public final class WalkerAgainstDelete {
  private WalkerAgainstDelete() {}

  private static final ModuleImage IMAGE = ModuleImage.named("m");

  /** Where the first module is that a loader loads. */
  private static final long ADDRESS = Module.SIZE;

  /** Walkers are slow: each takes a while before it touches the module that it has in hand. */
  private static final StepListener SLOW_WALK = WalkerAgainstDelete::dwell;

  private static void dwell(
      Cpu cpu, Action action, @Nullable String module, BooleanSupplier enabled) {
    if (action == Action.ModuleAddress_Next && module != null) {
      Dwell.spend();
    }
  }

  /** What the tasks do, whatever the kernel. */
  abstract static class Body {
    private final ModuleLoader loader;
    private final Cpu walking;
    private final Cpu deleting;

    Body(KernelVersion version) {
      Kernel kernel = new Kernel(version, 2, SLOW_WALK);
      loader = new ModuleLoader(kernel);
      walking = kernel.cpuUp();
      deleting = kernel.cpuUp();
      loader.loadModule(deleting, IMAGE);
    }

    final int walk() {
      try {
        return loader.moduleAddress(walking, ADDRESS) == null ? Entry.NOT_FOUND : Entry.FOUND;
      } catch (UseAfterFreeException e) {
        return Entry.FREED;
      }
    }

    final void delete() {
      loader.deleteModule(deleting, IMAGE.name());
    }
  }

  /** The kernel with the series, not preemptible. */
  @JCStressTest
  @JCStressMeta(WalkerAgainstDelete.class)
  @Real(mustMeet = {"0", "1"})
  @State
  public static class RealWithoutPreemption extends Body {
    /** Makes a machine with one module. */
    public RealWithoutPreemption() {
      super(KernelVersion.V3_19);
    }

    /**
     * The walker.
     *
     * @param r what it found
     */
    @Actor
    public void walker(I_Result r) {
      r.r1 = walk();
    }

    /** The unloader. */
    @Actor
    public void unloader() {
      delete();
    }
  }

  /** The preemptible kernel that waits for the readers that there are. */
  @JCStressTest
  @JCStressMeta(WalkerAgainstDelete.class)
  @Real(mustMeet = {"0", "1"})
  @State
  public static class RealWithFix extends Body {
    /** Makes a machine with one module. */
    public RealWithFix() {
      super(KernelVersion.V3_19.withPreemption().with(Change.RCU_SCHED));
    }

    /**
     * The walker.
     *
     * @param r what it found
     */
    @Actor
    public void walker(I_Result r) {
      r.r1 = walk();
    }

    /** The unloader. */
    @Actor
    public void unloader() {
      delete();
    }
  }

  /** The preemptible kernel of the series, with its flaw ({@link Fact#F2 F2}). */
  @JCStressTest
  @JCStressMeta(WalkerAgainstDelete.class)
  @Weakened(
      by = "the preemptible kernel as it was: the wrong flavour is waited for (F2)",
      mustShow = "2")
  @State
  public static class WithPreemption extends Body {
    /** Makes a machine with one module. */
    public WithPreemption() {
      super(KernelVersion.V3_19.withPreemption());
    }

    /**
     * The walker.
     *
     * @param r what it found
     */
    @Actor
    public void walker(I_Result r) {
      r.r1 = walk();
    }

    /** The unloader. */
    @Actor
    public void unloader() {
      delete();
    }
  }
}
