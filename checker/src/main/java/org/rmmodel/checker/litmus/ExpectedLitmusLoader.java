package org.rmmodel.checker.litmus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Literal;
import org.rmmodel.checker.catalogue.Model;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.NearestNames;
import org.rmmodel.common.Yaml;
import org.rmmodel.lkmm.check.Verdict;
import org.rmmodel.lkmm.model.Version;
import org.rmmodel.lkmm.parse.Litmus;
import org.rmmodel.lkmm.parse.LitmusException;

/** Reads {@code litmus/expected.yaml} with the tests that it names, strictly. */
final class ExpectedLitmusLoader {
  private static final String FOLDER = "litmus";
  private static final String END = ".litmus";
  private static final List<String> PROPERTIES = List.of("full-ordering");

  private final SpecFolder folder;
  private final Catalogue catalogue;
  private final Map<String, ExpectedLitmus> tests = new LinkedHashMap<>();

  ExpectedLitmusLoader(SpecFolder folder, Catalogue catalogue) {
    this.folder = folder;
    this.catalogue = catalogue;
  }

  List<ExpectedLitmus> load() {
    Path file = folder.root().resolve(FOLDER).resolve("expected.yaml");
    Yaml.Node root = Yaml.read(folder.nameOf(file), folder.read(file));
    Yaml.Fields fields = root.fields();
    Set<String> files = files(file.resolveSibling("."));
    for (Yaml.Node node : fields.items("tests")) {
      String name = node.fields().text("name");
      if (!files.contains(name)) {
        throw node.error("there is no " + FOLDER + "/" + name + END);
      }
      if (tests.put(name, read(name, node.fields())) != null) {
        throw node.error(name + " is there twice");
      }
    }
    fields.noMore();
    files.removeAll(tests.keySet());
    if (!files.isEmpty()) {
      throw root.error("tests that it does not name: " + String.join(", ", files));
    }
    return List.copyOf(tests.values());
  }

  private ExpectedLitmus read(String name, Yaml.Fields fields) {
    Path file = folder.root().resolve(FOLDER).resolve(name + END);
    Litmus test = parse(file);
    if (!test.name().equals(name)) {
      throw new BadInput(folder.nameOf(file) + ":1:1: its title is not " + name);
    }
    Verdict verdict = verdict(fields, "verdict");
    Verdict by61 = fields.has("by-6.1") ? verdict(fields, "by-6.1") : verdict;
    List<String> models = models(fields);
    Optional<String> untold =
        fields.has("untold") ? Optional.of(fields.text("untold")) : Optional.empty();
    if (untold.isPresent() && !models.isEmpty()) {
      throw fields.error("untold", "there are models that have it");
    }
    Verdict inOrder = models.isEmpty() && untold.isEmpty() ? Verdict.NEVER : Verdict.SOMETIMES;
    ExpectedLitmus expected =
        new ExpectedLitmus(
            fields.text("name"),
            file,
            test,
            Steps.of(test, folder.nameOf(file), catalogue.actions()),
            Map.of(Version.V6_1, by61, Version.V6_12, verdict, Version.SC, inOrder),
            fields.has("race") && fields.bool("race"),
            when(fields),
            neighbour(fields),
            property(fields),
            models,
            untold,
            facts(fields),
            fields.text("shows"));
    fields.noMore();
    return expected;
  }

  private Litmus parse(Path file) {
    try {
      return Litmus.parse(folder.read(file));
    } catch (LitmusException e) {
      throw new BadInput(folder.nameOf(file) + ":" + e.place() + ": " + e.what());
    }
  }

  private static Verdict verdict(Yaml.Fields fields, String key) {
    for (Verdict verdict : Verdict.values()) {
      if (verdict.word().equals(fields.text(key))) {
        return verdict;
      }
    }
    throw fields.error(key, "Never, Sometimes or Always is expected, not " + fields.text(key));
  }

  /** A list of conditions, or several such lists. */
  private List<List<Literal>> when(Yaml.Fields fields) {
    if (!fields.has("when")) {
      if (!fields.has("of")) {
        throw fields.error("name", "the kernels that it describes (when) are missing");
      }
      return List.of();
    }
    List<List<Literal>> any = catalogue.kernels().alternatives(fields, "when");
    for (List<Literal> all : any) {
      if (catalogue.kernels().all().stream().noneMatch(k -> ExpectedLitmus.isSo(all, k))) {
        throw fields.error("when", "there is no such kernel");
      }
    }
    return any;
  }

  private Optional<ExpectedLitmus.Neighbour> neighbour(Yaml.Fields fields) {
    if (!fields.has("of")) {
      return Optional.empty();
    }
    String of = fields.text("of");
    if (!tests.containsKey(of)) {
      throw fields.error(
          "of", "no test " + of + " is above" + NearestNames.hint(of, tests.keySet()));
    }
    String change = fields.text("change");
    if (!List.of("weaker", "stronger").contains(change)) {
      throw fields.error("change", "weaker or stronger is expected, not " + change);
    }
    return Optional.of(new ExpectedLitmus.Neighbour(of, change.equals("weaker")));
  }

  private static Optional<String> property(Yaml.Fields fields) {
    if (!fields.has("property")) {
      return Optional.empty();
    }
    String property = fields.text("property");
    if (!PROPERTIES.contains(property)) {
      throw fields.error("property", "one of " + PROPERTIES + " is expected, not " + property);
    }
    return Optional.of(property);
  }

  private List<String> models(Yaml.Fields fields) {
    List<String> names = fields.texts("models");
    List<String> known = catalogue.models().stream().map(Model::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw fields.error("models", "unknown model " + name + NearestNames.hint(name, known));
      }
    }
    return names;
  }

  private List<String> facts(Yaml.Fields fields) {
    List<String> ids = fields.node("facts").texts();
    List<String> known = catalogue.facts().ids();
    if (ids.isEmpty()) {
      throw fields.error("facts", "a fact is missing");
    }
    for (String id : ids) {
      if (!known.contains(id)) {
        throw fields.error("facts", "unknown fact " + id + NearestNames.hint(id, known));
      }
    }
    return ids;
  }

  private static Set<String> files(Path folder) {
    try (Stream<Path> list = Files.list(folder)) {
      TreeSet<String> names = new TreeSet<>();
      list.map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(END))
          .forEach(name -> names.add(name.substring(0, name.length() - END.length())));
      return names;
    } catch (IOException | UncheckedIOException e) {
      throw new BadInput(folder + ": cannot be read");
    }
  }
}
