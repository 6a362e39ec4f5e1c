package org.rmmodel.kill;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mistake by name.
 *
 * @param name how it is called
 * @param kind what kind of mistake it is: guard removed, order swapped, ...
 * @param title what is wrong, in a sentence
 * @param java the changes of the implementation
 * @param tla the changes of the specification; none if it has no counterpart there
 * @param noTla why it has none, or null
 * @param models whose invariants are asked first
 * @param temporal whose temporal properties are asked first
 * @param survives the tools that do not find it, and why
 * @param byChance the tools that may find it, and why they may not
 * @param equivalent why nothing can find it, or null
 */
record Mutant(
    String name,
    String kind,
    String title,
    List<Change> java,
    List<Change> tla,
    @Nullable String noTla,
    List<String> models,
    List<String> temporal,
    Map<Tool, String> survives,
    Map<Tool, String> byChance,
    @Nullable Equivalent equivalent) {

  /** The row that must be empty: nothing is changed. */
  static final String NONE = "none";

  /**
   * Why a mutant cannot be found.
   *
   * @param because the argument
   * @param model the model of the specification that tests it
   * @param property the property of that model
   */
  record Equivalent(String because, String model, String property) {}

  /** What is expected of a tool. */
  enum Expected {
    CAUGHT,
    SURVIVES,
    EITHER,
    NOT_ASKED
  }

  /** Tells what a tool is expected to make of it. */
  Expected expected(Tool tool) {
    if (tool.isOfSpec() && tla.isEmpty() && !isNone()) {
      return Expected.NOT_ASKED;
    }
    if (isNone() || survives.containsKey(tool)) {
      return Expected.SURVIVES;
    }
    if (byChance.containsKey(tool)) {
      return Expected.EITHER;
    }
    return equivalent == null ? Expected.CAUGHT : Expected.SURVIVES;
  }

  boolean isNone() {
    return name.equals(NONE);
  }

  /** The row in which nothing is wrong. */
  static Mutant none() {
    return new Mutant(
        NONE,
        "no mutant",
        "nothing is changed: whatever finds something here finds it everywhere",
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        null);
  }
}
