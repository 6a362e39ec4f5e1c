package org.rmmodel.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.NearestNames;
import org.rmmodel.common.OneLine;
import org.rmmodel.common.Yaml;

/**
 * The file of all mutants.
 *
 * @param all the mutants, in the file's order, after the row in which nothing is changed
 * @param models whose invariants are asked of every mutant
 * @param temporal whose temporal properties are asked of every mutant
 */
record Mutants(List<Mutant> all, List<String> models, List<String> temporal) {
  private static final long LARGEST_FILE = 1 << 20;

  /**
   * Reads the file.
   *
   * @throws BadInput if it cannot be read, or says what makes no sense
   */
  static Mutants read(Path file) {
    Yaml.Fields root = Yaml.read(String.valueOf(file.getFileName()), text(file)).fields();
    List<Mutant> all = new ArrayList<>();
    all.add(Mutant.none());
    Map<String, String> reasons = root.textMap("reasons");
    Set<String> names = new HashSet<>(Set.of(Mutant.NONE));
    for (Yaml.Node node : root.items("mutants")) {
      Mutant mutant = mutant(node, reasons);
      if (!names.add(mutant.name())) {
        throw node.error("two mutants are called " + mutant.name());
      }
      all.add(mutant);
    }
    List<String> models = List.of();
    List<String> temporal = List.of();
    if (root.has("suites")) {
      Yaml.Fields suites = root.node("suites").fields();
      models = suites.texts("models");
      temporal = suites.texts("temporal");
      suites.noMore();
    }
    root.noMore();
    return new Mutants(List.copyOf(all), models, temporal);
  }

  private static String text(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
        throw new BadInput(file + ": no file, or larger than 1 MiB");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read: " + OneLine.of(e));
    }
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
        .orElseThrow(
            () ->
                new BadInput(
                    "no mutant is called "
                        + name
                        + NearestNames.hint(name, all.stream().map(Mutant::name).toList())
                        + "; --list shows all"));
  }

  private static Mutant mutant(Yaml.Node node, Map<String, String> reasons) {
    Yaml.Fields fields = node.fields();
    String name = fields.text("name");
    List<Change> java = changes(fields.items("java"));
    List<Change> tla = changes(fields.items("tla"));
    if (java.isEmpty()) {
      throw node.error(name + " changes nothing of the implementation");
    }
    String noTla = fields.has("no-tla") ? fields.text("no-tla") : null;
    if (tla.isEmpty() == (noTla == null)) {
      throw node.error(name + ": either tla or no-tla");
    }
    Mutant mutant =
        new Mutant(
            name,
            fields.text("kind"),
            fields.text("title"),
            java,
            tla,
            noTla,
            fields.texts("models"),
            fields.texts("temporal"),
            tools(fields, "survives", reasons),
            tools(fields, "by-chance", reasons),
            equivalent(fields));
    fields.noMore();
    return mutant;
  }

  private static List<Change> changes(List<Yaml.Node> nodes) {
    List<Change> changes = new ArrayList<>();
    for (Yaml.Node node : nodes) {
      Yaml.Fields fields = node.fields();
      changes.add(
          new Change(fields.text("file"), fields.text("old"), fields.node("new").verbatim()));
      fields.noMore();
    }
    return List.copyOf(changes);
  }

  /** Reads tools with the names of the reasons why they find nothing. */
  private static Map<Tool, String> tools(
      Yaml.Fields fields, String key, Map<String, String> reasons) {
    Map<Tool, String> tools = new EnumMap<>(Tool.class);
    fields
        .textMap(key)
        .forEach(
            (tool, name) -> {
              String reason = reasons.get(name);
              if (reason == null) {
                throw fields.errorIn(key, tool, "there is no reason " + name);
              }
              tools.put(Tool.of(tool), reason);
            });
    return tools;
  }

  private static Mutant.@Nullable Equivalent equivalent(Yaml.Fields mutant) {
    if (!mutant.has("equivalent")) {
      return null;
    }
    Yaml.Fields fields = mutant.node("equivalent").fields();
    Mutant.Equivalent equivalent =
        new Mutant.Equivalent(
            fields.text("because"), fields.text("model"), fields.text("property"));
    fields.noMore();
    return equivalent;
  }
}
