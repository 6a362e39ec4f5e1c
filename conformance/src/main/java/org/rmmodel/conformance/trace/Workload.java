package org.rmmodel.conformance.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.conformance.trace.Recording.Modules;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.kernel.StepListener;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.refcount.Refcount;

/**
 * Threads that load, unload, get, put and look at modules, while a recorder listens. They keep the
 * assumptions of the specification's environment: a get comes while the module is registered,
 * exit() waits for who is on the way in, a put is of a reference that nobody else puts.
 */
final class Workload {
  /** What the threads do. */
  enum Kind {
    /** Modules that know nothing of each other; some of their unloaders make mistakes. */
    NAMES,
    /** One module imports a symbol of another, and a third one a symbol that nobody exports. */
    LINKS,
    /** One module, which is got and put by its symbol, too. */
    SYMBOLS,
    /** One module, got and put and unloaded all the time. */
    COUNT;

    Modules modules() {
      return switch (this) {
        case NAMES -> new Modules(List.of("a", "b"), "", "", Set.of());
        case LINKS -> new Modules(List.of("a", "b", "c"), "b", "a", Set.of("c"));
        case SYMBOLS, COUNT -> new Modules(List.of("a"), "", "", Set.of());
      };
    }

    /** What users call it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is recorded.
   *
   * @param kernel the kernel
   * @param kind what the threads do
   * @param threads how many, 1 or more
   * @param events how many steps, nearly
   * @param seed decides on the calls, and with turns on the whole run
   * @param turns whether one thread runs at a time
   * @param tracing whether the tracepoints of get and put are on
   */
  record Plan(
      RecordedKernel kernel,
      Kind kind,
      int threads,
      int events,
      long seed,
      boolean turns,
      boolean tracing) {

    /** The same with another seed: its own at 0, and then one for each number. */
    Plan again(int times) {
      return new Plan(kernel, kind, threads, events, seed + 1000L * times, turns, tracing);
    }
  }

  /** Longer than any run: nobody gives up by the clock. */
  private static final long PATIENCE_DAYS = 365;

  private final Plan plan;
  private final Recorder recorder;
  private final @Nullable RandomTurns turns;
  private final ModuleLoader loader;

  /** Who was last seen under a name. */
  final Map<String, Life> latest = new ConcurrentHashMap<>();

  /** Every load by its address. */
  final Map<Long, Life> byAddress = new ConcurrentHashMap<>();

  /** References that are held, by nobody in particular. */
  final Queue<Life> held = new ConcurrentLinkedQueue<>();

  private volatile boolean dead;

  /** Whether all threads that have not ended sleep, and nobody is left who could wake them. */
  private volatile boolean stuck;

  private Workload(Plan plan) {
    this.plan = plan;
    turns = plan.turns ? new RandomTurns(plan.seed) : null;
    StepListener next = turns == null ? Workload::slowDown : turns;
    recorder = new Recorder(plan.threads, plan.events, next);
    KernelVersion version = plan.kernel.version();
    Kernel kernel = new Kernel(version, plan.threads, recorder);
    loader = new ModuleLoader(kernel, Refcount.of(kernel), PATIENCE_DAYS, TimeUnit.DAYS);
    loader.setTracing(plan.tracing);
  }

  /**
   * Runs the threads and records what they do.
   *
   * @param plan what is to be recorded
   * @return the recording
   * @throws IllegalStateException if a thread has failed, or the recording was cut
   */
  static Recording record(Plan plan) {
    return new Workload(plan).run();
  }

  private Recording run() {
    List<Cpu> cpus = new ArrayList<>();
    for (int i = 0; i < plan.threads; i++) {
      cpus.add(loader.kernel().cpuUp());
    }
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    List<Runnable> bodies = new ArrayList<>();
    Random seeds = new Random(plan.seed);
    for (Cpu cpu : cpus) {
      long seed = seeds.nextLong();
      bodies.add(() -> run(cpu, seed, failure));
    }
    if (turns == null) {
      runFree(bodies);
    } else {
      turns.run(bodies);
    }
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("a thread has failed: " + failed, failed);
    }
    if (recorder.isCut()) {
      throw new IllegalStateException("the recording was cut: a call took too many steps");
    }
    return new Recording(plan.kernel, plan.tracing, plan.kind.modules(), recorder.calls());
  }

  private void runFree(List<Runnable> bodies) {
    List<Thread> threads = new ArrayList<>();
    for (Runnable body : bodies) {
      Thread thread = new Thread(body, "recorded");
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    try {
      awaitEnd(threads);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while recording", e);
    }
  }

  /**
   * Up to v5.4, a loader that waits for a name of a module that is unloaded is woken by chance only
   * (fact F11). If nobody is left for that, a signal ends its wait, and its call is left out.
   */
  private void awaitEnd(List<Thread> threads) throws InterruptedException {
    boolean slept = false;
    while (threads.stream().anyMatch(Thread::isAlive)) {
      for (Thread thread : threads) {
        thread.join(10);
      }
      boolean sleep =
          threads.stream()
              .filter(Thread::isAlive)
              .allMatch(thread -> thread.getState() == Thread.State.WAITING);
      if (sleep && slept) {
        stuck = true;
        threads.forEach(Thread::interrupt);
      }
      slept = sleep;
    }
  }

  /** Whether calls that return now do so for a signal that ends the run. */
  boolean isStuck() {
    return stuck || (turns != null && turns.isStuck());
  }

  private void run(Cpu cpu, long seed, AtomicReference<@Nullable Throwable> failure) {
    try {
      Caller caller = new Caller(this, recorder, loader, cpu, new Random(seed));
      while (!dead && !isStuck() && failure.get() == null && recorder.mayGoOn(cpu)) {
        if (turns != null) {
          turns.pause(cpu);
        }
        dead |= !caller.call(plan.kind);
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  /** Threads are slowed down at random between steps, so that they meet in the middle of calls. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it
  private static void slowDown(
      Cpu cpu, Action action, @Nullable String module, BooleanSupplier enabled) {
    int dice = ThreadLocalRandom.current().nextInt(512);
    if (dice == 0) {
      LockSupport.parkNanos(20_000);
    } else if (dice < 16) {
      Thread.yield();
    }
  }
}
