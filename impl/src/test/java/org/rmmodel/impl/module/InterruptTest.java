package org.rmmodel.impl.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rmmodel.impl.Background;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;

/**
 * Signals that come before a call or while it waits: the error number, if the kernel can interrupt
 * that wait, and nothing changed; otherwise the call is completed. They stay pending in any case.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(120)
class InterruptTest {
  /** When the signal comes. */
  private enum When {
    BEFORE,
    MEANWHILE
  }

  private final Kernel kernel = new Kernel(KernelVersion.V3_19);
  private final ModuleLoader loader = new ModuleLoader(kernel);
  private final Cpu one = kernel.cpuUp();
  private final Cpu two = kernel.cpuUp();
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch letGo = new CountDownLatch(1);
  private volatile Module m;
  private volatile boolean mayEnd;

  private final ModuleImage image =
      ModuleImage.named("m")
          .exporting("symbol")
          .withInit(
              (on, self) -> {
                m = self;
                return Errno.OK;
              });

  private void load(ModuleImage module) {
    assertThat(loader.loadModule(two, module)).isEqualTo(Errno.OK);
  }

  private static <T> T withSignal(When when, Callable<T> call) throws Exception {
    return signalled(when, call).get();
  }

  /** Makes a call; the signal must be pending when it has returned. */
  private static <T> Background<T> signalled(When when, Callable<T> call) {
    Background<T> calling =
        Background.call(
            () -> {
              if (when == When.BEFORE) {
                Thread.currentThread().interrupt();
              }
              T result = call.call();
              assertThat(Thread.interrupted()).as("the signal stays pending").isTrue();
              return result;
            });
    if (when == When.MEANWHILE) {
      calling.awaitSleep();
      calling.interrupt();
    }
    return calling;
  }

  /** A call that has to wait until it may end, and does, signal or not. */
  private <T> T mustWait(When when, Callable<T> call, Runnable end) throws Exception {
    Background<T> waiting =
        signalled(
            when,
            () -> {
              T result = call.call();
              assertThat(mayEnd).as("has waited to the end").isTrue();
              return result;
            });
    waiting.awaitSleep();
    mayEnd = true;
    end.run();
    return waiting.get();
  }

  private void holdUp() {
    reached.countDown();
    try {
      letGo.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Somebody who has module_mutex until let go: an unloader who waits for a reader. */
  private Background<Errno> ownMutex() throws InterruptedException {
    load(ModuleImage.named("unloaded").withExit((on, self) -> reached.countDown()));
    Cpu reader = kernel.cpuUp();
    reader.rcuReadLock();
    Background<Errno> unload = Background.call(() -> loader.deleteModule(two, "unloaded"));
    reached.await();
    unload.awaitSleep();
    endOfReader = reader::rcuReadUnlock;
    return unload;
  }

  private Runnable endOfReader;

  // module_mutex.

  @ParameterizedTest
  @EnumSource
  void an_unload_that_waits_for_module_mutex_gives_up_and_has_changed_nothing(When when)
      throws Exception {
    load(image);
    Background<Errno> owner = ownMutex();
    assertThat(withSignal(when, () -> loader.deleteModule(one, "m"))).isEqualTo(Errno.EINTR);
    assertThat(m.state()).isEqualTo(ModuleState.LIVE);
    assertThat(loader.moduleRefcount(one, m)).isZero();
    endOfReader.run();
    assertThat(owner.get()).isEqualTo(Errno.OK);
    assertThat(loader.deleteModule(one, "m")).isEqualTo(Errno.OK);
  }

  @ParameterizedTest
  @EnumSource
  void a_load_waits_for_module_mutex_all_the_same(When when) throws Exception {
    Background<Errno> owner = ownMutex();
    assertThat(mustWait(when, () -> loader.loadModule(one, image), endOfReader))
        .isEqualTo(Errno.OK);
    assertThat(owner.get()).isEqualTo(Errno.OK);
  }

  @ParameterizedTest
  @EnumSource
  void a_list_of_modules_waits_for_module_mutex_all_the_same(When when) throws Exception {
    Background<Errno> owner = ownMutex();
    assertThat(mustWait(when, () -> loader.procModules(one), endOfReader)).isEmpty();
    assertThat(owner.get()).isEqualTo(Errno.OK);
  }

  @Test
  void calls_that_need_not_wait_do_not_notice() throws Exception {
    assertThat(
            withSignal(
                When.BEFORE,
                () -> {
                  assertThat(loader.loadModule(one, image)).isEqualTo(Errno.OK);
                  assertThat(loader.loadModule(one, image)).isEqualTo(Errno.EEXIST);
                  assertThat(loader.tryModuleGet(one, m)).isTrue();
                  assertThat(loader.modulePut(one, m)).isTrue();
                  assertThat(loader.loadModule(one, ModuleImage.named("user").importing("symbol")))
                      .isEqualTo(Errno.OK);
                  assertThat(loader.procModules(one)).hasSize(2);
                  assertThat(loader.deleteModule(one, "user")).isEqualTo(Errno.OK);
                  return loader.deleteModule(one, "m");
                }))
        .isEqualTo(Errno.OK);
    assertThat(m.isFreed()).isTrue();
  }

  // Names and symbols.

  private Background<Errno> coming() throws InterruptedException {
    Background<Errno> load =
        Background.call(
            () ->
                loader.loadModule(
                    two,
                    image.withInit(
                        (on, self) -> {
                          m = self;
                          holdUp();
                          return Errno.OK;
                        })));
    reached.await();
    return load;
  }

  @ParameterizedTest
  @EnumSource
  void a_load_that_waits_for_its_name_gives_up_and_has_changed_nothing(When when) throws Exception {
    Background<Errno> first = coming();
    assertThat(withSignal(when, () -> loader.loadModule(one, image))).isEqualTo(Errno.EINTR);
    letGo.countDown();
    assertThat(first.get()).isEqualTo(Errno.OK);
    assertThat(loader.procModules(one)).hasSize(1);
    assertThat(loader.deleteModule(one, "m")).isEqualTo(Errno.OK);
  }

  @ParameterizedTest
  @EnumSource
  void a_load_that_waits_for_a_symbol_gives_up_and_has_changed_nothing(When when) throws Exception {
    Background<Errno> first = coming();
    ModuleImage user = ModuleImage.named("user").importing("symbol");
    assertThat(withSignal(when, () -> loader.loadModule(one, user))).isEqualTo(Errno.EBUSY);
    letGo.countDown();
    assertThat(first.get()).isEqualTo(Errno.OK);
    assertThat(loader.procModules(one)).hasSize(1);
    assertThat(loader.moduleRefcount(one, m)).isZero();
    assertThat(loader.deleteModule(one, "m")).isEqualTo(Errno.OK);
  }

  /** It waits for itself, in the kernel as well; a signal is what ends it. */
  @ParameterizedTest
  @EnumSource
  void an_init_that_loads_its_own_name_waits_until_it_is_signalled(When when) throws Exception {
    ModuleImage twice =
        image.withInit(
            (on, self) -> {
              assertThat(loader.loadModule(on, image)).isEqualTo(Errno.EINTR);
              return Errno.OK;
            });
    assertThat(withSignal(when, () -> loader.loadModule(one, twice))).isEqualTo(Errno.OK);
    assertThat(loader.procModules(one)).hasSize(1);
  }

  // The waits of an unload that has committed.

  @ParameterizedTest
  @EnumSource
  void an_exit_waits_for_those_on_their_way_in_all_the_same(When when) throws Exception {
    load(
        image.withExit(
            new ModuleExit() {
              @Override
              public void exit(Cpu on, Module self) {}

              @Override
              public boolean isQuiet() {
                return letGo.getCount() == 0;
              }
            }));
    assertThat(mustWait(when, () -> loader.deleteModule(one, "m"), letGo::countDown))
        .isEqualTo(Errno.OK);
    assertThat(m.isFreed()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void an_unload_waits_for_readers_all_the_same(When when) throws Exception {
    load(image);
    two.preemptDisable();
    assertThat(loader.moduleAddress(two, m.address())).isSameAs(m);
    assertThat(mustWait(when, () -> loader.deleteModule(one, "m"), two::preemptEnable))
        .isEqualTo(Errno.OK);
    assertThat(m.isFreed()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void a_load_that_fails_waits_for_readers_all_the_same(When when) throws Exception {
    two.preemptDisable();
    ModuleImage bad = image.withBadParameter();
    assertThat(mustWait(when, () -> loader.loadModule(one, bad), two::preemptEnable))
        .isEqualTo(Errno.EINVAL);
    assertThat(loader.procModules(one)).isEmpty();
  }
}
