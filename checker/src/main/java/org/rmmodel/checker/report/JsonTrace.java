package org.rmmodel.checker.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rmmodel.checker.tlc.TlaValue;
import org.rmmodel.checker.tlc.TlaValueParser;
import org.rmmodel.checker.tlc.Trace;

/**
 * A counterexample in JSON. Each step has its variables twice: as JSON, for others to read, where a
 * set and a tuple are both an array; and under {@value #CHANGED}, of those that the step has
 * changed, the text of TLA+, which can be read back.
 */
final class JsonTrace {
  private static final String CHANGED = "changed";

  /** More than TLC's longest counterexamples of this specification by a hundred times. */
  private static final int MOST_STEPS = 10_000;

  private final List<Trace.Step> steps = new ArrayList<>();
  private final Map<String, TlaValue> state = new LinkedHashMap<>();

  private JsonTrace() {}

  static Map<String, Object> of(Trace trace) {
    Map<String, Object> out = new LinkedHashMap<>();
    List<Map<String, Object>> steps = new ArrayList<>();
    Map<String, TlaValue> before = Map.of();
    for (Trace.Step step : trace.steps()) {
      steps.add(step(step, before));
      before = step.variables();
    }
    out.put("steps", steps);
    if (trace.ending() instanceof Trace.Stutters) {
      out.put("ending", "stutters");
    } else if (trace.ending() instanceof Trace.BackTo back) {
      out.put("ending", "backTo");
      out.put("backTo", back.number());
      out.put("backBy", back.action());
    }
    return out;
  }

  private static Map<String, Object> step(Trace.Step step, Map<String, TlaValue> before) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("number", step.number());
    out.put("action", step.action());
    Map<String, Object> variables = new LinkedHashMap<>();
    Map<String, Object> changed = new LinkedHashMap<>();
    step.variables()
        .forEach(
            (name, value) -> {
              variables.put(name, value(value));
              if (!value.equals(before.get(name))) {
                changed.put(name, value.source());
              }
            });
    out.put("variables", variables);
    out.put(CHANGED, changed);
    return out;
  }

  private static Object value(TlaValue value) {
    if (value instanceof TlaValue.Num number) {
      return number.value();
    }
    if (value instanceof TlaValue.Bool bool) {
      return bool.value();
    }
    if (value instanceof TlaValue.SetOf set) {
      return set.elements().stream().map(JsonTrace::value).toList();
    }
    if (value instanceof TlaValue.Tuple tuple) {
      return tuple.elements().stream().map(JsonTrace::value).toList();
    }
    if (value instanceof TlaValue.Function function) {
      Map<String, Object> map = new LinkedHashMap<>();
      function.entries().forEach((argument, result) -> map.put(argument.text(), value(result)));
      return map;
    }
    return value.text();
  }

  /**
   * Reads what {@link #of} has written.
   *
   * @param json whose token is the beginning of the object
   * @return the counterexample; without steps where the file has no text of their states, or more
   *     than {@value #MOST_STEPS}
   * @throws IOException if it cannot be read
   */
  static Trace read(JsonParser json) throws IOException {
    JsonTrace trace = new JsonTrace();
    Map<String, String> texts = new HashMap<>();
    int backTo = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("steps") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          trace.readStep(json);
        }
      } else if (value == JsonToken.VALUE_STRING) {
        texts.put(field, json.getText());
      } else if (field.equals("backTo") && value == JsonToken.VALUE_NUMBER_INT) {
        backTo = json.getValueAsInt();
      } else {
        json.skipChildren();
      }
    }
    boolean whole =
        trace.steps.size() <= MOST_STEPS
            && trace.steps.stream().noneMatch(step -> step.variables().isEmpty());
    return new Trace(
        whole ? trace.steps : List.of(),
        switch (texts.getOrDefault("ending", "")) {
          case "stutters" -> new Trace.Stutters();
          case "backTo" -> new Trace.BackTo(backTo, texts.getOrDefault("backBy", ""));
          default -> new Trace.AtLast();
        });
  }

  private void readStep(JsonParser json) throws IOException {
    int number = 0;
    String action = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("number") && value == JsonToken.VALUE_NUMBER_INT) {
        number = json.getValueAsInt();
      } else if (field.equals("action") && value == JsonToken.VALUE_STRING) {
        action = json.getText();
      } else if (field.equals(CHANGED) && value == JsonToken.START_OBJECT) {
        readChanged(json);
      } else {
        json.skipChildren();
      }
    }
    if (steps.size() <= MOST_STEPS) {
      steps.add(
          new Trace.Step(number, action, Collections.unmodifiableMap(new LinkedHashMap<>(state))));
    }
  }

  private void readChanged(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() == JsonToken.VALUE_STRING) {
        state.put(name, TlaValueParser.parse(json.getText()));
      } else {
        json.skipChildren();
      }
    }
  }
}
