package org.rmmodel.impl.caller;

import java.util.function.Supplier;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;

/** Calls that are a preempt-off section as a whole on some kernels, and none on others. */
final class Sections {
  private Sections() {}

  /**
   * Announces the first step, which enters the section, and does the rest.
   *
   * @param section whether there is one; without it the CPU is in the kernel, and can be preempted
   */
  static <T> T with(Cpu cpu, Action begin, boolean section, Supplier<T> rest) {
    cpu.enter();
    try {
      cpu.at(begin, null);
      if (!section) {
        return rest.get();
      }
      cpu.preemptDisable();
      try {
        return rest.get();
      } finally {
        cpu.preemptEnable();
      }
    } finally {
      cpu.leave();
    }
  }
}
