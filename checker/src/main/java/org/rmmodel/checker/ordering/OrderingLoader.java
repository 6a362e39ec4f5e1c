package org.rmmodel.checker.ordering;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.NearestNames;
import org.rmmodel.common.Yaml;

/** Reads {@code ordering.yaml} strictly: each action of the specification is in it. */
final class OrderingLoader {
  private final SpecFolder folder;
  private final Catalogue catalogue;
  private final Set<String> actions;
  private final List<Ordering.Entry> entries = new ArrayList<>();
  private final Map<String, String> like = new LinkedHashMap<>();
  private final Map<String, String> silent = new LinkedHashMap<>();

  OrderingLoader(SpecFolder folder, Catalogue catalogue) {
    this.folder = folder;
    this.catalogue = catalogue;
    this.actions = catalogue.actions().names();
  }

  Ordering load() {
    Path file = folder.root().resolve("ordering.yaml");
    Yaml.Node root = Yaml.read(folder.nameOf(file), folder.read(file));
    Yaml.Fields fields = root.fields();
    fields.items("steps").forEach(this::entry);
    fields.items("like").forEach(this::like);
    fields.items("without").forEach(this::group);
    fields.noMore();
    Set<String> missing = new LinkedHashSet<>(actions);
    entries.forEach(entry -> missing.remove(entry.action()));
    missing.removeAll(like.keySet());
    missing.removeAll(silent.keySet());
    if (!missing.isEmpty()) {
      throw root.error("actions that it does not name: " + String.join(", ", missing));
    }
    return new Ordering(List.copyOf(entries), Map.copyOf(like), Map.copyOf(silent));
  }

  private void entry(Yaml.Node node) {
    Yaml.Fields fields = node.fields();
    Ordering.Entry entry =
        new Ordering.Entry(
            action(fields.name("action"), node),
            catalogue.kernels().literals(fields, "when"),
            fields.name("primitive"),
            fields.has("kernel") ? Optional.of(fields.text("kernel")) : Optional.empty(),
            fields.texts("spelled"),
            fields.text("source"),
            fields.texts("tests"),
            fields.textMap("argued"),
            node.line());
    fields.noMore();
    Primitive primitive = new Primitive(entry.primitive());
    if (!primitive.isKnown()) {
      throw fields.error("primitive", "no primitive that is known here: " + entry.primitive());
    }
    for (String weaker : entry.argued().keySet()) {
      if (!primitive.weaker().contains(weaker)) {
        throw fields.errorIn(
            "argued",
            weaker,
            weaker + " is not among what is weaker than it: " + primitive.weaker());
      }
    }
    check(entry, fields);
    entries.add(entry);
  }

  private void check(Ordering.Entry entry, Yaml.Fields fields) {
    List<Kernel> kernels = entry.kernels(catalogue.kernels());
    if (kernels.isEmpty()) {
      throw fields.error("when", "there is no such kernel");
    }
    for (Kernel kernel : kernels) {
      if (catalogue.actions().find(entry.action(), kernel).isEmpty()) {
        throw fields.error("when", "on " + kernel.id() + " there is no " + entry.action());
      }
      if (entries.stream()
          .anyMatch(
              other ->
                  other.action().equals(entry.action())
                      && other.primitive().equals(entry.primitive())
                      && other.isOn(kernel))) {
        throw fields.error("action", "a second entry for it on " + kernel.id());
      }
    }
  }

  private void like(Yaml.Node node) {
    Yaml.Fields fields = node.fields();
    String as = action(fields.name("as"), node);
    if (!isListed(as)) {
      throw fields.error("as", as + " has no primitive above");
    }
    for (Yaml.Node item : fields.items("actions")) {
      String action = action(item.text(), item);
      if (isListed(action) || like.put(action, as) != null) {
        throw item.error(action + " is here twice");
      }
    }
    fields.noMore();
  }

  private boolean isListed(String action) {
    return entries.stream().anyMatch(entry -> entry.action().equals(action));
  }

  private void group(Yaml.Node node) {
    Yaml.Fields fields = node.fields();
    String reason = fields.text("reason");
    for (Yaml.Node item : fields.items("actions")) {
      String action = action(item.text(), item);
      if (isListed(action) || like.containsKey(action)) {
        throw item.error(action + " has a primitive above");
      }
      if (silent.put(action, reason) != null) {
        throw item.error(action + " is here twice");
      }
    }
    fields.noMore();
  }

  private String action(String action, Yaml.Node at) {
    if (!actions.contains(action)) {
      throw at.error("unknown action " + action + NearestNames.hint(action, actions));
    }
    return action;
  }
}
