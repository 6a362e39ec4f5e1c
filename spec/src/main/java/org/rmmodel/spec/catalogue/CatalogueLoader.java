package org.rmmodel.spec.catalogue;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.rmmodel.spec.BadInput;
import org.rmmodel.spec.NearestNames;
import org.rmmodel.spec.SpecFolder;
import org.rmmodel.spec.tlc.Cfg;
import org.rmmodel.spec.tlc.CfgParser;
import org.rmmodel.spec.tlc.TlaSources;

/** Reads the catalogue and checks everything that can be checked before TLC is started. */
final class CatalogueLoader {
  private final SpecFolder folder;
  private final TlaSources sources;
  private final Actions actions;
  private final Map<String, Hazard> hazards = new LinkedHashMap<>();
  private final Map<String, Model> models = new LinkedHashMap<>();

  CatalogueLoader(SpecFolder folder) {
    this.folder = folder;
    this.sources = TlaSources.scan(folder);
    this.actions = Actions.load(folder, sources);
  }

  Catalogue load() {
    Yaml.Fields root = Yaml.read(folder, folder.catalogue()).fields();
    for (Yaml.Node node : root.node("hazards").items()) {
      hazard(node.fields());
    }
    List<Yaml.Node> nodes = root.node("models").items();
    root.noMore();
    for (Yaml.Node node : nodes) {
      model(node.fields());
    }
    for (Yaml.Node node : nodes) {
      checkNegative(node.fields());
    }
    return new Catalogue(
        folder, List.copyOf(hazards.values()), List.copyOf(models.values()), actions);
  }

  private void hazard(Yaml.Fields fields) {
    String title = fields.text("title");
    Hazard hazard = new Hazard(fields.text("id"), title, fields.text("short", title));
    fields.noMore();
    if (hazards.putIfAbsent(hazard.id(), hazard) != null) {
      throw fields.error("id", "a second hazard " + hazard.id());
    }
  }

  private void model(Yaml.Fields fields) {
    String name = fields.name("name");
    if (models.containsKey(name)) {
      throw fields.error("name", "a second model " + name);
    }
    String module = fields.has("module") ? fields.name("module") : "MC";
    if (!Files.isRegularFile(folder.models().resolve(module + ".tla"))) {
      throw fields.error(
          fields.has("module") ? "module" : "name", "there is no models/" + module + ".tla");
    }
    Cfg cfg = cfg(fields, name);
    Lane lane = lane(fields, "lane", Optional.empty());
    Model draft =
        new Model(
            name,
            module,
            fields.text("title"),
            hazard(fields, "hazard"),
            fields.has("facts") ? fields.node("facts").texts() : List.of(),
            lane,
            negative(fields),
            cfg,
            idle(fields, Map.of()),
            List.of());
    List<ModelRun> runs = new ArrayList<>();
    for (Yaml.Node node : fields.node("runs").items()) {
      ModelRun run = run(node.fields(), draft);
      if (runs.stream().anyMatch(other -> other.kernel().equals(run.kernel()))) {
        throw node.error("a second run of " + name + ":" + run.kernel().id());
      }
      runs.add(run);
    }
    if (runs.isEmpty()) {
      throw fields.error("runs", "the model " + name + " has no run");
    }
    fields.noMore();
    models.put(
        name,
        new Model(
            name,
            module,
            draft.title(),
            draft.hazard(),
            draft.facts(),
            lane,
            draft.negative(),
            cfg,
            draft.idle(),
            List.copyOf(runs)));
  }

  private Cfg cfg(Yaml.Fields fields, String name) {
    Path file = folder.models().resolve(name + ".cfg");
    if (!Files.isRegularFile(file)) {
      throw fields.error("name", "the model " + name + " has no models/" + name + ".cfg");
    }
    Cfg cfg = CfgParser.parse(folder.nameOf(file), folder.read(file));
    cfg.checkNames(sources);
    for (String constant : List.of("Patches", "Preemptible")) {
      if (cfg.constants().containsKey(constant) || cfg.substitutions().containsKey(constant)) {
        throw new BadInput(
            folder.nameOf(file) + ": " + constant + " is set by the run, not by the cfg");
      }
    }
    if (cfg.properties().size() > 1) {
      Cfg.Name second = cfg.properties().get(1);
      throw new BadInput(
          folder.nameOf(file)
              + ":"
              + second.line()
              + ": a second temporal property, "
              + second.text()
              + ": TLC would not say which of them is violated");
    }
    return cfg;
  }

