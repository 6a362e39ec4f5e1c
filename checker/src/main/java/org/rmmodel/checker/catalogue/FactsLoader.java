package org.rmmodel.checker.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.CfgParser;
import org.rmmodel.checker.tlc.TlaSources;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.NearestNames;
import org.rmmodel.common.Yaml;

/**
 * Reads {@code facts.yaml}. The models that it names are read later, so that what it says of them
 * is checked then.
 */
final class FactsLoader {
  /** What a legend in two columns has room for. */
  private static final int LONGEST_SHORT_TITLE = 43;

  private static final Set<String> EVIDENCE =
      Set.of("read", "listed", "derived", "herd7", "memory");

  private final SpecFolder folder;
  private final TlaSources sources;
  private final Set<String> ids = new HashSet<>();
  private final List<Assumption> assumptions = new ArrayList<>();
  private final List<Consumer<Map<String, Model>>> checks = new ArrayList<>();

  FactsLoader(SpecFolder folder, TlaSources sources) {
    this.folder = folder;
    this.sources = sources;
  }

  Facts load() {
    Yaml.Fields root =
        Yaml.read(folder.nameOf(folder.facts()), folder.read(folder.facts())).fields();
    List<Hazard> hazards = new ArrayList<>();
    List<Flaw> flaws = new ArrayList<>();
    List<Property> properties = new ArrayList<>();
    root.node("assumptions").items().forEach(node -> assumption(node.fields()));
    root.node("hazards").items().forEach(node -> hazards.add(hazard(node.fields())));
    root.node("flaws").items().forEach(node -> flaws.add(flaw(node.fields())));
    root.node("properties").items().forEach(node -> properties.add(property(node.fields())));
    root.noMore();
    return new Facts(hazards, flaws, properties, assumptions);
  }

  /**
   * Checks what the facts say of models.
   *
   * @throws BadInput with file and line, at the first error
   */
  void check(Map<String, Model> models) {
    checks.forEach(check -> check.accept(models));
  }

  private String id(Yaml.Fields fields) {
    String id = fields.text("id");
    if (!ids.add(id)) {
      throw fields.error("id", "a second entry " + id);
    }
    return id;
  }

  private void assumption(Yaml.Fields fields) {
    Assumption assumption =
        new Assumption(
            id(fields), fields.text("title"), fields.name("operator"), fields.text("off"));
    if (!sources.mentions(assumption.operator())) {
      throw fields.error("operator", "no module has " + assumption.operator());
    }
    checkOff(assumption, fields);
    fields.noMore();
    assumptions.add(assumption);
  }

  /** An operator takes the place of an operator, a value that of a constant. */
  private void checkOff(Assumption assumption, Yaml.Fields fields) {
    String off = assumption.off();
    if (sources.defines(assumption.operator())) {
      if (!sources.defines(off)) {
        throw fields.error("off", "no module defines " + off);
      }
    } else {
      CfgParser.parseConstant(
          folder.nameOf(folder.facts()),
          fields.node("off").line(),
          assumption.operator() + " = " + off);
    }
  }

  private Hazard hazard(Yaml.Fields fields) {
    String title = fields.text("title");
    Hazard hazard = new Hazard(id(fields), title, fields.text("short", title));
    fields.noMore();
    return hazard;
  }

  private Flaw flaw(Yaml.Fields fields) {
    List<String> evidence = fields.node("evidence").texts();
    for (String word : evidence) {
      if (!EVIDENCE.contains(word)) {
        throw fields.error(
            "evidence",
            "unknown evidence " + word + "; there is read, listed, derived, herd7, memory");
      }
    }
    Optional<ByLitmus> litmus = litmus(fields);
    Optional<Outside> outside = litmus.isPresent() ? Optional.empty() : outside(fields);
    boolean modelled = litmus.isEmpty() && outside.isEmpty();
    Flaw flaw =
        new Flaw(
            id(fields),
            fields.text("title"),
            shortTitle(fields),
            fields.text("what"),
            fields.text("who"),
            fields.text("how"),
            fields.text("fix"),
            fields.text("source"),
            evidence,
            modelled ? sightings(fields) : List.of(),
            modelled ? fixed(fields) : List.of(),
            litmus,
            outside);
    fields.noMore();
    return flaw;
  }

