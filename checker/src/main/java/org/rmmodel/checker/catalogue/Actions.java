package org.rmmodel.checker.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.TlaSources;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Yaml;

/**
 * Every action of the specification, as {@code actions.yaml} lists them.
 *
 * @param entries the entries; an action may have several, for different kernels
 */
public record Actions(List<ActionEntry> entries) {
  /** Copies the list. */
  public Actions {
    entries = List.copyOf(entries);
  }

  /**
   * Reads the list and checks it against the modules and the kernels.
   *
   * @param folder the specification
   * @param sources its modules
   * @param kernels its kernels
   * @return the actions
   * @throws BadInput with file and line, at the first error
   */
  public static Actions load(SpecFolder folder, TlaSources sources, Kernels kernels) {
    Yaml.Node root = Yaml.read(folder.nameOf(folder.actions()), folder.read(folder.actions()));
    List<ActionEntry> entries = new ArrayList<>();
    for (Yaml.Node node : root.items()) {
      Yaml.Fields fields = node.fields();
      ActionEntry entry =
          new ActionEntry(
              fields.has("of") ? modules(fields, sources) : List.of(),
              fields.name("action"),
              fields.text("function"),
              kernels.literals(fields, "when"),
              change(fields, kernels),
              fields.text("step"));
      fields.noMore();
      if (!sources.defines(entry.action())) {
        throw fields.error("action", "no module defines the action " + entry.action());
      }
      check(entry, entries, fields, kernels);
      entries.add(entry);
    }
    return new Actions(entries);
  }

  private static List<String> modules(Yaml.Fields fields, TlaSources sources) {
    List<String> modules = fields.node("of").texts();
    for (String module : modules) {
      if (!sources.modules().contains(module)) {
        throw fields.error("of", "there is no module " + module);
      }
    }
    return modules;
  }

  private static Optional<String> change(Yaml.Fields fields, Kernels kernels) {
    if (!fields.has("change")) {
      return Optional.empty();
    }
    kernels.checkChange(fields.text("change"), "change", fields);
    return Optional.of(fields.text("change"));
  }

  private static void check(
      ActionEntry entry, List<ActionEntry> before, Yaml.Fields fields, Kernels kernels) {
    List<Kernel> these = kernels.all().stream().filter(entry::isOn).toList();
    if (these.isEmpty()) {
      throw fields.error("when", "no kernel has " + entry.action() + " so");
    }
    for (Kernel kernel : these) {
      if (before.stream()
          .anyMatch(
              other ->
                  other.action().equals(entry.action())
                      && other.isOn(kernel)
                      && overlap(other, entry))) {
        throw fields.error("action", "a second entry for " + entry.action() + " on " + kernel.id());
      }
    }
  }

  private static boolean overlap(ActionEntry one, ActionEntry other) {
    return one.of().isEmpty() ? other.of().isEmpty() : one.of().stream().anyMatch(other::belongsTo);
  }

  /**
   * The specification that a model runs, as far as the entries tell them apart.
   *
   * @param modules the model's root module and those that it extends, the nearest first
   * @return the first of them that entries name; empty if none is, and then it runs the protocol
   */
  public String specification(Collection<String> modules) {
    return modules.stream()
        .filter(module -> entries.stream().anyMatch(entry -> entry.belongsTo(module)))
        .findFirst()
        .orElse("");
  }

  /**
   * The actions of one specification.
   *
   * @param specification what {@link #specification} says of a model
   * @return its actions alone
   */
  public Actions of(String specification) {
    return new Actions(entries.stream().filter(entry -> entry.belongsTo(specification)).toList());
  }

  /**
   * The entry that describes an action in a kernel.
   *
   * @param action the action's name
   * @param kernel a kernel
   * @return the entry for the kernel
   */
  public Optional<ActionEntry> find(String action, Kernel kernel) {
    return entries.stream().filter(e -> e.action().equals(action) && e.isOn(kernel)).findFirst();
  }

  /**
   * The actions' names.
   *
   * @return all of them, in the file's order
   */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    entries.forEach(entry -> names.add(entry.action()));
    return names;
  }
}
