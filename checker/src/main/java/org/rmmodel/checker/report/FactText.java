package org.rmmodel.checker.report;

import java.util.ArrayList;
import java.util.List;
import org.rmmodel.checker.catalogue.Assumption;
import org.rmmodel.checker.catalogue.Property;

/** What is known of a property or of an assumption, in a few lines; a flaw has a page. */
public final class FactText {
  private FactText() {}

  /**
   * A property.
   *
   * @param property the property
   * @return several lines
   */
  public static String of(Property property) {
    List<String> lines = new ArrayList<>();
    lines.add(property.id() + "  " + property.title());
    property
        .outside()
        .ifPresent(
            outside -> {
              lines.add("Outside this specification: " + outside.why());
              lines.add("What covers it instead: " + outside.covered());
            });
    property.litmus().ifPresent(by -> add(lines, "Decided by the litmus tests: ", by.tests()));
    add(lines, "Said by: ", property.properties());
    add(lines, "Asked by: ", property.models());
    add(lines, "Assumes: ", property.assumes());
    if (!property.note().isBlank()) {
      lines.add(property.note());
    }
    if (property.outside().isEmpty()) {
      lines.add(
          "Which kernel keeps it: spec/check history --question "
              + (property.litmus().isPresent() ? Question.E : Question.C));
    }
    return String.join("\n", lines);
  }

  /**
   * An assumption about the environment.
   *
   * @param assumption the assumption
   * @return several lines
   */
  public static String of(Assumption assumption) {
    return String.join(
        "\n",
        assumption.id() + "  " + assumption.title(),
        "Said by: " + assumption.operator() + "; turned off by " + assumption.off(),
        "What breaks without it: spec/check history --question d");
  }

  private static void add(List<String> lines, String what, List<String> names) {
    if (!names.isEmpty()) {
      lines.add(what + String.join(", ", names));
    }
  }
}
