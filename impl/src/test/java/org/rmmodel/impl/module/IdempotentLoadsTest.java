package org.rmmodel.impl.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.impl.Background;
import org.rmmodel.impl.StopAt;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;

/** Loads of one file at once. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class IdempotentLoadsTest {
  private final StopAt stop = new StopAt();
  private final AtomicInteger inits = new AtomicInteger();
  private ModuleLoader loader;
  private Cpu one;
  private Cpu two;

  private void boot(KernelVersion version) {
    Kernel kernel = new Kernel(version, 2, stop);
    loader = new ModuleLoader(kernel);
    one = kernel.cpuUp();
    two = kernel.cpuUp();
  }

  private ModuleImage image(Errno errno) {
    return ModuleImage.named("m")
        .withInit(
            (on, self) -> {
              inits.incrementAndGet();
              return errno;
            });
  }

  private Background<Errno> loading(Cpu cpu, Errno errno) {
    return Background.call(() -> loader.finitModule(cpu, "m.ko", image(errno)));
  }

  /** Without the change the second load tries for itself: here it is the good one. */
  @ParameterizedTest
  @CsvSource({"false, OK, 2", "true, EIO, 1"})
  void loads_of_one_file_share_a_result(boolean has, Errno second, int loads) throws Exception {
    boot(has ? KernelVersion.V3_19.with(Change.IDEMPOTENT_LOADS) : KernelVersion.V3_19);
    StopAt.Held ends = stop.hold(0, Action.DoInitModule_Init);
    Background<Errno> first = loading(one, Errno.EIO);
    ends.await();
    Background<Errno> waits = loading(two, Errno.OK);
    waits.awaitSleep();
    ends.letGo();
    assertThat(first.get()).isEqualTo(Errno.EIO);
    assertThat(waits.get()).isEqualTo(second);
    assertThat(inits).hasValue(loads);
  }

  @Test
  void who_comes_after_the_end_loads_again() throws Exception {
    boot(KernelVersion.V3_19.with(Change.IDEMPOTENT_LOADS));
    assertThat(loader.finitModule(one, "m.ko", image(Errno.EIO))).isEqualTo(Errno.EIO);
    assertThat(loader.finitModule(one, "m.ko", image(Errno.OK))).isEqualTo(Errno.OK);
    assertThat(loader.finitModule(one, "m.ko", image(Errno.OK))).isEqualTo(Errno.EEXIST);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_signal_ends_the_wait_only_where_it_is_killable(boolean killable) throws Exception {
    boot(
        KernelVersion.V3_19.withAllOf(
            killable ? Change.IDEMPOTENT_KILLABLE : Change.IDEMPOTENT_LOADS));
    StopAt.Held ends = stop.hold(0, Action.DoInitModule_Init);
    StopAt.Held wait = stop.hold(1, Action.IdempotentWait_Completed);
    Background<Errno> first = loading(one, Errno.OK);
    ends.await();
    Background<Errno> waits = loading(two, Errno.OK);
    assertThat(wait.await().wasEnabled()).isFalse();
    wait.letGo();
    waits.awaitSleep();
    waits.interrupt();
    if (killable) {
      assertThat(waits.get()).isEqualTo(Errno.EINTR);
    } else {
      waits.awaitSleep();
      assertThat(waits.isDone()).isFalse();
    }
    ends.letGo();
    assertThat(first.get()).isEqualTo(Errno.OK);
    assertThat(waits.get()).isEqualTo(killable ? Errno.EINTR : Errno.OK);
  }

  @Test
  void other_files_do_not_wait() throws Exception {
    boot(KernelVersion.V3_19.with(Change.IDEMPOTENT_LOADS));
    StopAt.Held ends = stop.hold(0, Action.DoInitModule_Init);
    Background<Errno> first = loading(one, Errno.OK);
    ends.await();
    assertThat(loader.finitModule(two, "n.ko", ModuleImage.named("n"))).isEqualTo(Errno.OK);
    ends.letGo();
    assertThat(first.get()).isEqualTo(Errno.OK);
  }

  @Test
  void who_waits_for_a_load_that_throws_is_told() throws Exception {
    boot(KernelVersion.V3_19.with(Change.IDEMPOTENT_LOADS));
    StopAt.Held ends = stop.hold(0, Action.DoInitModule_Init);
    ModuleImage throwing =
        ModuleImage.named("m")
            .withInit(
                (on, self) -> {
                  throw new IllegalArgumentException("init");
                });
    Background<Errno> first = Background.call(() -> loader.finitModule(one, "m.ko", throwing));
    ends.await();
    Background<Errno> waits = loading(two, Errno.OK);
    waits.awaitSleep();
    ends.letGo();
    assertThatThrownBy(first::get).hasMessage("init");
    assertThat(waits.get()).isEqualTo(Errno.EIO);
  }
}
