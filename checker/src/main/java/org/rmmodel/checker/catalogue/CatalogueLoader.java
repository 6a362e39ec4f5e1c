package org.rmmodel.checker.catalogue;

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
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.Cfg;
import org.rmmodel.checker.tlc.CfgParser;
import org.rmmodel.checker.tlc.TlaSources;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Lane;
import org.rmmodel.common.NearestNames;
import org.rmmodel.common.Yaml;

/** Reads the catalogue and checks everything that can be checked before TLC is started. */
final class CatalogueLoader {
  /** The invariant that no model goes without. */
  private static final String TYPE_OK = "TypeOK";

  private static final int MOST_WORKERS = 64;

  private final SpecFolder folder;
  private final TlaSources sources;
  private final Kernels kernels;
  private final Actions actions;
  private final Cfg defaults;
  private final Set<String> temporal = new LinkedHashSet<>();
  private final FactsLoader factsLoader;
  private final Facts facts;
  private final Map<String, Model> models = new LinkedHashMap<>();

  CatalogueLoader(SpecFolder folder) {
    this.folder = folder;
    this.sources = TlaSources.scan(folder);
    this.kernels = Kernels.load(folder);
    this.actions = Actions.load(folder, sources, kernels);
    this.defaults = defaults();
    this.factsLoader = new FactsLoader(folder, sources);
    this.facts = factsLoader.load();
  }

  Catalogue load() {
    Yaml.Fields root =
        Yaml.read(folder.nameOf(folder.catalogue()), folder.read(folder.catalogue())).fields();
    temporal(root);
    List<Yaml.Node> nodes = root.node("models").items();
    root.noMore();
    for (Yaml.Node node : nodes) {
      model(node.fields());
    }
    for (Yaml.Node node : nodes) {
      checkNegative(node.fields());
    }
    factsLoader.check(models);
    return new Catalogue(folder, kernels, facts, List.copyOf(models.values()), actions);
  }

  private void model(Yaml.Fields fields) {
    String name = fields.name("name");
    if (models.containsKey(name)) {
      throw fields.error("name", "a second model " + name);
    }
    Optional<Model> base = base(fields);
    String module =
        fields.has("module") ? fields.name("module") : base.map(Model::module).orElse("MC");
    if (!Files.isRegularFile(folder.models().resolve(module + ".tla"))) {
      throw fields.error(
          fields.has("module") ? "module" : "name", "there is no models/" + module + ".tla");
    }
    Cfg cfg = cfg(fields, name, module, base);
    Lane lane = lane(fields, "lane", Optional.empty());
    if (fields.has("assumption") != fields.has("property")) {
      throw fields.error(
          fields.has("property") ? "property" : "assumption",
          "assumption and property go together: what is turned off, and what breaks");
    }
    Model draft =
        new Model(
            name,
            module,
            fields.text("title"),
            known(fields, "hazard", facts.hazards().stream().map(Hazard::id).toList()),
            known(fields, "assumption", facts.assumptions().stream().map(Assumption::id).toList()),
            decided(fields),
            lane,
            negative(fields),
            base.map(Model::name),
            cfg,
            actions.specification(sources.closure(module)),
            fields.has("workers") ? fields.integer("workers", 1, MOST_WORKERS) : 1,
            idle(fields, Map.of()),
            versions(fields),
            List.of());
    List<ModelRun> runs = new ArrayList<>();
    List<String> asks = asks(fields, List.of());
    for (Yaml.Node node : fields.node("runs").items()) {
      ModelRun run = run(node.fields(), draft, asks);
      for (ModelRun other : runs) {
        for (Kernel kernel : run.standsFor()) {
          if (other.standsFor().contains(kernel)) {
            throw node.error(secondRun(name, other.kernel(), run.kernel(), kernel));
          }
        }
      }
      runs.add(run);
    }
    if (runs.isEmpty()) {
      throw fields.error("runs", "the model " + name + " has no run");
    }
    if (draft.properties().size() > 1
        && runs.stream().anyMatch(run -> run.expect() instanceof Expectation.Violates)) {
      throw fields.error("property", "a run that is violated decides one property");
    }
    fields.noMore();
    models.put(
        name,
        new Model(
            name,
            module,
            draft.title(),
            draft.hazard(),
            draft.assumption(),
            draft.properties(),
            lane,
            draft.negative(),
            draft.from(),
            cfg,
            draft.specification(),
            draft.workers(),
            draft.idle(),
            draft.versions(),
            List.copyOf(runs)));
    checkThatRunsSuffice(fields, requireNonNull(models.get(name)));
  }

  private static String secondRun(String model, Kernel first, Kernel second, Kernel both) {
    return first.equals(second)
        ? "a second run of " + model + ":" + second.id()
        : "the runs of "
            + model
            + " on "
            + first.id()
            + " and "
            + second.id()
            + " both stand for "
            + both.id();
  }

