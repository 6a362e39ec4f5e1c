package org.rmmodel.lincheck;

import java.util.List;
import java.util.stream.Stream;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;

/** A CPU for each thread of a scenario. No thread switches happen in here ({@link Search}). */
final class Cpus {
  private final List<Cpu> cpus;

  /** Brings the CPUs of a kernel up. */
  Cpus(Kernel kernel) {
    cpus = Stream.generate(kernel::cpuUp).limit(Slots.THREADS).toList();
  }

  /** The CPU on which a thread runs. */
  Cpu of(int thread) {
    return cpus.get(Slots.of(thread));
  }
}
