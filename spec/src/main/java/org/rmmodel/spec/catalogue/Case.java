package org.rmmodel.spec.catalogue;

/**
 * A model with one of its runs: what one start of TLC decides.
 *
 * @param model the model
 * @param run one of its runs
 */
public record Case(Model model, ModelRun run) {
  /**
   * The name that users type.
   *
   * @return for example {@code UnloadListWalker:p5-preempt}
   */
  public String id() {
    return model.name() + ":" + run.kernel().id();
  }
}
