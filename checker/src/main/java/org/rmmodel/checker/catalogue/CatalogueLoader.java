package org.rmmodel.checker.catalogue;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
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

  /** In a list of kernels: that release and all rows of later ones. */
  private static final String FROM_ON = "..";

  private final Kernels kernels;
  private final Actions actions;
  private final Cfg defaults;
  private final Set<String> temporal = new LinkedHashSet<>();
  private final Recorded recorded;
  private String file = "";
  private final FactsLoader factsLoader;
  private final Facts facts;
  private final Map<String, Model> models = new LinkedHashMap<>();

  CatalogueLoader(SpecFolder folder, Optional<Recorded> recorded) {
    this.folder = folder;
    this.sources = TlaSources.scan(folder);
    this.kernels = Kernels.load(folder);
    this.actions = Actions.load(folder, sources, kernels);
    this.recorded = recorded.orElseGet(() -> Recorded.load(folder, kernels));
    this.defaults = defaults();
    this.factsLoader = new FactsLoader(folder, sources);
    this.facts = factsLoader.load();
  }

  Catalogue load() {
    Yaml.Fields root =
        Yaml.read(folder.nameOf(folder.catalogue()), folder.read(folder.catalogue())).fields();
    List<String> families = root.node("families").texts();
    root.noMore();
    checkThatEachFileIsAFamily(families);
    for (String family : families) {
      family(folder.family(family));
    }
    factsLoader.check(models);
    return new Catalogue(folder, kernels, facts, List.copyOf(models.values()), actions, recorded);
  }

  private void checkThatEachFileIsAFamily(List<String> families) {
    try (Stream<Path> files = Files.list(folder.models())) {
      for (Path path : files.sorted().toList()) {
        String name = String.valueOf(path.getFileName());
        if (name.endsWith(".yaml") && !families.contains(name.replaceAll("\\.yaml$", ""))) {
          throw new BadInput(
              folder.nameOf(path)
                  + " is no family of "
                  + folder.nameOf(folder.catalogue())
                  + ": its models would not be run");
        }
      }
    } catch (IOException e) {
      throw new BadInput(folder.nameOf(folder.models()) + ": cannot be listed");
    }
  }

  private void family(Path path) {
    file = folder.nameOf(path);
    Yaml.Fields root = Yaml.read(file, folder.read(path)).fields();
    temporal.clear();
    temporal(root);
    List<Yaml.Node> nodes = root.node("models").items();
    root.noMore();
    for (Yaml.Node node : nodes) {
      model(node.fields());
    }
  }

  private void model(Yaml.Fields fields) {
    String name = fields.name("name");
    if (models.containsKey(name)) {
      throw fields.error("name", "a second model " + name);
    }
    if (fields.has("from") && fields.has("negative")) {
      throw fields.error("negative", "a negative is from the model that it is a negative of");
    }
    Optional<Model> base = base(fields);
    String module =
        fields.has("module") ? fields.name("module") : base.map(Model::module).orElse("MC");
    if (!Files.isRegularFile(folder.models().resolve(module + ".tla"))) {
      throw fields.error(
          fields.has("module") ? "module" : "name", "there is no models/" + module + ".tla");
    }
    Cfg cfg = cfg(fields, name, module, base);
    Lane lane = fields.has("lane") ? lane(fields) : Lane.FULL;
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
            negative(fields, base),
            base.map(Model::name),
            cfg,
            actions.specification(sources.closure(module)),
            fields.has("workers") ? fields.integer("workers", 1, MOST_WORKERS) : 1,
            idle(fields, Map.of()),
            versions(fields, base),
            List.of());
    List<ModelRun> runs = runs(fields, draft);
    if (runs.isEmpty()) {
      throw fields.error("runs", "the model " + name + " has no run");
    }
    if (draft.negative().isPresent()
        && runs.stream().allMatch(run -> run.expect() instanceof Expectation.Holds)) {
      throw fields.error("runs", "the negative model " + name + " is expected to hold");
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
    boolean inATable = ofHazards || facts.models().contains(model.name());
    if (!inATable || !model.runs().stream().allMatch(ModelRun::isRecorded)) {
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

  private List<Version> versions(Yaml.Fields fields, Optional<Model> base) {
    if (!fields.has("kernels")) {
      return base.map(Model::versions).orElse(kernels.versions());
    }
    List<String> ids = fields.node("kernels").texts();
    List<String> known = kernels.versions().stream().map(Version::id).toList();
    Set<Version> these = new HashSet<>();
    for (String id : ids) {
      String first = id.endsWith(FROM_ON) ? id.substring(0, id.length() - FROM_ON.length()) : id;
      if (!known.contains(first)) {
        throw fields.error("kernels", "unknown kernel " + first + NearestNames.hint(first, known));
      }
      kernels.versions().stream()
          .filter(first.equals(id) ? one -> one.id().equals(id) : one -> isFrom(first, one))
          .forEach(these::add);
    }
    return kernels.versions().stream().filter(these::contains).toList();
  }

  /** Is a row of this release, or of a later one? A row of the series is not. */
  private static boolean isFrom(String first, Version row) {
    Optional<Release> begin = Release.of(first);
    Optional<Release> release = Release.of(row.id());
    return begin.isPresent() && release.isPresent() && release.get().compareTo(begin.get()) >= 0;
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
    String key = fields.has("negative") ? "negative" : "from";
    if (!fields.has(key)) {
      return Optional.empty();
    }
    String from = fields.name(key);
    Model base = models.get(from);
    if (base == null) {
      throw fields.error(
          key, "no model " + from + " above" + NearestNames.hint(from, models.keySet()));
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
        Cfg one = CfgParser.parseConstant(file, node.line(), node.text());
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

  private static Optional<Negative> negative(Yaml.Fields fields, Optional<Model> base) {
    if (!fields.has("negative") || base.isEmpty()) {
      return Optional.empty();
    }
    if (base.get().negative().isPresent()) {
      throw fields.error("negative", "the model " + base.get().name() + " is itself a negative");
    }
    return Optional.of(new Negative(base.get().name()));
  }

  private static Lane lane(Yaml.Fields fields) {
    String text = fields.text("lane");
    return Arrays.stream(Lane.values())
        .filter(lane -> lane.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                fields.error(
                    "lane", "unknown lane " + text + "; there is smoke, full, exhaustive"));
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

  /** The runs, in the order of {@code kernels.yaml}. */
  private List<ModelRun> runs(Yaml.Fields fields, Model model) {
    Map<Kernel, Lane> lanes = lanes(fields, model);
    Map<Kernel, Map<String, String>> idle = idleOn(fields, model);
    Map<Kernel, ModelRun> runs = new LinkedHashMap<>();
    Yaml.Fields outcomes = fields.node("runs").fields();
    for (String outcome : fields.keysOf("runs")) {
      Expectation expect = expectation(outcomes, outcome, model.cfg());
      for (Yaml.Node node : outcomes.node(outcome).items()) {
        for (Kernel kernel : kernels(node, model)) {
          ModelRun run =
              run(
                  kernel,
                  model,
                  expect,
                  Optional.ofNullable(lanes.get(kernel)).orElse(model.lane()),
                  Optional.ofNullable(idle.get(kernel)).orElse(model.idle()));
          for (ModelRun other : runs.values()) {
            boolean recordedBoth = run.isRecorded() && other.isRecorded();
            if (kernel.equals(other.kernel()) || recordedBoth) {
              for (Kernel both : run.standsFor()) {
                if (other.standsFor().contains(both)) {
                  throw node.error(secondRun(model.name(), other.kernel(), kernel, both));
                }
              }
            }
          }
          runs.put(kernel, run);
        }
      }
    }
    checkThatThereAreRuns(fields, runs.keySet(), lanes.keySet(), "lane");
    checkThatThereAreRuns(fields, runs.keySet(), idle.keySet(), "idleOn");
    return kernels.all().stream()
        .flatMap(kernel -> Optional.ofNullable(runs.get(kernel)).stream())
        .toList();
  }

  private static void checkThatThereAreRuns(
      Yaml.Fields fields, Set<Kernel> runs, Set<Kernel> named, String key) {
    for (Kernel kernel : named) {
      if (!runs.contains(kernel)) {
        throw fields.error("runs", key + " names " + kernel.id() + ", which has no run");
      }
    }
  }

  private Map<Kernel, Lane> lanes(Yaml.Fields fields, Model model) {
    Map<Kernel, Lane> lanes = new LinkedHashMap<>();
    for (Lane lane : Lane.values()) {
      if (fields.has(lane.toString())) {
        for (Yaml.Node node : fields.node(lane.toString()).items()) {
          for (Kernel kernel : kernels(node, model)) {
            if (lanes.put(kernel, lane) != null) {
              throw node.error("a second lane for " + kernel.id());
            }
          }
        }
      }
    }
    return lanes;
  }

  private Map<Kernel, Map<String, String>> idleOn(Yaml.Fields fields, Model model) {
    Map<Kernel, Map<String, String>> idle = new LinkedHashMap<>();
    if (fields.has("idleOn")) {
      for (Yaml.Node node : fields.node("idleOn").items()) {
        Yaml.Fields some = node.fields();
        Map<String, String> these = idle(some, model.idle());
        for (Yaml.Node kernel : some.node("kernels").items()) {
          kernels(kernel, model).forEach(one -> idle.put(one, these));
        }
        some.noMore();
      }
    }
    return idle;
  }

  private ModelRun run(
      Kernel kernel, Model model, Expectation expect, Lane lane, Map<String, String> idle) {
    Recorded.Counts counts =
        Optional.ofNullable(recorded.counts().get(model.name() + ":" + kernel.id()))
            .orElse(
                new Recorded.Counts(
                    OptionalLong.empty(), OptionalInt.empty(), kernels.changeNames()));
    boolean isRecorded = counts.states().isPresent();
    return new ModelRun(
        kernel,
        counts.asks(),
        isRecorded
            ? model.kernels().stream().filter(other -> kernel.agrees(other, counts.asks())).toList()
            : List.of(kernel),
        expect,
        counts.states(),
        model.workers() > 1 ? OptionalInt.empty() : counts.depth(),
        lane,
        idle);
  }

  /** A kernel, or the two of a version. */
  private List<Kernel> kernels(Yaml.Node node, Model model) {
    String id = node.text();
    List<Kernel> these =
        kernels.all().stream()
            .filter(kernel -> kernel.id().equals(id) || kernel.version().equals(id))
            .toList();
    if (these.isEmpty()) {
      List<String> known = kernels.all().stream().map(Kernel::id).toList();
      throw node.error("unknown kernel " + id + NearestNames.hint(id, known));
    }
    if (!model.kernels().containsAll(these)) {
      throw node.error("the model does not apply to " + these.get(0).version());
    }
    return these;
  }

  private static Expectation expectation(Yaml.Fields outcomes, String text, Cfg cfg) {
    if (text.equals(Expectation.HOLDS)) {
      if (cfg.propertyNames().isEmpty()) {
        throw outcomes.error(
            text, cfg.file() + " lists no property, so that nothing could be violated");
      }
      return new Expectation.Holds();
    }
    Set<String> names = new LinkedHashSet<>(cfg.propertyNames());
    if (!names.contains(text)) {
      names.add(Expectation.HOLDS);
      throw outcomes.error(
          text,
          cfg.file() + " does not list the property " + text + NearestNames.hint(text, names));
    }
    return new Expectation.Violates(text);
  }
}
