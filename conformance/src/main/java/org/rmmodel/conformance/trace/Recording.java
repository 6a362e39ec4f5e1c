package org.rmmodel.conformance.trace;

import java.util.List;
import java.util.Set;

/**
 * A run, written down.
 *
 * @param kernel which kernel ran
 * @param tracing whether the tracepoints of get and put were on
 * @param modules which modules there can be
 * @param cpus what each CPU did, by its number: its calls, one after another
 */
public record Recording(
    RecordedKernel kernel, boolean tracing, Modules modules, List<List<RecordedCall>> cpus) {

  /** Copies the lists. */
  public Recording {
    cpus = cpus.stream().map(List::copyOf).toList();
  }

  /** Whether a task died in a call: what it would have done after that is not there. */
  boolean hasDeath() {
    return cpus.stream()
        .flatMap(List::stream)
        .anyMatch(call -> call.result() == RecordedCall.DEATH);
  }

  /**
   * The modules, by name.
   *
   * @param names all
   * @param importer who imports a symbol of exporter; empty if nobody does
   * @param exporter whose symbol that is; empty if nobody imports one
   * @param orphans who imports a symbol that nobody exports
   */
  public record Modules(List<String> names, String importer, String exporter, Set<String> orphans) {
    /** Copies the list and the set. */
    public Modules {
      names = List.copyOf(names);
      orphans = Set.copyOf(orphans);
    }

    /** Whether a module has imports. */
    boolean someImport() {
      return !importer.isEmpty() || !orphans.isEmpty();
    }
  }

  /**
   * How many steps were announced.
   *
   * @return the number
   */
  public int events() {
    return cpus.stream().flatMap(List::stream).mapToInt(call -> call.steps().size()).sum();
  }
}
