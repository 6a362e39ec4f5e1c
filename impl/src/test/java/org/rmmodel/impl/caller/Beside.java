package org.rmmodel.impl.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.rmmodel.impl.Background;
import org.rmmodel.impl.StopAt;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.ModuleLoader;

/** A machine with a module m on it, which is unloaded while a call stands at one of its steps. */
final class Beside {
  final StopAt stop = new StopAt();
  final ModuleLoader loader;
  final Cpu caller;
  final Cpu unloader;
  final Module m;

  Beside(KernelVersion version) {
    Kernel kernel = new Kernel(version, 2, stop);
    loader = new ModuleLoader(kernel);
    caller = kernel.cpuUp();
    unloader = kernel.cpuUp();
    m = load(ModuleImage.named("m").exporting("symbol", Utf8.TABLES).withBug(0));
  }

  Module load(ModuleImage image) {
    AtomicReference<Module> loaded = new AtomicReference<>();
    Errno errno =
        loader.loadModule(
            unloader,
            image.withInit(
                (cpu, self) -> {
                  loaded.set(self);
                  return Errno.OK;
                }));
    assertThat(errno).isEqualTo(Errno.OK);
    return loaded.get();
  }

  /** Makes the call, and stops it just before a step. */
  <T> Stopped<T> stopped(Action step, BiFunction<ModuleLoader, Cpu, T> call) throws Exception {
    StopAt.Held held = stop.hold(caller.id(), step);
    Background<T> background = Background.call(() -> call.apply(loader, caller));
    held.await();
    return new Stopped<>(held, background);
  }

  /** Unloads m, all the way. */
  void unloads() throws Exception {
    assertThat(Background.call(() -> loader.deleteModule(unloader, "m")).get()).isEqualTo(Errno.OK);
    assertThat(m.isFreed()).isTrue();
  }

  /** Unloads m as far as the end of a grace period, which does not come yet. */
  Stopped<Errno> unloadWaits(Action end) throws Exception {
    StopAt.Held waits = stop.hold(unloader.id(), end);
    Background<Errno> unload = Background.call(() -> loader.deleteModule(unloader, "m"));
    waits.await();
    assertThat(waits.wasEnabled()).as("%s can be taken", end).isFalse();
    return new Stopped<>(waits, unload);
  }

  /** A call that stands at a step. */
  record Stopped<T>(StopAt.Held held, Background<T> call) {
    T goesOn() throws Exception {
      held.letGo();
      return call.get();
    }
  }
}
