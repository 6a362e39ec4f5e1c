package org.rmmodel.checker.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Facts;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.tlc.TlaValue;
import org.rmmodel.checker.tlc.Trace;
import org.rmmodel.checker.tlc.Verdict;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Output;

/** All verdicts as JSON. */
public final class JsonReport {
  private JsonReport() {}

  /**
   * Writes the file.
   *
   * @param file the file
   * @param tables the tables that the runs count for
   * @param results the runs
   * @throws BadInput if it cannot be written
   */
  public static void write(Path file, VerdictTables tables, List<RunResult> results) {
    Output.write(file, text(tables, results));
  }

  /**
   * Writes the file anew from parts: their runs as they are, and what follows from all of them.
   *
   * @param file the file
   * @param tables the tables that the runs count for
   * @param parts the runs
   * @throws BadInput if it cannot be written
   */
  public static void write(Path file, VerdictTables tables, JsonParts parts) {
    List<RunResult> results = parts.results();
    List<String> missing = parts.missing();
    Output.write(
        file,
        writer -> {
          ObjectMapper mapper = new ObjectMapper();
          try (JsonGenerator json =
              mapper.getFactory().createGenerator(writer).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("status", tables.status(results).code());
            json.writeArrayFieldStart("runs");
            parts.copy(json);
            for (RunResult result : results) {
              if (missing.contains(result.of().id())) {
                json.writePOJO(run(tables.catalogue().facts(), result));
              }
            }
            json.writeEndArray();
            json.writePOJOField("tables", tables.json(results.stream().map(Outcome::of).toList()));
            json.writeEndObject();
            json.writeRaw("\n");
          }
        });
  }

  /**
   * The file's text.
   *
   * @param tables the tables that the runs count for
   * @param results the runs
   * @return JSON
   */
  public static String text(VerdictTables tables, List<RunResult> results) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("status", Status.of(results).code());
    root.put(
        "runs", results.stream().map(result -> run(tables.catalogue().facts(), result)).toList());
    List<Outcome> outcomes = results.stream().map(Outcome::of).toList();
    root.put("tables", tables.json(outcomes));
    tables.comparison(outcomes).ifPresent(comparison -> root.put("against", comparison.json()));
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> run(Facts facts, RunResult result) {
    Case of = result.of();
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("id", of.id());
    run.put("model", of.model().name());
    run.put("title", of.model().title());
    of.model().hazard().ifPresent(hazard -> run.put("hazard", hazard));
    of.model().negative().ifPresent(negative -> run.put("negative", Map.of("of", negative.of())));
    run.put("facts", facts.of(of.model()));
    of.model().assumption().ifPresent(assumption -> run.put("assumptionOff", assumption));
    run.put("lane", of.run().lane().toString());
    run.put("kernel", of.run().kernel().id());
    run.put("preempt", of.run().kernel().preempt());
    run.put("changes", List.copyOf(of.run().kernel().changes()));
    run.put("asks", of.run().asks());
    run.put("standsFor", of.run().standsFor().stream().map(Kernel::id).toList());
    run.put("expected", of.run().expect().text());
    run.put("status", result.status().word().toLowerCase(Locale.ROOT));
    run.put("asExpected", result.status() == Status.AS_EXPECTED);
    run.put("deviations", result.deviations());
    verdict(run, result.verdict());
    run.put("states", result.tlc().states());
    run.put("depth", result.tlc().depth());
    of.run().states().ifPresent(states -> run.put("pinnedStates", states));
    of.run().depth().ifPresent(depth -> run.put("pinnedDepth", depth));
    run.put("seconds", Math.round(result.seconds() * 1000) / 1000.0);
    result.tlc().takers().ifPresent(takers -> run.put("takers", new TreeSet<>(takers)));
    run.put("fired", result.fired());
    if (result.verdict() instanceof Verdict.Violates violates) {
      run.put("trace", trace(violates.trace()));
    }
    return run;
  }

  private static void verdict(Map<String, Object> run, Verdict verdict) {
    if (verdict instanceof Verdict.Holds) {
      run.put("verdict", "holds");
    } else if (verdict instanceof Verdict.Violates violates) {
      run.put("verdict", "violates");
      run.put("property", violates.property());
    } else if (verdict instanceof Verdict.Inconclusive inconclusive) {
      run.put("verdict", "inconclusive");
      run.put("limit", inconclusive.limit());
    } else if (verdict instanceof Verdict.Broken broken) {
      run.put("verdict", "broken");
      run.put("message", broken.message());
      run.put("because", broken.cause().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
  }

  private static Map<String, Object> trace(Trace trace) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("steps", trace.steps().stream().map(JsonReport::step).toList());
    if (trace.ending() instanceof Trace.Stutters) {
      out.put("ending", "stutters");
    } else if (trace.ending() instanceof Trace.BackTo back) {
      out.put("ending", "backTo");
      out.put("backTo", back.number());
      out.put("backBy", back.action());
    }
    return out;
  }

  private static Map<String, Object> step(Trace.Step step) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("number", step.number());
    out.put("action", step.action());
    Map<String, Object> variables = new LinkedHashMap<>();
    step.variables().forEach((name, value) -> variables.put(name, value(value)));
    out.put("variables", variables);
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
      return set.elements().stream().map(JsonReport::value).toList();
    }
    if (value instanceof TlaValue.Tuple tuple) {
      return tuple.elements().stream().map(JsonReport::value).toList();
    }
    if (value instanceof TlaValue.Function function) {
      Map<String, Object> map = new LinkedHashMap<>();
      function.entries().forEach((argument, result) -> map.put(argument.text(), value(result)));
      return map;
    }
    return value.text();
  }
}
