package org.rmmodel.checker.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.catalogue.Named;
import org.rmmodel.checker.catalogue.Version;

/**
 * The kernels that tables are about.
 *
 * @param only the kernels that a user named, if the tables are about these alone
 * @param preempt whether they are about preemptible kernels or about the others, if not about both
 * @param everyRow whether a row is shown that says the same as the one before it, too
 */
public record Scope(List<Named> only, Optional<Boolean> preempt, boolean everyRow) {
  /** Every kernel; a row that says the same as the one before it is told of in one line. */
  public static final Scope ALL = new Scope(List.of(), Optional.empty(), false);

  /** Copies the list. */
  public Scope {
    only = List.copyOf(only);
  }

  /**
   * The same kernels, each with its row.
   *
   * @return a scope whose tables leave no row out
   */
  public Scope withEveryRow() {
    return new Scope(only, preempt, true);
  }

  List<Boolean> preemptions() {
    return preempt.map(List::of).orElse(List.of(false, true));
  }

  /** The kernels that a question is asked of: the hazards are those of the series. */
  List<Named> names(Kernels kernels, Question question) {
    Stream<Named> names =
        only.isEmpty()
            ? (question == Question.A ? kernels.series() : kernels.versions())
                .stream().map(Version::named)
            : only.stream();
    return names.map(name -> preempt.map(name::only).orElse(name)).toList();
  }

  /**
   * Whether a run decides something about these kernels.
   *
   * @param kernels the kernels there are
   * @param question the question
   * @param of a run
   * @return true if it decides one of them
   */
  public boolean includes(Kernels kernels, Question question, Case of) {
    return names(kernels, question).stream()
        .anyMatch(name -> name.kernels().stream().anyMatch(kernel -> name.isDecidedBy(of, kernel)));
  }
}
