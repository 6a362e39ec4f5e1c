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
   * @param by what ran them: {@code tlc} and {@code java}, as they call themselves
   * @throws BadInput if it cannot be written
   */
  public static void write(
      Path file, VerdictTables tables, List<RunResult> results, Map<String, String> by) {
    Output.write(file, text(tables, results, by));
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
            for (Map.Entry<String, String> by : parts.by().entrySet()) {
              json.writeStringField(by.getKey(), by.getValue());
            }
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
   * @param by what ran them: {@code tlc} and {@code java}, as they call themselves
   * @return JSON
   */
  public static String text(VerdictTables tables, List<RunResult> results, Map<String, String> by) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("status", Status.of(results).code());
    root.putAll(by);
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
      run.put("trace", JsonTrace.of(violates.trace()));
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
}
