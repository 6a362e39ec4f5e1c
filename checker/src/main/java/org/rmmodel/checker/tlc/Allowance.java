package org.rmmodel.checker.tlc;

import java.time.Duration;
import java.util.Optional;

/** What a process may still spend of its limits of time, from the moment that this is made. */
public final class Allowance {
  private final Process process;
  private final Limits limits;
  private final long wallBegin = System.nanoTime();
  private final Duration processorBegin;

  /**
   * An allowance that begins now.
   *
   * @param process the process
   * @param limits its limits
   */
  public Allowance(Process process, Limits limits) {
    this.process = process;
    this.limits = limits;
    processorBegin = processorTime();
  }

  /**
   * Whether a limit has been reached.
   *
   * @return the limit in words; empty if none has
   */
  public Optional<String> spent() {
    if (processorTime().minus(processorBegin).compareTo(limits.processor()) >= 0) {
      return Optional.of(limits.processorText());
    }
    return System.nanoTime() - wallBegin >= limits.wall().toNanos()
        ? Optional.of(limits.wallText())
        : Optional.empty();
  }

  /** What the process has used so far; zero where the system does not tell. */
  private Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
