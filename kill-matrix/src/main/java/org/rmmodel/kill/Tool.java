package org.rmmodel.kill;

import java.util.Arrays;
import java.util.Locale;
import org.rmmodel.common.BadInput;

/** The tools: the columns of the matrix. */
enum Tool {
  TLC_INVARIANTS(Engine.TLC, "TLC, invariants", false),
  TLC_TEMPORAL(Engine.TLC, "TLC, refinement and liveness", false),
  LINCHECK_MODEL_CHECKING(Engine.LINCHECK, "Lincheck, model checking", false),
  LINCHECK_STRESS(Engine.LINCHECK, "Lincheck, stress", false),
  JQWIK_CHAINS(Engine.JQWIK, "jqwik, state machine", false),
  JQWIK_SCHEDULES(Engine.JQWIK, "jqwik, schedules", false),
  JCSTRESS(Engine.JCSTRESS, "jcstress", true),
  CONFORMANCE_JAVA(Engine.CONFORMANCE, "conformance, Java changed", false),
  CONFORMANCE_TLA(Engine.CONFORMANCE, "conformance, TLA+ changed", false);

  /** What tools have in common: two of one engine are not independent. */
  enum Engine {
    TLC,
    LINCHECK,
    JQWIK,
    JCSTRESS,
    CONFORMANCE;

    /**
     * Whether it says that something is wrong. That specification and implementation differ does
     * not: it may be the specification that is.
     */
    boolean findsMistakes() {
      return this != CONFORMANCE;
    }
  }

  private final Engine engine;
  private final String title;
  private final boolean alone;

  Tool(Engine engine, String title, boolean alone) {
    this.engine = engine;
    this.title = title;
    this.alone = alone;
  }

  Engine engine() {
    return engine;
  }

  String title() {
    return title;
  }

  /** Whether it is run on a changed specification, and not on a changed implementation. */
  boolean isOfSpec() {
    return engine == Engine.TLC || this == CONFORMANCE_TLA;
  }

  /** Whether it needs the processors for itself. */
  boolean alone() {
    return alone;
  }

  /** The name in files and on the command line. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Gives a tool by its name.
   *
   * @throws BadInput if there is none
   */
  static Tool of(String id) {
    return Arrays.stream(values())
        .filter(tool -> tool.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "unknown tool "
                        + id
                        + "; there is "
                        + String.join(", ", Arrays.stream(values()).map(Tool::id).toList())));
  }
}
