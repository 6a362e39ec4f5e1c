package org.rmmodel.checker.report;

import java.util.List;
import java.util.Optional;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.catalogue.Version;

/**
 * The kernels that tables are about.
 *
 * @param version the one version, if they are about one
 * @param preempt whether they are about preemptible kernels or about the others, if not about both
 */
public record Scope(Optional<Version> version, Optional<Boolean> preempt) {
  /** Every kernel. */
  public static final Scope ALL = new Scope(Optional.empty(), Optional.empty());

  List<Boolean> preemptions() {
    return preempt.map(List::of).orElse(List.of(false, true));
  }

  /** The versions that a question is asked of: the hazards are those of the series. */
  List<Version> versions(Kernels kernels, Question question) {
    return version
        .map(List::of)
        .orElse(question == Question.A ? kernels.series() : kernels.versions());
  }

  List<Kernel> kernels(Kernels kernels, Question question) {
    return versions(kernels, question).stream()
        .flatMap(one -> preemptions().stream().map(one::kernel))
        .toList();
  }

  /**
   * Whether a run decides something about these kernels.
   *
   * @param kernels the kernels there are
   * @param question the question
   * @param of a run
   * @return true if it stands for one of them
   */
  public boolean includes(Kernels kernels, Question question, Case of) {
    return kernels(kernels, question).stream().anyMatch(of.run().standsFor()::contains);
  }
}
