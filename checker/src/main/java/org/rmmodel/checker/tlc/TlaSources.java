package org.rmmodel.checker.tlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.BadInput;

/**
 * What the modules define, as far as it can be told line by line: names, and the comments above
 * them.
 */
public final class TlaSources {
  private static final Pattern DEFINITION =
      Pattern.compile("^\\s*([A-Za-z][A-Za-z0-9_]*)\\s*(\\([^)]*\\))?\\s*==.*");
  private static final Pattern ASSUMPTION =
      Pattern.compile("^\\s*ASSUME\\s+([A-Za-z][A-Za-z0-9_]*)\\s*==.*");
  private static final Pattern EXTENDS =
      Pattern.compile("^EXTENDS\\s+(\\w+(?:\\s*,\\s*\\w+)*+)", Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  private final Map<String, String> comments = new LinkedHashMap<>();
  private final Map<String, Set<String>> words = new LinkedHashMap<>();
  private final Map<String, List<String>> extended = new LinkedHashMap<>();

  private TlaSources() {}

  /**
   * Reads every module of the specification and of its models.
   *
   * @param folder the specification
   * @return what they define
   * @throws BadInput if a module cannot be read
   */
  public static TlaSources scan(SpecFolder folder) {
    TlaSources sources = new TlaSources();
    for (Path file : modules(folder)) {
      sources.scan(file.getFileName().toString().replaceFirst("\\.tla$", ""), folder.read(file));
    }
    return sources;
  }

  /** The files of all modules, first those of the specification and then those of its models. */
  static List<Path> modules(SpecFolder folder) {
    return Stream.of(folder.root(), folder.models())
        .flatMap(place -> modules(folder, place).stream())
        .toList();
  }

  private static List<Path> modules(SpecFolder folder, Path place) {
    if (!Files.isDirectory(place)) {
      throw new BadInput(folder.nameOf(place) + ": no such folder");
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> file.getFileName().toString().endsWith(".tla")).sorted().toList();
    } catch (IOException e) {
      throw new BadInput(folder.nameOf(place) + ": cannot be listed");
    }
  }

  private void scan(String module, String text) {
    Set<String> here = words.computeIfAbsent(module, name -> new LinkedHashSet<>());
    Matcher extending = EXTENDS.matcher(text);
    extended.put(
        module, extending.find() ? List.of(extending.group(1).split("\\s*,\\s*")) : List.of());
    List<String> comment = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String stripped = line.strip();
      if (stripped.startsWith("\\*") || stripped.startsWith("(*")) {
        comment.add(stripped.replaceAll("^\\\\\\*+|^\\(\\*+|\\*+\\)$", "").strip());
        continue;
      }
      Matcher definition = DEFINITION.matcher(line);
      if (definition.matches()) {
        comments.putIfAbsent(definition.group(1), String.join(" ", comment).strip());
      }
      Matcher word = WORD.matcher(stripped.replaceAll("\\\\\\*.*", ""));
      while (word.find()) {
        here.add(word.group());
      }
      comment.clear();
    }
  }

  /**
   * Whether some module defines an operator.
   *
   * @param name the operator's name
   * @return true if a line of a module begins with its definition
   */
  public boolean defines(String name) {
    return comments.containsKey(name);
  }

  /**
   * Whether some module mentions an identifier outside its comments.
   *
   * @param name the identifier
   * @return false if no module declares, defines or uses it
   */
  public boolean mentions(String name) {
    return words.values().stream().anyMatch(some -> some.contains(name));
  }

  /**
   * Whether a module, or one that it extends, mentions an identifier outside its comments.
   *
   * @param root the module's name
   * @param name the identifier
   * @return false if none of them declares, defines or uses it
   */
  public boolean mentions(String root, String name) {
    return closure(root).stream()
        .anyMatch(module -> words.getOrDefault(module, Set.of()).contains(name));
  }

  /**
   * The modules of the specification and of its models.
   *
   * @return their names
   */
  public Set<String> modules() {
    return Collections.unmodifiableSet(words.keySet());
  }

  /**
   * A module and those that it extends.
   *
   * @param root the module's name
   * @return the module, those that it names after EXTENDS, those that they name, and so on
   */
  public Set<String> closure(String root) {
    Set<String> found = new LinkedHashSet<>(List.of(root));
    List<String> next = List.of(root);
    while (!next.isEmpty()) {
      next =
          next.stream()
              .flatMap(module -> extended.getOrDefault(module, List.of()).stream())
              .filter(found::add)
              .toList();
    }
    return found;
  }

  /**
   * The name of an assumption that TLC names by its place.
   *
   * @param folder the specification
   * @param module the module that it stands in
   * @param line its line, from 1
   * @return the name, if the line has one
   */
  static Optional<String> assumption(SpecFolder folder, String module, int line) {
    for (Path place : List.of(folder.root(), folder.models())) {
      Path file = place.resolve(module + ".tla");
      if (Files.isRegularFile(file)) {
        return folder
            .read(file)
            .lines()
            .skip(Math.max(0, line - 1))
            .findFirst()
            .map(ASSUMPTION::matcher)
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1));
      }
    }
    return Optional.empty();
  }

  /**
   * What a property says, in the words of the module.
   *
   * @param name the property's name
   * @return the comment directly above its definition, in one line, if there is one
   */
  public Optional<String> comment(String name) {
    return Optional.ofNullable(comments.get(name)).filter(text -> !text.isBlank());
  }
}