  /** In a table every kernel that a model applies to has its verdict. */
  private void checkThatRunsSuffice(Yaml.Fields fields, Model model) {
    boolean ofHazards = model.hazard().isPresent() && model.negative().isEmpty();
    if (!ofHazards && !facts.models().contains(model.name())) {
      return;
    }
    List<String> undecided =
        model.kernels().stream()
            .filter(kernel -> model.runFor(kernel).isEmpty())
            .map(Kernel::id)
            .toList();
    if (!undecided.isEmpty()) {
      throw fields.error(
          "runs", "no run of " + model.name() + " decides " + String.join(", ", undecided));
    }
  }

  private List<String> asks(Yaml.Fields fields, List<String> usual) {
    if (!fields.has("asks")) {
      return usual;
    }
    List<String> asks = new ArrayList<>();
    for (String change : fields.node("asks").texts()) {
      if (!kernels.hasChange(change)) {
        throw fields.error(
            "asks", "unknown change " + change + NearestNames.hint(change, kernels.changeNames()));
      }
      if (asks.contains(change)) {
        throw fields.error("asks", change + " is here twice");
      }
      asks.add(change);
    }
    return List.copyOf(asks);
  }

  private List<Version> versions(Yaml.Fields fields) {
    if (!fields.has("kernels")) {
      return kernels.versions();
    }
    List<String> ids = fields.node("kernels").texts();
    List<String> known = kernels.versions().stream().map(Version::id).toList();
    for (String id : ids) {
      if (!known.contains(id)) {
        throw fields.error("kernels", "unknown kernel " + id + NearestNames.hint(id, known));
      }
    }
    return kernels.versions().stream().filter(version -> ids.contains(version.id())).toList();
  }

  private Cfg defaults() {
    if (!Files.isRegularFile(folder.defaults())) {
      return CfgParser.parseDefaults(folder.nameOf(folder.defaults()), "");
    }
    Cfg cfg =
        CfgParser.parseDefaults(folder.nameOf(folder.defaults()), folder.read(folder.defaults()));
    cfg.checkNames(sources);
    checkThatTheKernelIsNotSet(cfg);
    return cfg;
  }

  /** Properties that are temporal, though no cfg that is the base of another lists them so. */
  private void temporal(Yaml.Fields root) {
    if (root.has("temporal")) {
      for (String name : root.node("temporal").texts()) {
        if (!sources.defines(name)) {
          throw root.error("temporal", "no module defines " + name);
        }
        temporal.add(name);
      }
    }
  }

  private Optional<Model> base(Yaml.Fields fields) {
    if (!fields.has("from")) {
      return Optional.empty();
    }
    String from = fields.name("from");
    Model base = models.get(from);
    if (base == null) {
      throw fields.error(
          "from", "no model " + from + " above" + NearestNames.hint(from, models.keySet()));
    }
    return Optional.of(base);
  }

  private Cfg cfg(Yaml.Fields fields, String name, String module, Optional<Model> base) {
    Path file = folder.models().resolve(name + ".cfg");
    if (base.isEmpty()) {
      if (!Files.isRegularFile(file)) {
        throw fields.error(
            "name",
            "the model " + name + " has no models/" + name + ".cfg and is not from another");
      }
      Cfg own = CfgParser.parse(folder.nameOf(file), folder.read(file));
      own.checkNames(sources);
      Cfg here = defaults.keeping(constant -> sources.mentions(module, constant));
      return with(fields, checked(own.over(here)));
    }
    if (Files.isRegularFile(file)) {
      throw fields.error(
          "from",
          "the model " + name + " has a models/" + name + ".cfg, so it is not from another");
    }
    Cfg cfg = base.get().cfg();
    cfg = with(fields, cfg.named(cfg.file() + " as " + name + " changes it"));
    if (fields.has("specification")) {
      cfg = cfg.running(nameOf(fields, "specification", fields.node("specification")));
    }
    return checked(fields.has("properties") ? asking(fields, cfg) : cfg);
  }

  private Cfg with(Yaml.Fields fields, Cfg cfg) {
    Cfg result = cfg;
    if (fields.has("with")) {
      for (Yaml.Node node : fields.node("with").items()) {
        Cfg one =
            CfgParser.parseConstant(folder.nameOf(folder.catalogue()), node.line(), node.text());
        one.checkNames(sources);
        checkThatTheKernelIsNotSet(one);
        result = result.with(one);
      }
    }
    return result;
  }

