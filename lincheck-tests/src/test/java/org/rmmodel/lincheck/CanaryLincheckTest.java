package org.rmmodel.lincheck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rmmodel.impl.ModuleState;

/**
 * Refcounts with a race in them, which must be caught in every run.
 *
 * <p>They guard the other tests: a Lincheck that for whatever reason transforms no class finds
 * nothing, everywhere, and its tests would pass.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CanaryLincheckTest {
  private static final String WRONG_RESULTS = "Invalid execution results";

  /**
   * A get that tests for zero and then increments: two steps where the kernel has one ({@code
   * atomic_inc_not_zero}).
   *
   * <pre>
   *   getter                        unloader
   *   reads 1: not zero
   *                                 tryUnload: release BASE, nothing is left = 0
   *   writes 2: "got"
   * </pre>
   */
  @Test
  void a_get_that_checks_and_then_increments_is_caught() {
    mustBeCaught(Budget.modelChecking(SequentialModule.class), CheckThenIncrement.class, WRONG_RESULTS);
  }

  /**
   * An unload that takes BASE back without looking whether the last reference has gone ({@code
   * atomic_add} for {@code atomic_add_unless}): nothing is wrong with its count, but a get was
   * refused and yet no unload has happened (P5).
   *
   * <pre>
   *   unloader                      holder
   *   release BASE, one is left
   *                                 modulePut() = put; nothing is left
   *                                 tryModuleGet() = false
   *   add BASE = EWOULDBLOCK
   * </pre>
   */
  @Test
  void a_recovery_that_does_not_look_is_caught() {
    mustBeCaught(
        Budget.modelChecking(
            SequentialModule.class, RefcountLincheckTest.lastPutDuringRelease(BlindRecovery.class)),
        BlindRecovery.class,
        WRONG_RESULTS);
  }

  /**
   * A get that excludes unloaders by a mutex is right and yet not what the series promises: it can
   * be made to wait.
   */
  @Test
  void a_get_that_waits_for_an_unloader_is_caught() {
    mustBeCaught(
        Budget.modelChecking(SequentialModule.class).checkObstructionFreedom(true),
        WaitingGet.class,
        "should be non-blocking");
  }

  private static void mustBeCaught(
      ModelCheckingOptions options, Class<? extends ModuleOperations> operations, String verdict) {
    assertThatThrownBy(() -> options.check(operations))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining(verdict);
  }

  /** Operations over the first variant. */
  public static class CheckThenIncrement extends ModuleOperations {
    public CheckThenIncrement() {
      super(
          new Variant() {
            @Override
            public boolean tryModuleGet(ModuleState state) {
              int seen = count;
              if (!state.isLive() || seen == 0) {
                return false;
              }
              count = seen + 1;
              return true;
            }
          });
    }
  }

  /** Operations over the second variant. */
  public static class BlindRecovery extends ModuleOperations {
    public BlindRecovery() {
      super(
          new Variant() {
            @Override
            public boolean tryReleaseModuleRef() {
              if ((int) COUNT.getAndAdd(this, -1) == 1) {
                return true;
              }
              COUNT.getAndAdd(this, 1);
              return false;
            }
          });
    }
  }

  /** Operations over the third variant, with a mutex around get and release. */
  public static class WaitingGet extends ModuleOperations {
    public WaitingGet() {
      super(
          new Variant() {
            @Override
            public synchronized boolean tryModuleGet(ModuleState state) {
              return super.tryModuleGet(state);
            }

            @Override
            public synchronized boolean tryReleaseModuleRef() {
              return super.tryReleaseModuleRef();
            }
          });
    }
  }

  /**
   * A right refcount, of an idle module, on volatile accesses only; each canary breaks one
   * operation of it.
   */
  private static class Variant implements Refcount {
    static final VarHandle COUNT;

    static {
      try {
        COUNT = MethodHandles.lookup().findVarHandle(Variant.class, "count", int.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    volatile int count = 1;

    @Override
    public boolean tryModuleGet(ModuleState state) {
      return state.isLive() && addUnless(1, 0);
    }

    @Override
    public boolean modulePut() {
      return addUnless(-1, 0);
    }

    @Override
    public boolean tryReleaseModuleRef() {
      return (int) COUNT.getAndAdd(this, -1) == 1 || !addUnless(1, 0);
    }

    @Override
    public int moduleRefcount() {
      return count - 1;
    }

    private boolean addUnless(int delta, int forbidden) {
      int seen = count;
      while (seen != forbidden && !COUNT.compareAndSet(this, seen, seen + delta)) {
        seen = count;
      }
      return seen != forbidden;
    }
  }
}
