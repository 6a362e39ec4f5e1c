package org.rmmodel.conformance.flaws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rmmodel.fixtures.count.GetChecksThenIncrements;
import org.rmmodel.fixtures.count.RecoveryIsACommit;
import org.rmmodel.fixtures.machine.GracePeriodOfNoLength;
import org.rmmodel.fixtures.machine.GracePeriodOfRcuOnly;
import org.rmmodel.fixtures.machine.GracePeriodOfSchedOnly;
import org.rmmodel.fixtures.machine.StopMachineOverlooksSections;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.kernel.StepListener;
import org.rmmodel.impl.refcount.Refcount;

/** On a machine that is wrong in one place, a scene finds what it does not find on the real one. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WrongMachinesTest {
  /** What is wrong, the scene that shows it, and a kernel that does not have the flaw. */
  enum Wrong implements Machine {
    NO_GRACE_PERIOD("UnloadListWalker", KernelVersion.prefix(5)) {
      @Override
      public Kernel kernel(KernelVersion version, int cpus, StepListener listener) {
        return new GracePeriodOfNoLength(version, cpus, listener);
      }
    },
    GRACE_PERIOD_OF_RCU_READERS(
        "UnloadListWalker", KernelVersion.prefix(5).withPreemption().with(Change.RCU_SCHED)) {
      @Override
      public Kernel kernel(KernelVersion version, int cpus, StepListener listener) {
        return new GracePeriodOfRcuOnly(version, cpus, listener);
      }
    },
    GRACE_PERIOD_OF_SCHED_READERS("UnloadBugWalker", KernelVersion.prefix(5).withPreemption()) {
      @Override
      public Kernel kernel(KernelVersion version, int cpus, StepListener listener) {
        return new GracePeriodOfSchedOnly(version, cpus, listener);
      }
    },
    STOP_MACHINE_OVERLOOKS_SECTIONS("UnloadListWalker", KernelVersion.V3_18) {
      @Override
      public Kernel kernel(KernelVersion version, int cpus, StepListener listener) {
        return new StopMachineOverlooksSections(version, cpus, listener);
      }
    },
    GET_CHECKS_THEN_INCREMENTS("used", KernelVersion.prefix(5)) {
      @Override
      public Refcount.Factory refcounts(Kernel kernel) {
        return GetChecksThenIncrements::new;
      }
    },
    RECOVERY_IS_A_COMMIT("used", KernelVersion.prefix(5)) {
      @Override
      public Refcount.Factory refcounts(Kernel kernel) {
        return RecoveryIsACommit::new;
      }
    };

    private final String scene;

    @SuppressWarnings("ImmutableEnumChecker") // a record of constants
    private final KernelVersion version;

    Wrong(String scene, KernelVersion version) {
      this.scene = scene;
      this.version = version;
    }

    @Override
    public Kernel kernel(KernelVersion version, int cpus, StepListener listener) {
      return new Kernel(version, cpus, listener);
    }

    /** An unload beside a get is the model of no flaw, as no kernel gets that wrong. */
    Scene scene() {
      if (!scene.equals("used")) {
        return Scenes.of(scene);
      }
      return world -> {
        world.loaded("m");
        world.flawIfFreedWhileReferenced("m");
        world.task("u1", user -> user.gets("m"));
        world.task("rmmod", rmmod -> rmmod.deleteModule("m"));
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_is_wrong_is_found_there_and_nowhere_else(Wrong wrong) {
    assertThat(Search.of(wrong.scene(), wrong.version, 2).isFound()).as("the real one").isFalse();
    assertThat(Search.of(wrong.scene(), wrong, wrong.version, 2).isFound()).isTrue();
  }
}
