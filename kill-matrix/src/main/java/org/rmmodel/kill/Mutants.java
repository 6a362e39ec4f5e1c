package org.rmmodel.kill;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file of all mutants.
 *
 * @param all the mutants, in the file's order, after the row in which nothing is changed
 * @param models whose invariants are asked of every mutant
 * @param temporal whose temporal properties are asked of every mutant
 */
record Mutants(List<Mutant> all, List<String> models, List<String> temporal) {
  private static final long LARGEST_FILE = 1 << 20;
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "kind",
          "title",
          "java",
          "tla",
          "no-tla",
          "models",
          "temporal",
          "survives",
          "by-chance",
          "equivalent");

  /**
   * Reads the file.
   *
   * @throws BadInput if it cannot be read, or says what makes no sense
   */
  static Mutants read(Path file) {
    JsonNode root;
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
        throw new BadInput(file + ": no file, or larger than 1 MiB");
      }
      root = new YAMLMapper().readTree(Files.readString(file));
    } catch (JacksonException e) {
      throw new BadInput(file.getFileName() + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read");
    }
    List<Mutant> all = new ArrayList<>();
    all.add(Mutant.none());
    Map<String, String> reasons = reasons(root.path("reasons"));
    Set<String> names = new HashSet<>(Set.of(Mutant.NONE));
    for (JsonNode node : root.path("mutants")) {
      Mutant mutant = mutant(node, reasons);
      if (!names.add(mutant.name())) {
        throw new BadInput("two mutants are called " + mutant.name());
      }
      all.add(mutant);
    }
    return new Mutants(
        List.copyOf(all),
        strings(root.path("suites").path("models")),
        strings(root.path("suites").path("temporal")));
  }

  /**
   * Gives the mutants of these names.
   *
   * @throws BadInput if there is no such mutant
   */
  List<Mutant> find(List<String> names) {
    return names.stream().map(this::find).toList();
  }

  private Mutant find(String name) {
    return all.stream()
        .filter(mutant -> mutant.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new BadInput("no mutant is called " + name + "; --list shows all"));
  }

  private static Mutant mutant(JsonNode node, Map<String, String> reasons) {
    String name = text(node, "name", "a mutant");
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw new BadInput(name + ": unknown key " + key);
              }
            });
    List<Change> java = changes(name, node.path("java"));
    List<Change> tla = changes(name, node.path("tla"));
    if (java.isEmpty()) {
      throw new BadInput(name + " changes nothing of the implementation");
    }
    String noTla = node.hasNonNull("no-tla") ? node.get("no-tla").asText() : null;
    if (tla.isEmpty() == (noTla == null)) {
      throw new BadInput(name + ": either tla or no-tla");
    }
    return new Mutant(
        name,
        text(node, "kind", name),
        text(node, "title", name),
        java,
        tla,
        noTla,
        strings(node.path("models")),
        strings(node.path("temporal")),
        tools(name, node.path("survives"), reasons),
        tools(name, node.path("by-chance"), reasons),
        equivalent(name, node.get("equivalent")));
  }

  private static List<Change> changes(String name, JsonNode nodes) {
    List<Change> changes = new ArrayList<>();
    for (JsonNode node : nodes) {
      changes.add(
          new Change(
              text(node, "file", name),
              text(node, "old", name),
              node.path("new").isTextual() ? node.get("new").asText() : text(node, "new", name)));
    }
    return List.copyOf(changes);
  }

  /** Reads tools with the names of the reasons why they find nothing. */
  private static Map<Tool, String> tools(String name, JsonNode node, Map<String, String> reasons) {
    Map<Tool, String> tools = new EnumMap<>(Tool.class);
    node.properties()
        .forEach(
            entry -> {
              String reason = reasons.get(entry.getValue().asText());
              if (reason == null) {
                throw new BadInput(name + ": there is no reason " + entry.getValue().asText());
              }
              tools.put(Tool.of(entry.getKey()), reason);
            });
    return tools;
  }

  private static Map<String, String> reasons(JsonNode node) {
    Map<String, String> reasons = new HashMap<>();
    node.properties().forEach(entry -> reasons.put(entry.getKey(), entry.getValue().asText()));
    return reasons;
  }

  private static Mutant.@Nullable Equivalent equivalent(String name, @Nullable JsonNode node) {
    return node == null
        ? null
        : new Mutant.Equivalent(
            text(node, "because", name), text(node, "model", name), text(node, "property", name));
  }

  private static List<String> strings(JsonNode nodes) {
    List<String> strings = new ArrayList<>();
    nodes.forEach(node -> strings.add(node.asText()));
    return List.copyOf(strings);
  }

  private static String text(JsonNode node, String key, String where) {
    String text = node.path(key).asText("");
    if (text.isBlank()) {
      throw new BadInput(where + ": " + key + " is missing");
    }
    return text;
  }
}
