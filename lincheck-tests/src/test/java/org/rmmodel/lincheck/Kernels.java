package org.rmmodel.lincheck;

import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.KernelVersion;

/** The kernels that the table in the README compares. */
enum Kernels {
  OLD("v3.18", KernelVersion.V3_18),
  NEW("v3.19", KernelVersion.V3_19),
  MENDED("v3.19, unload wakes loaders", KernelVersion.V3_19.with(Change.WAKE_ON_UNLOAD));

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // it is
  private final KernelVersion version;

  Kernels(String label, KernelVersion version) {
    this.label = label;
    this.version = version;
  }

  String label() {
    return label;
  }

  KernelVersion version() {
    return version;
  }
}
