package org.rmmodel.conformance.trace;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.KernelVersion;

/**
 * A kernel by its changes, which is how recordings, {@code kernels.yaml} and {@code Kernel.tla}
 * know it. The only place here that knows how {@code impl} does.
 *
 * @param changes against v3.18, by their names in the specification
 */
public record RecordedKernel(Set<String> changes) {
  /** Copies the set. */
  public RecordedKernel {
    changes = Collections.unmodifiableSet(new TreeSet<>(changes));
  }

  @Override
  public String toString() {
    return changes.isEmpty() ? "v3.18" : "v3.18 with " + String.join(", ", changes);
  }

  /** The first patches of the series, without preemption. */
  static RecordedKernel prefix(int patches) {
    return of(KernelVersion.prefix(patches));
  }

  /**
   * The kernel that the implementation plays.
   *
   * @param version as the implementation knows it
   * @return as recordings do
   */
  public static RecordedKernel of(KernelVersion version) {
    Set<String> changes = new TreeSet<>();
    version.changes().forEach(change -> changes.add(change.id()));
    return new RecordedKernel(changes);
  }

  RecordedKernel with(String change) {
    Set<String> more = new TreeSet<>(changes);
    more.add(change);
    return new RecordedKernel(more);
  }

  /**
   * The kernel for the implementation to play.
   *
   * @throws IllegalArgumentException if it does not have one of the changes, or one of them lacks
   *     one that it builds on
   */
  KernelVersion version() {
    return new KernelVersion(Change.ofAll(changes), false);
  }
}
