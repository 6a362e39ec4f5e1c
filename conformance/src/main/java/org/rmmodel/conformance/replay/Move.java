package org.rmmodel.conformance.replay;

/**
 * A step that a task can take now.
 *
 * @param action the specification's action
 * @param task who takes it
 * @param module on which slot, if it is a call that chooses one; else empty
 * @param cpu on which CPU, if it counts there; else 0
 * @param outcome how the load that it begins will end, if its loader may do several things: the
 *     specification decides that at the step, a module file is what it is from the beginning
 */
record Move(String action, String task, String module, int cpu, String outcome) {
  Move(String action, String task, String module, int cpu) {
    this(action, task, module, cpu, "");
  }

  Move as(String end) {
    return new Move(action, task, module, cpu, end);
  }

  /** The step without whose it is. */
  String step() {
    return action + (module.isEmpty() ? "" : " " + module) + (cpu == 0 ? "" : " on CPU " + cpu);
  }

  @Override
  public String toString() {
    return action
        + "("
        + task
        + (module.isEmpty() ? "" : ", " + module)
        + ")"
        + (cpu == 0 ? "" : " on CPU " + cpu);
  }
}
