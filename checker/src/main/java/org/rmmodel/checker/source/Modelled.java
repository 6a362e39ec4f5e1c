package org.rmmodel.checker.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.catalogue.Release;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.NearestNames;
import org.rmmodel.common.Yaml;

/**
 * Which functions the specification models, and where they live, as {@code sources.yaml} says it.
 *
 * @param functions the functions, in the file's order
 * @param needs of each of these lists a source tree has at least one file
 * @param words the words that the protocol is made of
 * @param assumed functions that actions name and that are not compared, with the reason
 * @param notShown changes that no function shows, with the reason
 * @param omitted what is not modelled in files with modelled functions, with the reason: functions,
 *     structures
 * @param omittedFiles files in which nothing else is
 * @param own files of the module loader, in which whatever else is changed has to be looked at
 * @param moves where files have moved to, and since which release they are there
 */
public record Modelled(
    List<ModelledFunction> functions,
    List<List<String>> needs,
    Set<String> words,
    Map<String, String> assumed,
    Map<String, String> notShown,
    Map<String, String> omitted,
    List<String> omittedFiles,
    Set<String> own,
    Map<String, String> moves) {
  /** Copies the collections. */
  public Modelled {
    functions = List.copyOf(functions);
    needs = needs.stream().map(List::copyOf).toList();
    words = Set.copyOf(words);
    assumed = Map.copyOf(assumed);
    notShown = Map.copyOf(notShown);
    omitted = Map.copyOf(omitted);
    omittedFiles = List.copyOf(omittedFiles);
    own = Set.copyOf(own);
    moves = Map.copyOf(moves);
  }

  /**
   * Reads the file.
   *
   * @param folder the specification
   * @param kernels its kernels
   * @return what it says
   * @throws BadInput with file and line, at the first error
   */
  public static Modelled load(SpecFolder folder, Kernels kernels) {
    Yaml.Fields root =
        Yaml.read(folder.nameOf(folder.sources()), folder.read(folder.sources())).fields();
    List<List<String>> needs = root.items("needs").stream().map(Yaml.Node::texts).toList();
    Set<String> words = new LinkedHashSet<>(root.texts("words"));
    Map<String, ModelledFunction> functions = new LinkedHashMap<>();
    for (Yaml.Node node : root.items("functions")) {
      Yaml.Fields group = node.fields();
      List<String> files = group.texts("files");
      for (Yaml.Node each : group.items("these")) {
        Yaml.Fields fields = each.fields();
        String name = fields.text("name");
        List<String> shows = fields.texts("shows");
        shows.forEach(change -> check(change, "shows", fields, kernels));
        ModelledFunction function =
            new ModelledFunction(
                name,
                files,
                shows,
                fields.texts("actions"),
                fields.has("why") ? Optional.of(fields.text("why")) : Optional.empty());
        fields.noMore();
        if (functions.put(name, function) != null) {
          throw fields.error("name", "a second function " + name);
        }
      }
      group.noMore();
    }
    Map<String, String> assumed = reasons(root, "assumed", "functions");
    Map<String, String> notShown = reasons(root, "not-shown", "changes");
    notShown.keySet().forEach(change -> check(change, "not-shown", root, kernels));
    Map<String, String> omitted = reasons(root, "omitted", "names");
    List<String> omittedFiles = root.texts("omitted-files");
    Set<String> own = new LinkedHashSet<>(root.texts("own"));
    Map<String, String> moves = root.textMap("moves");
    root.noMore();
    return new Modelled(
        new ArrayList<>(functions.values()),
        needs,
        words,
        assumed,
        notShown,
        omitted,
        omittedFiles,
        own,
        moves);
  }

  private static Map<String, String> reasons(Yaml.Fields root, String key, String names) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (Yaml.Node node : root.items(key)) {
      Yaml.Fields fields = node.fields();
      String why = fields.text("why");
      fields.texts(names).forEach(name -> reasons.put(name, why));
      fields.noMore();
    }
    return reasons;
  }

  private static void check(String change, String key, Yaml.Fields fields, Kernels kernels) {
    if (!kernels.hasChange(change)) {
      throw fields.error(
          key, "unknown change " + change + NearestNames.hint(change, kernels.changeNames()));
    }
  }

  /**
   * The files in which a modelled function has lived.
   *
   * @return their paths from the root of the kernel's tree
   */
  public Set<String> files() {
    Set<String> files = new LinkedHashSet<>();
    functions.forEach(function -> files.addAll(function.files()));
    return files;
  }

  /**
   * A function.
   *
   * @param name its name
   * @return the function, if it is modelled
   */
  public Optional<ModelledFunction> find(String name) {
    return functions.stream().filter(function -> function.name().equals(name)).findFirst();
  }

  /**
   * The newest kernel that has files.
   *
   * @param files paths from the root of the kernel's tree
   * @param kernels the kernels
   * @return its name: the newest release, or the last one before one of the files moved
   */
  public String kernelOf(Collection<String> files, Kernels kernels) {
    return files.stream()
        .filter(moves::containsKey)
        .map(file -> Release.of(moves.getOrDefault(file, "")).orElse(kernels.newest()))
        .map(Release::previous)
        .min(Comparator.naturalOrder())
        .orElse(kernels.newest())
        .toString();
  }
}
