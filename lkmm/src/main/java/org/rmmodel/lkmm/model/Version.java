package org.rmmodel.lkmm.model;

import java.util.Arrays;
import java.util.List;

/**
 * Which memory model: that of a kernel, or sequential consistency. In what the kernels' models
 * differ is decided by these properties alone.
 */
public enum Version {
  /** That of Linux 6.1. */
  V6_1("6.1"),
  /**
   * That of Linux 6.12: rmw-sequences, dependencies through plain accesses, SRCU sections by what
   * srcu_read_lock returned.
   */
  V6_12("6.12"),
  /** Sequential consistency with grace periods, which is what a specification in TLA+ has. */
  SC("sc");

  private final String release;

  Version(String release) {
    this.release = release;
  }

  /**
   * Its name: the kernel's, or {@code sc}.
   *
   * @return for example {@code 6.12}
   */
  public String release() {
    return release;
  }

  /**
   * All names.
   *
   * @return the names of all
   */
  public static List<String> names() {
    return Arrays.stream(values()).map(Version::release).toList();
  }

  /**
   * Whether srcu_read_lock is a read and srcu_read_unlock a write.
   *
   * @return whether they are accesses
   */
  public boolean srcuAccesses() {
    return this == V6_12;
  }

  boolean hasRmwSequence() {
    return this == V6_12;
  }

  boolean hasCarriedDependencies() {
    return this == V6_12;
  }

  boolean limitsPpo() {
    return this == V6_12;
  }

  boolean unlocksHandOver() {
    return this == V6_12;
  }
}