  private static String shortTitle(Yaml.Fields fields) {
    String title = fields.text("short", fields.text("title"));
    if (title.length() > LONGEST_SHORT_TITLE) {
      throw fields.error(
          fields.has("short") ? "short" : "title",
          "longer than "
              + LONGEST_SHORT_TITLE
              + " characters, which is all that a table's legend has room for; give a short one");
    }
    return title;
  }

  private static Optional<Outside> outside(Yaml.Fields fields) {
    if (!fields.has("outside")) {
      return Optional.empty();
    }
    return Optional.of(new Outside(fields.text("outside"), fields.text("covered")));
  }

  private static Optional<ByLitmus> litmus(Yaml.Fields fields) {
    if (!fields.has("litmus")) {
      return Optional.empty();
    }
    List<String> tests = fields.node("litmus").texts();
    if (tests.isEmpty()) {
      throw fields.error("litmus", "a litmus test is missing");
    }
    return Optional.of(new ByLitmus(tests, fields.texts("mended")));
  }

  private List<Sighting> sightings(Yaml.Fields fields) {
    List<Sighting> sightings = new ArrayList<>();
    for (Yaml.Node node : fields.node("models").items()) {
      Yaml.Fields inner = node.fields();
      Sighting sighting = new Sighting(inner.name("model"), inner.name("property"));
      inner.noMore();
      checks.add(
          models ->
              checkProperty(
                  model(sighting.model(), models, inner, "model"),
                  sighting.property(),
                  inner,
                  "property"));
      sightings.add(sighting);
    }
    return List.copyOf(sightings);
  }

  private List<String> fixed(Yaml.Fields fields) {
    List<String> fixed = fields.has("fixed") ? fields.node("fixed").texts() : List.of();
    checks.add(models -> fixed.forEach(name -> model(name, models, fields, "fixed")));
    return fixed;
  }

  private static Model model(
      String name, Map<String, Model> models, Yaml.Fields fields, String key) {
    Model model = models.get(name);
    if (model == null) {
      throw fields.error(key, "unknown model " + name + NearestNames.hint(name, models.keySet()));
    }
    return model;
  }

  private static void checkProperty(Model model, String property, Yaml.Fields fields, String key) {
    List<String> names = model.cfg().propertyNames();
    if (!names.contains(property)) {
      throw fields.error(
          key,
          "the model "
              + model.name()
              + " does not ask for "
              + property
              + NearestNames.hint(property, names));
    }
  }

  private Property property(Yaml.Fields fields) {
    Optional<ByLitmus> litmus = litmus(fields);
    Optional<Outside> outside = litmus.isPresent() ? Optional.empty() : outside(fields);
    boolean modelled = litmus.isEmpty() && outside.isEmpty();
    List<String> models = modelled ? fields.node("models").texts() : List.of();
    List<String> properties = modelled ? fields.node("properties").texts() : List.of();
    List<String> assumes = fields.node("assumes").texts();
    Property property =
        new Property(
            id(fields),
            fields.text("title"),
            shortTitle(fields),
            models,
            properties,
            assumes,
            fields.text("note", ""),
            litmus,
            outside);
    for (String id : assumes) {
      if (assumptions.stream().noneMatch(assumption -> assumption.id().equals(id))) {
        throw fields.error(
            "assumes",
            "unknown assumption "
                + id
                + NearestNames.hint(id, assumptions.stream().map(Assumption::id).toList()));
      }
    }
    fields.noMore();
    checks.add(known -> checkModels(property, known, fields));
    return property;
  }

  /** Every model asks for one of the properties, and every property is asked for by a model. */
  private static void checkModels(
      Property property, Map<String, Model> models, Yaml.Fields fields) {
    Set<String> askedFor = new HashSet<>();
    for (String name : property.models()) {
      List<String> names = model(name, models, fields, "models").cfg().propertyNames();
      if (property.properties().stream().noneMatch(names::contains)) {
        throw fields.error(
            "models", "the model " + name + " asks for none of the properties of " + property.id());
      }
      askedFor.addAll(names);
    }
    for (String name : property.properties()) {
      if (!askedFor.contains(name)) {
        throw fields.error(
            "properties", "no model of " + property.id() + " asks for the property " + name);
      }
    }
  }
}
