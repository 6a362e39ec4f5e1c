package org.rmmodel.checker.source;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Release;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.BadInput;

/**
 * The forms that were read in the sources of releases, as {@code sources.lock} keeps them.
 *
 * @param trees the releases that were read, each with the form of each function
 * @param files of these releases, those of which git's ids of the files were recorded, too: each
 *     file with the beginning of its id
 */
public record KnownForms(
    SortedMap<Release, Map<String, Form>> trees, SortedMap<Release, Map<String, String>> files) {
  private static final String HEAD =
      """
      # The forms that the functions of sources.yaml have in the sources of releases: fingerprints, no code.
      # Written by `spec/check source DIR --record RELEASE`; nobody edits this file. A line for each form of
      # a function: the fingerprint of all its tokens, that of the protocol's words, and the releases.
      # A line that begins with file: the beginning of git's id of the file, and the releases.
      """;

  private static final Pattern RANGE = Pattern.compile("\\.\\.(?=v)");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern LINE =
      Pattern.compile("(\\w+) ([0-9a-f]{16}|absent) ([0-9a-f]{16}|absent) (\\S+)");
  private static final Pattern FILE = Pattern.compile("file (\\S+) ([0-9a-f]{16}) (\\S+)");

  /** Copies the maps. */
  public KnownForms {
    trees = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(trees));
    files = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /**
   * Reads the file.
   *
   * @param folder the specification
   * @return what it keeps; nothing if there is no file
   * @throws BadInput with file and line, for a line that the command does not write
   */
  public static KnownForms load(SpecFolder folder) {
    SortedMap<Release, Map<String, Form>> trees = new TreeMap<>();
    SortedMap<Release, Map<String, String>> files = new TreeMap<>();
    if (!Files.isRegularFile(folder.knownForms())) {
      return new KnownForms(trees, files);
    }
    int number = 0;
    for (String line : folder.read(folder.knownForms()).lines().toList()) {
      number++;
      if (line.startsWith("#")) {
        continue;
      }
      String where = folder.nameOf(folder.knownForms()) + ":" + number + ": ";
      if (line.startsWith("trees ")) {
        releases(line.substring(6), List.of(), where)
            .forEach(release -> trees.put(release, new LinkedHashMap<>()));
        continue;
      }
      Matcher file = FILE.matcher(line);
      if (file.matches()) {
        for (Release release : releases(file.group(3), trees.keySet(), where)) {
          if (!trees.containsKey(release)
              || files
                      .computeIfAbsent(release, r -> new TreeMap<>())
                      .put(file.group(1), file.group(2))
                  != null) {
            throw new BadInput(where + release + " is not among the trees, or has two ids");
          }
        }
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new BadInput(where + "not a line that spec/check source --record writes");
      }
      Form form = new Form(matcher.group(2), matcher.group(3));
      for (Release release : releases(matcher.group(4), trees.keySet(), where)) {
        Map<String, Form> forms = trees.get(release);
        if (forms == null || forms.put(matcher.group(1), form) != null) {
          throw new BadInput(where + release + " is not among the trees, or has two forms");
        }
      }
    }
    return new KnownForms(trees, files);
  }

  private static List<Release> releases(String text, Collection<Release> all, String where) {
    List<Release> these = new ArrayList<>();
    for (String part : COMMA.splitAsStream(text).toList()) {
      List<String> ends = RANGE.splitAsStream(part).toList();
      Release first = release(ends.get(0), where);
      Release last = ends.size() == 1 ? first : release(ends.get(1), where);
      if (ends.size() == 1) {
        these.add(first);
      } else {
        all.stream()
            .filter(one -> one.compareTo(first) >= 0 && one.compareTo(last) <= 0)
            .forEach(these::add);
      }
    }
    return these;
  }

  private static Release release(String text, String where) {
    return Release.of(text).orElseThrow(() -> new BadInput(where + "no release: " + text));
  }

  /**
   * The same with one more tree, or with another reading of it.
   *
   * @param release the release that it is
   * @param readings what was read
   * @param ids the files, each with the beginning of its id
   * @return the forms
   */
  public KnownForms with(Release release, List<Reading> readings, Map<String, String> ids) {
    SortedMap<Release, Map<String, Form>> all = new TreeMap<>(trees);
    Map<String, Form> forms = new LinkedHashMap<>();
    readings.forEach(reading -> forms.put(reading.function().name(), reading.form()));
    all.put(release, forms);
    SortedMap<Release, Map<String, String>> allFiles = new TreeMap<>(files);
    allFiles.put(release, new TreeMap<>(ids));
    return new KnownForms(all, allFiles);
  }

  /**
   * The same without a tree.
   *
   * @param release the release
   * @return the forms of the others
   */
  public KnownForms without(Release release) {
    SortedMap<Release, Map<String, Form>> others = new TreeMap<>(trees);
    others.remove(release);
    SortedMap<Release, Map<String, String>> otherFiles = new TreeMap<>(files);
    otherFiles.remove(release);
    return new KnownForms(others, otherFiles);
  }

  /**
   * Where a form was read.
   *
   * @param function the function
   * @param form its form
   * @return the releases whose whole form it is, in their order
   */
  public List<Release> with(String function, Form form) {
    return trees.keySet().stream()
        .filter(
            release ->
                of(release, function)
                    .filter(known -> known.whole().equals(form.whole()))
                    .isPresent())
        .toList();
  }

  /**
   * Where the steps of a form were read.
   *
   * @param function the function
   * @param form its form
   * @return the releases in which the protocol's words are the same, in their order
   */
  public List<Release> withSteps(String function, Form form) {
    return trees.keySet().stream()
        .filter(
            release ->
                of(release, function)
                    .filter(known -> known.steps().equals(form.steps()))
                    .isPresent())
        .toList();
  }

  /**
   * The releases that have a file as it was before a patch.
   *
   * @param file its path
   * @param id the beginning of its id, of which git writes seven digits at least
   * @return those of the releases of which ids were recorded, in their order
   */
  public List<Release> withFile(String file, String id) {
    return files.entrySet().stream()
        .filter(
            entry -> {
              String known = entry.getValue().getOrDefault(file, "");
              return id.length() >= 7 && (known.startsWith(id) || isBegunBy(known, id));
            })
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean isBegunBy(String known, String id) {
    return !known.isEmpty() && id.startsWith(known);
  }

  private Optional<Form> of(Release release, String function) {
    return Optional.ofNullable(trees.get(release)).map(forms -> forms.get(function));
  }

  /**
   * Releases in few words.
   *
   * @param these releases that were read
   * @return for example {@code v3.19..v6.4.6, v6.12.118}: from one to another means each that was
   *     read
   */
  public String ranges(Collection<Release> these) {
    List<Release> all = List.copyOf(trees.keySet());
    List<String> ranges = new ArrayList<>();
    int i = 0;
    while (i < all.size()) {
      if (!these.contains(all.get(i))) {
        i++;
        continue;
      }
      int end = i;
      while (end + 1 < all.size() && these.contains(all.get(end + 1))) {
        end++;
      }
      ranges.add(end == i ? all.get(i).toString() : all.get(i) + ".." + all.get(end));
      i = end + 1;
    }
    return String.join(",", ranges);
  }

  /**
   * The file's text.
   *
   * @return the head, the trees, and a line for each form
   */
  public String text() {
    StringBuilder out = new StringBuilder(HEAD);
    out.append("trees ")
        .append(trees.keySet().stream().map(Release::toString).collect(Collectors.joining(",")))
        .append('\n');
    Set<String> functions = new LinkedHashSet<>();
    trees.values().forEach(forms -> functions.addAll(forms.keySet()));
    for (String function : functions) {
      Map<Form, List<Release>> forms = new LinkedHashMap<>();
      trees.forEach(
          (release, of) -> {
            Form form = of.get(function);
            if (form != null) {
              forms.computeIfAbsent(form, f -> new ArrayList<>()).add(release);
            }
          });
      forms.forEach(
          (form, releases) ->
              out.append(function)
                  .append(' ')
                  .append(form.whole())
                  .append(' ')
                  .append(form.steps())
                  .append(' ')
                  .append(ranges(releases))
                  .append('\n'));
    }
    fileLines(out);
    return out.toString();
  }

  private void fileLines(StringBuilder out) {
    Set<String> names = new TreeSet<>();
    files.values().forEach(ids -> names.addAll(ids.keySet()));
    for (String name : names) {
      Map<String, List<Release>> ids = new LinkedHashMap<>();
      files.forEach(
          (release, of) -> {
            String id = of.get(name);
            if (id != null) {
              ids.computeIfAbsent(id, i -> new ArrayList<>()).add(release);
            }
          });
      ids.forEach(
          (id, releases) ->
              out.append(String.join(" ", "file", name, id, list(releases))).append('\n'));
    }
  }

  /** Releases one by one: an id is not known of each release between two others. */
  private static String list(List<Release> releases) {
    return releases.stream().map(Release::toString).collect(Collectors.joining(","));
  }
}
