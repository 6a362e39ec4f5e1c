package org.rmmodel.checker.catalogue;

import org.rmmodel.checker.tlc.Cfg;
import org.rmmodel.common.Lane;

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

  /**
   * Whether it is recorded how many states and how deep, as far as it can: what several workers
   * count as the depth is not always the same.
   *
   * @return true if nothing is left open
   */
  public boolean isRecorded() {
    return run.states().isPresent() && (run.depth().isPresent() || model.workers() > 1);
  }

  /**
   * Whether what comes out of the run is what comes out on a kernel.
   *
   * @param kernel a kernel, of {@code kernels.yaml} or not
   * @return true for the kernels that it stands for, and for one that is none of {@code
   *     kernels.yaml} if the model applies to the version that it was made from, and it agrees with
   *     the run's kernel on all that the run asks for
   */
  public boolean decides(Kernel kernel) {
    return run.standsFor().contains(kernel)
        || (!kernel.isListed()
            && model.kernels().stream().anyMatch(of -> of.version().equals(kernel.version()))
            && kernel.agrees(run.kernel(), run.asks()));
  }

  /**
   * The whole cfg of the run.
   *
   * @param kernels the kernels
   * @return the model's cfg with the run's kernel
   */
  public Cfg cfg(Kernels kernels) {
    return model.cfg().with(kernels.constants(run.kernel(), run.asks()));
  }

  /**
   * Whether what lies beyond a violation is explored, to show that every action can fire. That is
   * done for the first run of a model that is expected to be violated, and for those of the
   * exhaustive lane; the model's other runs have the same roles. It is not done where an assumption
   * is turned off: what the roles can do is shown where it is not.
   *
   * @return true for such a run
   */
  public boolean isToReach() {
    if (model.assumption().isPresent()) {
      return false;
    }
    return run.lane() == Lane.EXHAUSTIVE
        || model.runs().stream()
            .filter(other -> other.expect() instanceof Expectation.Violates)
            .findFirst()
            .filter(first -> first.kernel().equals(run.kernel()))
            .isPresent();
  }
}