  private Cfg asking(Yaml.Fields fields, Cfg cfg) {
    List<Cfg.Name> invariants = new ArrayList<>();
    List<Cfg.Name> properties = new ArrayList<>();
    cfg.invariants().stream().filter(name -> name.text().equals(TYPE_OK)).forEach(invariants::add);
    for (Yaml.Node node : fields.node("properties").items()) {
      Cfg.Name name = nameOf(fields, "properties", node);
      boolean isTemporal =
          temporal.contains(name.text())
              || cfg.properties().stream().anyMatch(other -> other.text().equals(name.text()));
      (isTemporal ? properties : invariants).add(name);
    }
    return cfg.asking(invariants, properties);
  }

  private Cfg.Name nameOf(Yaml.Fields fields, String key, Yaml.Node node) {
    if (!sources.defines(node.text())) {
      throw fields.error(key, "no module defines " + node.text());
    }
    return new Cfg.Name(node.text(), node.line());
  }

  private static Cfg checked(Cfg cfg) {
    checkThatTheKernelIsNotSet(cfg);
    if (cfg.properties().size() > 1) {
      Cfg.Name second = cfg.properties().get(1);
      throw cfg.error(
          second.line(),
          "a second temporal property, "
              + second.text()
              + ": TLC would not say which of them is violated");
    }
    return cfg;
  }

  private static void checkThatTheKernelIsNotSet(Cfg cfg) {
    for (String constant : List.of("Changes", "Asked")) {
      if (cfg.constants().containsKey(constant) || cfg.substitutions().containsKey(constant)) {
        throw new BadInput(cfg.file() + ": " + constant + " is set by the run");
      }
    }
  }

  /** What a model decides that turns an assumption off: one property, or several that all hold. */
  private List<String> decided(Yaml.Fields fields) {
    List<String> known = facts.properties().stream().map(Property::id).toList();
    List<String> ids = fields.has("property") ? fields.node("property").texts() : List.of();
    for (String id : ids) {
      if (!known.contains(id)) {
        throw fields.error("property", "unknown property " + id + NearestNames.hint(id, known));
      }
    }
    return ids;
  }

  private static Optional<String> known(Yaml.Fields fields, String key, List<String> ids) {
    if (!fields.has(key)) {
      return Optional.empty();
    }
    String id = fields.text(key);
    if (!ids.contains(id)) {
      throw fields.error(key, "unknown " + key + " " + id + NearestNames.hint(id, ids));
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
    if (model.from().isPresent() && !model.from().get().equals(of)) {
      throw fields.errorIn(
          "negative",
          "of",
          model.name() + " is a negative of " + of + ", but from " + model.from().get());
    }
    if (model.runs().stream().allMatch(run -> run.expect() instanceof Expectation.Holds)) {
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

  private ModelRun run(Yaml.Fields fields, Model model, List<String> usualAsks) {
    Kernel kernel = kernel(fields, model);
    Expectation expect = expectation(fields, model.cfg());
    List<String> asks = asks(fields, usualAsks);
    ModelRun run =
        new ModelRun(
            kernel,
            asks,
            model.kernels().stream().filter(other -> kernel.agrees(other, asks)).toList(),
            expect,
            fields.has("states")
                ? OptionalLong.of(fields.number("states", 1, Long.MAX_VALUE))
                : OptionalLong.empty(),
            fields.has("depth")
                ? OptionalInt.of(fields.integer("depth", 1, Integer.MAX_VALUE))
                : OptionalInt.empty(),
            lane(fields, "lane", Optional.of(model.lane())),
            idle(fields, model.idle()));
    if (model.workers() > 1 && run.depth().isPresent()) {
      throw fields.error("depth", "the depth that several workers count is not always the same");
    }
    fields.noMore();
    return run;
  }

  private Kernel kernel(Yaml.Fields fields, Model model) {
    String id = fields.text("kernel");
    List<String> known = kernels.all().stream().map(Kernel::id).toList();
    Kernel kernel =
        kernels
            .find(id)
            .orElseThrow(
                () ->
                    fields.error("kernel", "unknown kernel " + id + NearestNames.hint(id, known)));
    if (!model.kernels().contains(kernel)) {
      throw fields.error("kernel", "the model does not apply to " + kernel.version());
    }
    return kernel;
  }

  private Expectation expectation(Yaml.Fields fields, Cfg cfg) {
    String text = fields.text("expect");
    if (text.equals(Expectation.HOLDS)) {
      if (cfg.propertyNames().isEmpty()) {
        throw fields.error(
            "expect", cfg.file() + " lists no property, so that nothing could be violated");
      }
      return new Expectation.Holds();
    }
    Set<String> names = new LinkedHashSet<>(cfg.propertyNames());
    if (!names.contains(text)) {
      names.add(Expectation.HOLDS);
      throw fields.error(
          "expect",
          cfg.file() + " does not list the property " + text + NearestNames.hint(text, names));
    }
    return new Expectation.Violates(text);
  }
}
