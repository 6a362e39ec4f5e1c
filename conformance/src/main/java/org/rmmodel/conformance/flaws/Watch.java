package org.rmmodel.conformance.flaws;

/**
 * Looks at a run, on the thread of the task that has the turn. Each method may throw what {@link
 * Run#found} gives.
 */
interface Watch {
  /** A task takes its step now. */
  void before(Run.Task task);

  /** A task has taken its step, and is at the next one or at its end. */
  void after(Run.Task task);

  /** A task has died of what its body threw. */
  void threw(Run.Task task, Throwable thrown);

  /** Nobody can take a step, and somebody is within a call of the kernel. */
  void stuck(String who);
}
