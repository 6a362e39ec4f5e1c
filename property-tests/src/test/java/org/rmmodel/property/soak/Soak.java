package org.rmmodel.property.soak;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.property.Tape;
import org.rmmodel.property.schedule.Call;
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

  /** How long, and which calls. */
  private record Effort(int rounds, int calls, Set<Call.Kind> kinds) {}

  private static final Effort USUAL = new Effort(ROUNDS, CALLS, EnumSet.allOf(Call.Kind.class));

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
    ExecutorService threads = threads();
    try {
      for (int i = 0; i < machines; i++) {
        Mix mix = mixes.get(i % mixes.size());
        live(new Machine(flaw, mix, THREADS, Tape.NONE), random, threads, USUAL);
      }
    } finally {
      threads.shutdownNow();
    }
    return (long) machines * ROUNDS * THREADS * CALLS;
  }

  /**
   * Runs one machine without a flaw, and has its calls and steps written down.
   *
   * @param mix its kernel
   * @param calls how many calls each thread makes in each of half as many rounds as usual
   * @param kinds the only calls that are made
   */
  static void record(Mix mix, int calls, Set<Call.Kind> kinds, long seed, Tape tape) {
    ExecutorService threads = threads();
    try {
      live(
          new Machine(Flaw.NONE, mix, THREADS, tape),
          new Random(seed),
          threads,
          new Effort(ROUNDS / 2, calls, kinds));
    } finally {
      threads.shutdownNow();
    }
  }

  private static ExecutorService threads() {
    return Executors.newFixedThreadPool(
        THREADS,
        body -> {
          Thread thread = new Thread(body, "soak");
          thread.setDaemon(true);
          return thread;
        });
  }

  private static void live(Machine machine, Random random, ExecutorService threads, Effort effort) {
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      workers.add(new Worker(machine, random.nextLong(), effort.kinds));
    }
    for (int round = 0; round < effort.rounds; round++) {
      inParallel(workers, threads, effort.calls);
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
  private static void inParallel(List<Worker> workers, ExecutorService threads, int count) {
    ExecutorCompletionService<Boolean> calls = new ExecutorCompletionService<>(threads);
    workers.forEach(worker -> calls.submit(() -> worker.run(count), true));
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