  private Optional<String> hazard(Yaml.Fields fields, String key) {
    if (!fields.has(key)) {
      return Optional.empty();
    }
    String id = fields.text(key);
    if (!hazards.containsKey(id)) {
      throw fields.error(key, "unknown hazard " + id + NearestNames.hint(id, hazards.keySet()));
    }
    return Optional.of(id);
  }

  private Optional<Negative> negative(Yaml.Fields fields) {
    if (!fields.has("negative")) {
      return Optional.empty();
    }
    Yaml.Fields inner = fields.node("negative").fields();
    Negative negative = new Negative(inner.name("of"), inner.text("change"));
    inner.noMore();
    return Optional.of(negative);
  }

  private void checkNegative(Yaml.Fields fields) {
    Model model = requireNonNull(models.get(fields.name("name")));
    if (model.negative().isEmpty()) {
      return;
    }
    String of = model.negative().get().of();
    Model base = models.get(of);
    if (base == null) {
      throw fields.errorIn(
          "negative", "of", "unknown model " + of + NearestNames.hint(of, models.keySet()));
    }
    if (base.negative().isPresent()) {
      throw fields.errorIn("negative", "of", "the model " + of + " is itself a negative");
    }
    if (model.runs().stream().anyMatch(run -> run.expect() instanceof Expectation.Holds)) {
      throw fields.error("runs", "the negative model " + model.name() + " is expected to hold");
    }
  }

  private Lane lane(Yaml.Fields fields, String key, Optional<Lane> other) {
    if (!fields.has(key) && other.isPresent()) {
      return other.get();
    }
    String text = fields.text(key);
    return Arrays.stream(Lane.values())
        .filter(lane -> lane.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () -> fields.error(key, "unknown lane " + text + "; there is smoke, full, exhaustive"));
  }

  private Map<String, String> idle(Yaml.Fields fields, Map<String, String> inherited) {
    Map<String, String> idle = new LinkedHashMap<>(inherited);
    Map<String, String> own = fields.textMap("idle");
    for (String action : own.keySet()) {
      if (!actions.names().contains(action)) {
        throw fields.errorIn(
            "idle",
            action,
            "unknown action " + action + NearestNames.hint(action, actions.names()));
      }
    }
    idle.putAll(own);
    return idle;
  }

  private ModelRun run(Yaml.Fields fields, Model model) {
    Kernel kernel = new Kernel(fields.integer("patches", 0, Kernel.LAST), fields.bool("preempt"));
    Expectation expect = expectation(fields, model.cfg());
    ModelRun run =
        new ModelRun(
            kernel,
            expect,
            fields.has("states")
                ? OptionalLong.of(fields.number("states", 1, Long.MAX_VALUE))
                : OptionalLong.empty(),
            fields.has("depth")
                ? OptionalInt.of(fields.integer("depth", 1, Integer.MAX_VALUE))
                : OptionalInt.empty(),
            lane(fields, "lane", Optional.of(model.lane())),
            idle(fields, model.idle()));
    fields.noMore();
    return run;
  }

  private Expectation expectation(Yaml.Fields fields, Cfg cfg) {
    String text = fields.text("expect");
    if (text.equals(Expectation.HOLDS)) {
      if (cfg.invariants().isEmpty() && cfg.properties().isEmpty()) {
        throw fields.error(
            "expect", cfg.file() + " lists no property, so that nothing could be violated");
      }
      return new Expectation.Holds();
    }
    Set<String> names = new LinkedHashSet<>();
    cfg.invariants().forEach(name -> names.add(name.text()));
    cfg.properties().forEach(name -> names.add(name.text()));
    if (!names.contains(text)) {
      names.add(Expectation.HOLDS);
      throw fields.error(
          "expect",
          cfg.file() + " does not list the property " + text + NearestNames.hint(text, names));
    }
    return new Expectation.Violates(text);
  }
}
