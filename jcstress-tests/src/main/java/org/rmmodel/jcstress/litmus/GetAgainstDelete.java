package org.rmmodel.jcstress.litmus;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.rmmodel.fixtures.machine.StopMachineOverlooksSections;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleExit;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.jcstress.Real;
import org.rmmodel.jcstress.Weakened;

/**
 * The whole loader: a get against {@code delete_module}, on a module that nobody holds. Exactly one
 * of the two succeeds, whether a stopped machine or MODULE_REF_BASE sees to it ({@link Fact#P1 P1},
 * {@link Fact#P5 P5}).
 *
 * <pre>
 *   user                        unloader
 *   try_module_get              delete_module
 *                               exit() waits until the user has made its call
 * </pre>
 *
 * <p>Before the series this stands on a store buffering: a CPU says that it runs and looks for a
 * stopper, the stopper makes itself known and looks for CPUs that run. Outcomes: whether the user
 * has a reference, and whether the module is gone.
 */
@Description("A get and delete_module exclude each other")
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "The get came first.")
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "The unload came first.")
@Outcome(
    id = "true, true",
    expect = Expect.FORBIDDEN,
    desc = "A reference on a module that is gone.")
@Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "Neither, for no reason.")
public final class GetAgainstDelete {
  private GetAgainstDelete() {}

  /** A machine with a module, and its unload. */
  static final class Unload implements ModuleExit {
    private final ModuleLoader loader;
    private final Cpu using;
    private final Cpu deleting;
    private @Nullable Module module;

    /** The user has made its call; {@code exit()} waits for that. */
    private volatile boolean calledBack;

    Unload(Kernel kernel) {
      loader = new ModuleLoader(kernel);
      using = kernel.cpuUp();
      deleting = kernel.cpuUp();
      loader.loadModule(
          deleting,
          ModuleImage.named("m")
              .withInit(
                  (cpu, self) -> {
                    module = self;
                    return Errno.OK;
                  })
              .withExit(this));
    }

    boolean get() {
      boolean got = loader.tryModuleGet(using, module);
      calledBack = true;
      return got;
    }

    boolean delete() {
      return loader.deleteModule(deleting, "m") == Errno.OK;
    }

    @Override
    public void exit(Cpu cpu, Module self) {}

    @Override
    public boolean isQuiet() {
      return calledBack;
    }
  }

  /** The kernel before the series: stop_machine and counts per CPU. */
  @JCStressTest
  @JCStressMeta(GetAgainstDelete.class)
  @Real(mustMeet = {"true, false", "false, true"})
  @State
  public static class RealStopMachine {
    private final Unload unload = new Unload(new Kernel(KernelVersion.V3_18));

    /** Makes a machine with one module. */
    public RealStopMachine() {}

    /**
     * The user.
     *
     * @param r whether it has a reference
     */
    @Actor
    public void user(ZZ_Result r) {
      r.r1 = unload.get();
    }

    /**
     * The unloader.
     *
     * @param r whether the module is gone
     */
    @Actor
    public void unloader(ZZ_Result r) {
      r.r2 = unload.delete();
    }
  }

  /** The kernel with the series: one count, with MODULE_REF_BASE. */
  @JCStressTest
  @JCStressMeta(GetAgainstDelete.class)
  @Real(mustMeet = {"true, false", "false, true"})
  @State
  public static class RealBase {
    private final Unload unload = new Unload(new Kernel(KernelVersion.V3_19));

    /** Makes a machine with one module. */
    public RealBase() {}

    /**
     * The user.
     *
     * @param r whether it has a reference
     */
    @Actor
    public void user(ZZ_Result r) {
      r.r1 = unload.get();
    }

    /**
     * The unloader.
     *
     * @param r whether the module is gone
     */
    @Actor
    public void unloader(ZZ_Result r) {
      r.r2 = unload.delete();
    }
  }

  /** stop_machine that does not wait until the others have stopped. */
  @JCStressTest
  @JCStressMeta(GetAgainstDelete.class)
  @Weakened(
      by = "stop_machine does not wait until the other CPUs have stopped",
      mustShow = "true, true")
  @State
  public static class HastyStopMachine {
    private final Unload unload =
        new Unload(
            new StopMachineOverlooksSections(
                KernelVersion.V3_18, Kernel.DEFAULT_POSSIBLE_CPUS, null));

    /** Makes a machine with one module. */
    public HastyStopMachine() {}

    /**
     * The user.
     *
     * @param r whether it has a reference
     */
    @Actor
    public void user(ZZ_Result r) {
      r.r1 = unload.get();
    }

    /**
     * The unloader.
     *
     * @param r whether the module is gone
     */
    @Actor
    public void unloader(ZZ_Result r) {
      r.r2 = unload.delete();
    }
  }
}
