package org.rmmodel.jcstress.run;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs tests one after another, as they need all CPUs, and judges each. */
final class Campaign {
  /** Runs a test in a JVM. */
  @FunctionalInterface
  interface Sampler {
    Samples run(Litmus litmus, Jvm jvm, int millis) throws InterruptedException;
  }

  private final Sampler sampler;
  private final Effort effort;
  private final int millis;
  private final boolean x86;
  private final PrintWriter progress;

  /**
   * Makes a campaign.
   *
   * @param sampler runs a test in a JVM
   * @param effort how much to run
   * @param millis for how long a JVM samples
   * @param x86 whether this is x86
   * @param progress where progress goes
   */
  Campaign(Sampler sampler, Effort effort, int millis, boolean x86, PrintWriter progress) {
    this.sampler = sampler;
    this.effort = effort;
    this.millis = millis;
    this.x86 = x86;
    this.progress = progress;
  }

  /**
   * Runs tests.
   *
   * @param tests the tests
   * @param untilDifferent whether the first verdict that differs is the last
   * @return the results
   * @throws InterruptedException if interrupted
   */
  List<Result> run(List<Litmus> tests, boolean untilDifferent) throws InterruptedException {
    List<Result> results = new ArrayList<>();
    for (Litmus litmus : tests) {
      long begun = System.nanoTime();
      Samples samples = sample(litmus);
      Verdict verdict = Verdict.of(litmus, samples, x86);
      results.add(new Result(litmus, samples, verdict));
      progress.println(
          String.format(
              Locale.ROOT,
              "[%d/%d] %-40s %,14d samples %5.1f s  %s",
              results.size(),
              tests.size(),
              litmus.name(),
              samples.total(),
              (System.nanoTime() - begun) / 1e9,
              verdict.kind()));
      if (untilDifferent && verdict.kind() == Verdict.Kind.DIFFERS) {
        break;
      }
    }
    return results;
  }

  /**
   * Samples a test. One that has to stay silent gets the lane's JVMs, and more if it has not met
   * the race; one that has to show something is done when it has. The first failure is the last.
   */
  private Samples sample(Litmus litmus) throws InterruptedException {
    List<Jvm> forks = effort.forks();
    int wanted = litmus.expected() == Litmus.Expected.SHOWN ? 1 : forks.size();
    Samples samples = Samples.NONE;
    for (int fork = 0;
        fork < wanted || (fork < effort.mostForks() && !samples.hasAll(litmus.must()));
        fork++) {
      Jvm jvm = fork < wanted ? forks.get(fork) : fork % 2 == 0 ? Jvm.C2 : Jvm.RANDOM_C2;
      samples = samples.plus(sampler.run(litmus, jvm, millis));
      if (!samples.failed().isEmpty() || !samples.thrown().isEmpty()) {
        break;
      }
    }
    return samples;
  }
}
