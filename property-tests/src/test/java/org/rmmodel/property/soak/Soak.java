package org.rmmodel.property.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.property.schedule.Flaw;
import org.rmmodel.property.schedule.Mix;

/**
 * Rounds of calls on real threads. Between rounds all threads are at rest, CPUs go down and come
 * up, and what is there is checked; now and then everything is unloaded.
 */
final class Soak {
  private static final int THREADS = 4;
  private static final int CALLS = 250;

  /** So many rounds a machine lives. */
  private static final int ROUNDS = 8;

  private Soak() {}

  /**
   * Runs machines with a flaw, or none.
   *
   * @param machines how many; each of the flaw's kernels in turn
   * @param seed decides on the calls, though not on how they meet
   * @return how many calls were made
   */
  static long run(Flaw flaw, int machines, long seed) {
    Random random = new Random(seed);
    List<Mix> mixes = flaw.mixes();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            body -> {
              Thread thread = new Thread(body, "soak");
              thread.setDaemon(true);
              return thread;
            });
    try {
      for (int i = 0; i < machines; i++) {
        live(new Machine(flaw, mixes.get(i % mixes.size()), THREADS), random, threads);
      }
    } finally {
      threads.shutdownNow();
    }
    return (long) machines * ROUNDS * THREADS * CALLS;
  }

  private static void live(Machine machine, Random random, ExecutorService threads) {
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      workers.add(new Worker(machine, random.nextLong()));
    }
    for (int round = 0; round < ROUNDS; round++) {
      inParallel(workers, threads);
      Cpu cpu = machine.cpuUp();
      machine.atRest(cpu);
      if (round % 4 == 3) {
        workers.forEach(worker -> worker.putAll(cpu));
        machine.atRest(cpu);
        machine.unloadEverything(cpu);
      }
      machine.cpuDown(cpu);
    }
  }

  /** The first failure ends it: the others may wait for ever for who has failed. */
  private static void inParallel(List<Worker> workers, ExecutorService threads) {
    ExecutorCompletionService<Boolean> calls = new ExecutorCompletionService<>(threads);
    workers.forEach(worker -> calls.submit(() -> worker.run(CALLS), true));
    try {
      for (int i = 0; i < workers.size(); i++) {
        calls.take().get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("a thread has failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
