package org.rmmodel.benchmarks.readers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.ModuleLoader;

/**
 * Measures a scenario, in this JVM.
 *
 * <p>A reader looks at the clock once after each operation, and notes the time since it did so
 * before: nothing that happens to it falls between two of these times. Each thread does what it
 * does at least once.
 */
public final class ReadersTrial {
  /** So long a loop is called while it warms up, that the JIT compiles it as it will be used. */
  private static final long SLICE = 20_000_000;

  private final Scenario scenario;
  private final Effort effort;
  private final AtomicReference<Module> oldest = new AtomicReference<>();

  private ReadersTrial(Scenario scenario, Effort effort) {
    this.scenario = scenario;
    this.effort = effort;
  }

  /**
   * Measures.
   *
   * @param scenario what
   * @param effort how much
   * @return what came of it
   * @throws InterruptedException if the thread was interrupted
   * @throws ExecutionException if a reader or an unloader has failed
   */
  public static Trial run(Scenario scenario, Effort effort)
      throws InterruptedException, ExecutionException {
    return new ReadersTrial(scenario, effort).run();
  }

  private Trial run() throws InterruptedException, ExecutionException {
    int unloaders = scenario.unloading() == Unloading.NONE ? 0 : effort.unloaders();
    Kernel kernel = newKernel();
    ModuleLoader loader = filled(kernel);
    Module read = Objects.requireNonNull(oldest.get());
    Kernel other = scenario.unloading() == Unloading.HERE ? kernel : newKernel();
    ModuleLoader otherLoader = scenario.unloading() == Unloading.HERE ? loader : filled(other);

    long begin = System.nanoTime() + effort.warmupMillis() * 1_000_000;
    long end = begin + effort.millis() * 1_000_000;
    ExecutorService threads = Executors.newFixedThreadPool(effort.readers() + unloaders);
    try {
      List<Future<Histogram>> readers = new ArrayList<>();
      List<Future<Histogram>> unloads = new ArrayList<>();
      for (int i = 0; i < effort.readers(); i++) {
        Cpu cpu = kernel.cpuUp();
        readers.add(
            threads.submit(() -> measured((h, to) -> read(loader, cpu, read, h, to), begin, end)));
      }
      for (int i = 0; i < unloaders; i++) {
        Cpu cpu = other.cpuUp();
        ModuleImage image = image("passing" + i);
        unloads.add(
            threads.submit(
                () -> measured((h, to) -> unload(otherLoader, cpu, image, h, to), begin, end)));
      }
      return new Trial(end - begin, sum(readers), sum(unloads));
    } finally {
      threads.shutdownNow();
    }
  }

  private interface Loop {
    void run(Histogram histogram, long end);
  }

  private static Histogram measured(Loop loop, long begin, long end) {
    Histogram warmup = Trial.newHistogram();
    for (long now = System.nanoTime(); now < begin; now = System.nanoTime()) {
      loop.run(warmup, Math.min(begin, now + SLICE));
    }
    Histogram histogram = Trial.newHistogram();
    loop.run(histogram, end);
    return histogram;
  }

  private void read(ModuleLoader loader, Cpu cpu, Module read, Histogram gaps, long end) {
    Operation operation = scenario.operation();
    long last = System.nanoTime();
    do {
      operation.run(loader, cpu, read);
      long now = System.nanoTime();
      Trial.record(gaps, now - last);
      last = now;
    } while (last < end);
  }

  private void unload(
      ModuleLoader loader, Cpu cpu, ModuleImage image, Histogram unloads, long end) {
    long now = System.nanoTime();
    long next = now;
    do {
      check(loader.loadModule(cpu, image));
      long begin = System.nanoTime();
      check(loader.deleteModule(cpu, image.name()));
      now = System.nanoTime();
      Trial.record(unloads, now - begin);
      next += effort.everyMicros() * 1000;
      while (now < next && now < end) {
        Thread.onSpinWait();
        now = System.nanoTime();
      }
    } while (now < end);
  }

  private Kernel newKernel() {
    int cpus = effort.readers() + effort.unloaders() + 1;
    return new Kernel(scenario.series().version(), cpus, null);
  }

  /** Makes a loader and loads what stays; the first module becomes the oldest. */
  private ModuleLoader filled(Kernel kernel) {
    ModuleLoader loader = new ModuleLoader(kernel);
    Cpu cpu = kernel.cpuUp();
    for (int i = 0; i < effort.modules(); i++) {
      check(loader.loadModule(cpu, image("staying" + i)));
    }
    kernel.cpuDown(cpu);
    return loader;
  }

  private ModuleImage image(String name) {
    return ModuleImage.named(name)
        .withBug(0)
        .withInit(
            (cpu, self) -> {
              oldest.compareAndSet(null, self);
              return Errno.OK;
            });
  }

  private static void check(Errno errno) {
    if (errno != Errno.OK) {
      throw new IllegalStateException("a load or an unload has failed: " + errno);
    }
  }

  private static Histogram sum(List<Future<Histogram>> parts)
      throws InterruptedException, ExecutionException {
    Histogram sum = Trial.newHistogram();
    for (Future<Histogram> part : parts) {
      sum.add(part.get());
    }
    return sum;
  }
}
