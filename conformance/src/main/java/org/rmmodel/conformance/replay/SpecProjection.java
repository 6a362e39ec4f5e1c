package org.rmmodel.conformance.replay;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.rmmodel.checker.tlc.TlaValue;

/**
 * A state of the specification, as far as the implementation has it, too: see {@link Variables}.
 */
final class SpecProjection {
  private final Variables variables;

  SpecProjection(Variables variables) {
    this.variables = variables;
  }

  Projected of(Map<String, TlaValue> state) {
    Projected projected = Projected.empty();
    state.forEach(
        (variable, value) -> {
          if (!variables.isProjected(variable)) {
            return;
          }
          if (value instanceof TlaValue.Function function) {
            function.entries().forEach((at, what) -> put(projected, variable, at.text(), what));
          } else if (value instanceof TlaValue.Tuple tuple && variable.equals("lastUnloaded")) {
            projected.put(variable, tuple.text());
          } else {
            projected.put(variable, text(variable, value));
          }
        });
    return projected;
  }

  private void put(Projected projected, String variable, String at, TlaValue what) {
    if (what instanceof TlaValue.Function perCpu) {
      perCpu
          .entries()
          .forEach((cpu, n) -> projected.put(variable, at + "," + cpu.text(), n.text()));
    } else if (what instanceof TlaValue.Tuple tuple && variable.equals("pc")) {
      projected.put(
          variable, at, tuple.elements().isEmpty() ? "none" : tuple.elements().get(0).text());
    } else if (what instanceof TlaValue.Tuple tuple && tuple.elements().isEmpty()) {
      // A function with the domain 1 .. 0, or 0 .. -1, is printed as an empty tuple.
      throw new IllegalStateException(variable + "[" + at + "] is " + what.text());
    } else {
      projected.put(variable, at, text(variable, what));
    }
  }

  private String text(String variable, TlaValue value) {
    if (value instanceof TlaValue.SetOf set) {
      Set<String> elements = new TreeSet<>();
      set.elements().forEach(element -> elements.add(element.text()));
      return variable.equals("sect") ? variables.sections(elements) : elements.toString();
    }
    return value.text();
  }
}
