package org.rmmodel.spec.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rmmodel.spec.BadInput;
import org.rmmodel.spec.SpecFolder;
import org.rmmodel.spec.tlc.Cfg;
import org.rmmodel.spec.tlc.TlaSources;

/**
 * Every action of the specification, as {@code actions.yaml} lists them.
 *
 * @param entries the entries; an action may have several, for different prefixes of the series
 */
public record Actions(List<ActionEntry> entries) {
  /** Copies the list. */
  public Actions {
    entries = List.copyOf(entries);
  }

  /**
   * Reads the list and checks it against the modules.
   *
   * @param folder the specification
   * @param sources its modules
   * @return the actions
   * @throws BadInput with file and line, at the first error
   */
  public static Actions load(SpecFolder folder, TlaSources sources) {
    Yaml.Node root = Yaml.read(folder, folder.actions());
    List<ActionEntry> entries = new ArrayList<>();
    for (Yaml.Node node : root.items()) {
      Yaml.Fields fields = node.fields();
      ActionEntry entry =
          new ActionEntry(
              fields.name("action"),
              fields.text("function"),
              fields.has("role") ? fields.node("role").texts() : List.of(),
              fields.integer("from", 0, Kernel.LAST),
              fields.integer("to", 0, Kernel.LAST),
              fields.integer("patch", 0, Kernel.LAST),
              fields.has("needs") ? fields.node("needs").texts() : List.of(),
              fields.text("step"));
      fields.noMore();
      if (entry.from() > entry.to()) {
        throw fields.error("from", "from " + entry.from() + " is after to " + entry.to());
      }
      if (entries.stream()
          .anyMatch(
              other ->
                  other.action().equals(entry.action())
                      && other.from() <= entry.to()
                      && entry.from() <= other.to())) {
        throw fields.error(
            "action", "a second entry for " + entry.action() + " in the same prefixes");
      }
      if (!sources.defines(entry.action())) {
        throw fields.error("action", "no module defines the action " + entry.action());
      }
      entries.add(entry);
    }
    return new Actions(entries);
  }

  /**
   * The entry that describes an action in a kernel.
   *
   * @param action the action's name
   * @param kernel a kernel
   * @return the entry for the kernel's prefix
   */
  public Optional<ActionEntry> find(String action, Kernel kernel) {
    return entries.stream()
        .filter(e -> e.action().equals(action) && e.existsIn(kernel))
        .findFirst();
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

  /**
   * The actions that a run must show to fire: those that the kernel has and whose role somebody
   * plays.
   *
   * @param kernel the run's kernel
   * @param cfg the model's cfg
   * @return their names, in the file's order
   */
  public Set<String> enabled(Kernel kernel, Cfg cfg) {
    Set<String> names = new LinkedHashSet<>();
    entries.stream()
        .filter(entry -> entry.existsIn(kernel) && entry.hasRole(cfg))
        .forEach(entry -> names.add(entry.action()));
    return names;
  }
}
