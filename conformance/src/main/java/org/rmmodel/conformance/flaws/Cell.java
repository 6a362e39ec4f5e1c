package org.rmmodel.conformance.flaws;

import java.util.ArrayList;
import java.util.List;
import org.rmmodel.checker.catalogue.Kernel;

/**
 * What TLC and the real classes say of a flaw, by one of its models, on some kernels.
 *
 * @param flaw the flaw's number
 * @param model the model, and the scene of that name
 * @param kernels the kernels, which agree on what the model asks for; the first one's schedules are
 *     counted
 * @param tlc what TLC says
 * @param java what the real classes say
 * @param result what the search of the first kernel came to
 * @param allSchedules how many schedules were taken on all of them
 */
record Cell(
    String flaw,
    String model,
    List<Kernel> kernels,
    Side tlc,
    Side java,
    Search.Result result,
    long allSchedules) {
  /** Copies the list. */
  Cell {
    kernels = List.copyOf(kernels);
  }

  /** The same cell, for the kernels of another one, too. */
  Cell with(Cell other) {
    List<Kernel> all = new ArrayList<>(kernels);
    all.addAll(other.kernels);
    return new Cell(flaw, model, all, tlc, java, result, allSchedules + other.allSchedules);
  }

  Kernel kernel() {
    return kernels.get(0);
  }

  boolean differs() {
    return tlc != java;
  }

  /** The cell in one line. */
  String line() {
    String more = kernels.size() > 1 ? " and " + (kernels.size() - 1) + " more" : "";
    return "%-4s %-24s %-27s %s %s %c %s"
        .formatted(
            flaw,
            model,
            kernel().id() + more,
            tlc.sign(),
            java.sign(),
            differs() ? '!' : ' ',
            how())
        .stripTrailing();
  }

  private String how() {
    return result.isFound()
        ? "%d preemption%s, %d schedule%s"
            .formatted(
                result.preemptions(),
                result.preemptions() == 1 ? "" : "s",
                result.schedules(),
                result.schedules() == 1 ? "" : "s")
        : "%d schedule%s".formatted(result.schedules(), result.schedules() == 1 ? "" : "s");
  }
}
