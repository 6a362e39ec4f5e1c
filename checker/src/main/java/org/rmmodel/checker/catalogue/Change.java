package org.rmmodel.checker.catalogue;

/**
 * A change of the kernel that has a name.
 *
 * @param id its name in {@code Kernel.tla}
 * @param title what it changes, in a few words
 * @param source where that is known from
 */
public record Change(String id, String title, String source) {
  /** The one change that is a kernel's configuration: each version is there with and without. */
  public static final String PREEMPT = "preempt";
}
