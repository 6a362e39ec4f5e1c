package org.rmmodel.checker.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.check.Judge;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.tlc.TlcResult;
import org.rmmodel.checker.tlc.Trace;
import org.rmmodel.checker.tlc.Verdict;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.OneLine;

/**
 * The parts of a lane, as {@code --json} has written them, put together again. The files are read
 * token by token, so that their size costs no memory; what is kept of a run is what its verdict
 * needs, and its counterexample only if it is asked for.
 */
public final class JsonParts {
  /** What is said of a run that no part has. */
  public static final String MISSING = "missing: none of the files has it";

  private static final int MOST_DEVIATIONS = 1000;
  private static final String RUNS = "runs";
  private static final List<String> BY = List.of("tlc", "java");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(200)
                  .maxStringLength(1 << 20)
                  .maxNameLength(1 << 12)
                  .maxNumberLength(64)
                  .build())
          .build();

  private final Map<String, Case> expected = new LinkedHashMap<>();
  private final Map<String, RunResult> found = new HashMap<>();
  private final Map<String, Path> from = new HashMap<>();
  private final Map<String, Set<String>> by = new LinkedHashMap<>();
  private final List<Path> files;
  private final boolean whole;

  private JsonParts(List<Case> cases, List<Path> files, boolean whole) {
    cases.forEach(of -> expected.put(of.id(), of));
    this.files = List.copyOf(files);
    this.whole = whole;
    BY.forEach(name -> by.put(name, new TreeSet<>()));
  }

  /**
   * Reads the parts.
   *
   * @param cases the runs that they must have together
   * @param files the files
   * @param whole whether the runs' counterexamples are kept, and how often each action fired
   * @return what they say
   * @throws BadInput in one line, if a file cannot be read or is none of {@code --json}; if it has
   *     a run that is not asked for, or that another file has, too; or if it was made with another
   *     catalogue
   */
  public static JsonParts read(List<Case> cases, List<Path> files, boolean whole) {
    JsonParts parts = new JsonParts(cases, files, whole);
    for (Path file : files) {
      parts.eachRun(file, json -> parts.take(file, json));
    }
    return parts;
  }

  /**
   * The runs.
   *
   * @return a result for each run that is asked for, in their order; inconclusive where it is
   *     {@link #missing}
   */
  public List<RunResult> results() {
    return expected.values().stream()
        .map(of -> Optional.ofNullable(found.get(of.id())).orElseGet(() -> gone(of)))
        .toList();
  }

  /**
   * The runs that no file has.
   *
   * @return their names
   */
  public List<String> missing() {
    return expected.keySet().stream().filter(id -> !found.containsKey(id)).toList();
  }

  /**
   * What ran the parts, {@code tlc} and {@code java}.
   *
   * @return each with what the files say, in one line; without those that no file says
   */
  public Map<String, String> by() {
    Map<String, String> said = new LinkedHashMap<>();
    by.forEach(
        (name, texts) -> {
          if (!texts.isEmpty()) {
            said.put(name, String.join("; ", texts));
          }
        });
    return said;
  }

  private static RunResult gone(Case of) {
    TlcResult nothing =
        new TlcResult(new Verdict.Inconclusive(MISSING), 0, 0, 0, Map.of(), Optional.empty());
    return new RunResult(of, nothing, Map.of(), 0, Status.INCONCLUSIVE, List.of(MISSING));
  }

  /**
   * Copies the runs of all files, with all that they say of them.
   *
   * @param json where they go, as the elements of an array that has begun
   * @throws IOException if they cannot be written
   */
  public void copy(JsonGenerator json) throws IOException {
    for (Path file : files) {
      eachRun(file, json::copyCurrentStructure);
    }
  }

  /** What is done with a run when its first token has been read. */
  private interface Taker {
    void take(JsonParser json) throws IOException;
  }

  private void eachRun(Path file, Taker taker) {
    if (!Files.isRegularFile(file)) {
      throw new BadInput(
          file + (Files.exists(file) ? ": not a regular file" : ": no such file or folder"));
    }
    try (JsonParser json = JSON.createParser(file.toFile())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw bad(file, json, "not what --json writes");
      }
      boolean hasRuns = false;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals(RUNS) && value == JsonToken.START_ARRAY) {
          hasRuns = true;
          while (json.nextToken() == JsonToken.START_OBJECT) {
            taker.take(json);
          }
          if (json.currentToken() != JsonToken.END_ARRAY) {
            throw bad(file, json, "not what --json writes: a run is expected");
          }
        } else if (BY.contains(field) && value == JsonToken.VALUE_STRING) {
          said(field, OneLine.of(json.getText()));
        } else {
          json.skipChildren();
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw bad(file, json, "not what --json writes: it is cut off, or more than one");
      }
      if (!hasRuns) {
        throw bad(file, json, "not what --json of runs writes: it has no runs");
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new BadInput(
          file + (line > 0 ? ":" + line : "") + ": not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read or copied: " + OneLine.of(e));
    }
  }

  private void said(String field, String text) {
    Set<String> texts = by.getOrDefault(field, new TreeSet<>());
    if (texts.size() < MOST_DEVIATIONS) {
      texts.add(text);
    }
  }

  private static BadInput bad(Path file, JsonParser json, String what) {
    return new BadInput(file + ":" + json.currentLocation().getLineNr() + ": " + what);
  }

  private void take(Path file, JsonParser json) throws IOException {
    Fields fields = new Fields();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.VALUE_STRING) {
        fields.texts.put(field, json.getText());
      } else if (value.isNumeric()) {
        fields.numbers.put(field, json.getDoubleValue());
      } else if (field.equals("deviations") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.VALUE_STRING) {
          if (fields.deviations.size() < MOST_DEVIATIONS) {
            fields.deviations.add(OneLine.of(json.getText()));
          }
        }
      } else if (whole && field.equals("trace") && value == JsonToken.START_OBJECT) {
        fields.trace = JsonTrace.read(json);
      } else if (whole && field.equals("fired") && value == JsonToken.START_OBJECT) {
        readFired(json, fields);
      } else {
        json.skipChildren();
      }
      if (fields.texts.size() + fields.numbers.size() > MOST_DEVIATIONS) {
        throw bad(file, json, "a run with more fields than --json writes");
      }
    }
    try {
      put(file, fields);
    } catch (BadInput e) {
      throw bad(file, json, String.valueOf(e.getMessage()));
    }
  }

  private static void readFired(JsonParser json, Fields fields) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String action = json.currentName();
      if (json.nextToken().isNumeric() && fields.fired.size() < MOST_DEVIATIONS) {
        fields.fired.put(action, json.getLongValue());
      } else {
        json.skipChildren();
      }
    }
  }

  private void put(Path file, Fields fields) {
    String id = fields.text("id");
    Case of = expected.get(id);
    if (of == null) {
      throw new BadInput(id + " is no run of this lane (--lane, --every-kernel)");
    }
    Path other = from.put(id, file);
    if (other != null) {
      throw new BadInput(
          id + " is there twice, " + (other.equals(file) ? "in this file" : "also in " + other));
    }
    found.put(id, fields.result(of));
  }

  /** What a file says of one run. */
  private static final class Fields {
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Double> numbers = new HashMap<>();
    private final List<String> deviations = new ArrayList<>();
    private final Map<String, Long> fired = new LinkedHashMap<>();
    private Trace trace = new Trace(List.of(), new Trace.AtLast());

    String text(String field) {
      return Optional.ofNullable(texts.get(field))
          .map(OneLine::of)
          .orElseThrow(() -> new BadInput("a run without the field " + field));
    }

    double number(String field) {
      return Optional.ofNullable(numbers.get(field))
          .filter(value -> value >= 0)
          .orElseThrow(() -> new BadInput("a run without the number " + field));
    }

    RunResult result(Case of) {
      Status status = status();
      Verdict verdict = verdict();
      long states = (long) number("states");
      String expected = of.run().expect().text();
      if (!text("expected").equals(expected)) {
        throw another(of, "expected is " + expected + ", and not " + text("expected"));
      }
      OptionalLong recorded = of.run().states();
      if (status == Status.AS_EXPECTED
          && (!Judge.outcomeAsExpected(of.run().expect(), verdict)
              || (recorded.isPresent() && recorded.getAsLong() != states))) {
        throw another(of, "as expected is " + expected + " with states " + recorded.orElse(0));
      }
      TlcResult tlc =
          new TlcResult(
              verdict,
              states,
              (int) number("depth"),
              number("seconds"),
              Map.of(),
              Optional.empty());
      return new RunResult(
          of, tlc, Map.copyOf(fired), number("seconds"), status, List.copyOf(deviations));
    }

    private static BadInput another(Case of, String what) {
      return new BadInput(of.id() + " was run with another catalogue: in this one " + what);
    }

    private Status status() {
      String word = text("status");
      return Arrays.stream(Status.values())
          .filter(status -> status.word().toLowerCase(Locale.ROOT).equals(word))
          .findFirst()
          .orElseThrow(() -> new BadInput("a run with an unknown status: " + word));
    }

    private Verdict verdict() {
      return switch (text("verdict")) {
        case "holds" -> new Verdict.Holds();
        case "violates" -> new Verdict.Violates(text("property"), trace);
        case "inconclusive" -> new Verdict.Inconclusive(text("limit"));
        case "broken" ->
            new Verdict.Broken(
                text("message"),
                text("because").equals("bad input")
                    ? Verdict.Broken.Cause.BAD_INPUT
                    : Verdict.Broken.Cause.OTHER);
        default -> throw new BadInput("a run with an unknown verdict: " + text("verdict"));
      };
    }
  }
}
