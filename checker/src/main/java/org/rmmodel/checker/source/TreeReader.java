package org.rmmodel.checker.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the modelled functions in a tree: in the files where they have lived, and else in every C
 * file of these files' top folders. Where a function is defined more than once, a definition in a C
 * file counts more than one in a header, and the longest counts, which is not the stub for a
 * configuration without it.
 */
public final class TreeReader {
  private final Modelled modelled;
  private final SourceTree tree;

  private TreeReader(Modelled modelled, SourceTree tree) {
    this.modelled = modelled;
    this.tree = tree;
  }

  /** A definition and its file. */
  private record Place(String file, Definition definition) {
    boolean isBetterThan(Place other) {
      boolean inHeader = file.endsWith(".h");
      boolean otherInHeader = other.file.endsWith(".h");
      return inHeader != otherInHeader
          ? otherInHeader
          : definition.tokens().size() > other.definition.tokens().size();
    }
  }

  /**
   * Reads a tree.
   *
   * @param modelled the functions
   * @param tree the tree
   * @return a reading for each function, in their order
   */
  public static List<Reading> read(Modelled modelled, SourceTree tree) {
    return new TreeReader(modelled, tree).run();
  }

  private List<Reading> run() {
    Map<String, Place> places = new LinkedHashMap<>();
    Map<String, Set<String>> byFile = new LinkedHashMap<>();
    for (ModelledFunction function : modelled.functions()) {
      function
          .files()
          .forEach(
              file ->
                  byFile.computeIfAbsent(file, f -> new LinkedHashSet<>()).add(function.name()));
    }
    byFile.forEach((file, names) -> look(file, names, places));
    Set<String> missing =
        modelled.functions().stream()
            .map(ModelledFunction::name)
            .filter(name -> !places.containsKey(name))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!missing.isEmpty()) {
      tree.below(folders()).forEach(file -> look(file, missing, places));
    }
    List<Reading> readings = new ArrayList<>();
    for (ModelledFunction function : modelled.functions()) {
      Optional<Place> place = Optional.ofNullable(places.get(function.name()));
      readings.add(
          new Reading(
              function,
              place.map(Place::file),
              place.map(Place::definition),
              place.map(at -> Form.of(at.definition(), modelled.words())).orElse(Form.NONE)));
    }
    return readings;
  }

  private Collection<String> folders() {
    return modelled.functions().stream()
        .flatMap(function -> function.files().stream())
        .map(TreeReader::top)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The folder below which a file is looked for: of drivers/, include/ and net/ one below it. */
  private static String top(String file) {
    int first = file.indexOf('/');
    int second = file.indexOf('/', first + 1);
    boolean whole = second < 0 || file.startsWith("kernel/") || file.startsWith("lib/");
    return file.substring(0, whole ? first : second);
  }

  private void look(String file, Set<String> names, Map<String, Place> places) {
    Optional<String> text = tree.read(file);
    if (text.isEmpty() || names.stream().noneMatch(text.get()::contains)) {
      return;
    }
    for (Definition definition : Definitions.in(Lexer.tokens(text.get()))) {
      if (names.contains(definition.name())) {
        Place place = new Place(file, definition);
        places.merge(
            definition.name(), place, (old, other) -> other.isBetterThan(old) ? other : old);
      }
    }
  }
}
