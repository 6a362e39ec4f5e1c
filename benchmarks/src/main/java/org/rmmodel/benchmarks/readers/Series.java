package org.rmmodel.benchmarks.readers;

import org.rmmodel.impl.kernel.KernelVersion;

/** The kernels that are compared; neither is preemptible. */
public enum Series {
  /** v3.18: an unload stops the machine, twice. */
  BEFORE("v3.18"),
  /** v3.19: an unload releases the base of an atomic count, and waits for a grace period. */
  AFTER("v3.19");

  private final String text;

  Series(String text) {
    this.text = text;
  }

  /**
   * Gives the kernel's name.
   *
   * @return v3.18 or v3.19
   */
  public String text() {
    return text;
  }

  /**
   * Gives the kernel.
   *
   * @return which one it is
   */
  public KernelVersion version() {
    return this == BEFORE ? KernelVersion.V3_18 : KernelVersion.V3_19;
  }
}
