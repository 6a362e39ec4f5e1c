package org.rmmodel.checker.catalogue;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.Cfg;
import org.rmmodel.checker.tlc.CfgParser;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.NearestNames;
import org.rmmodel.common.Yaml;

/**
 * Every change and every version of the kernel, as {@code kernels.yaml} lists them.
 *
 * @param changes the changes, in the file's order
 * @param versions the versions, in the file's order
 * @param newest the newest mainline release that was looked at
 */
public record Kernels(List<Change> changes, List<Version> versions, Release newest) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9.-]{0,39}");
  private static final Pattern MADE = Pattern.compile("([^+~]+)((?:[+~][^+~]+)*)");
  private static final Pattern CHANGE = Pattern.compile("([+~])([^+~]+)");
  private static final Pattern COMMA = Pattern.compile(", *");

  /** Copies the lists. */
  public Kernels {
    changes = List.copyOf(changes);
    versions = List.copyOf(versions);
  }

  /**
   * Reads the file.
   *
   * @param folder the specification
   * @return the kernels
   * @throws BadInput with file and line, at the first error
   */
  public static Kernels load(SpecFolder folder) {
    Yaml.Fields root =
        Yaml.read(folder.nameOf(folder.kernels()), folder.read(folder.kernels())).fields();
    Map<String, Change> changes = new LinkedHashMap<>();
    for (Yaml.Node node : root.node("changes").items()) {
      Yaml.Fields fields = node.fields();
      Change change = change(fields);
      fields.noMore();
      if (changes.putIfAbsent(change.id(), change) != null) {
        throw fields.error("id", "a second change " + change.id());
      }
    }
    if (!changes.containsKey(Change.PREEMPT)) {
      throw root.error("changes", "there is no change " + Change.PREEMPT);
    }
    Map<String, Version> versions = new LinkedHashMap<>();
    for (Yaml.Node node : root.node("kernels").items()) {
      Version version = version(node.fields(), changes.keySet(), versions);
      versions.put(version.id(), version);
    }
    Release newest = release(root, "newest", root.text("newest"));
    root.noMore();
    if (versions.isEmpty()) {
      throw root.error("kernels", "there is no kernel");
    }
    return new Kernels(List.copyOf(changes.values()), List.copyOf(versions.values()), newest);
  }

  private static Change change(Yaml.Fields fields) {
    Optional<Release> since =
        fields.has("since")
            ? Optional.of(release(fields, "since", fields.text("since")))
            : Optional.empty();
    List<Release> stable =
        fields.has("stable")
            ? COMMA
                .splitAsStream(fields.text("stable"))
                .map(text -> release(fields, "stable", text))
                .sorted()
                .toList()
            : List.of();
    return new Change(
        id(fields),
        fields.text("title"),
        since,
        fields.text("source"),
        fields.text("evidence", ""),
        stable);
  }

  private static Release release(Yaml.Fields fields, String key, String text) {
    return Release.of(text).orElseThrow(() -> fields.error(key, "no release: " + text));
  }

  private static Version version(
      Yaml.Fields fields, Set<String> known, Map<String, Version> before) {
    String id = id(fields);
    if (before.containsKey(id)) {
      throw fields.error("id", "a second kernel " + id);
    }
    if (id.endsWith(Kernel.PREEMPTIBLE) || id.endsWith(Kernel.NOT_PREEMPTIBLE)) {
      throw fields.error("id", "each kernel is there without and with preemption anyway");
    }
    Set<String> has = new LinkedHashSet<>();
    if (fields.has("like")) {
      String like = fields.text("like");
      Version other = before.get(like);
      if (other == null) {
        throw fields.error(
            "like", "no kernel " + like + " above" + NearestNames.hint(like, before.keySet()));
      }
      has.addAll(other.changes());
    }
    for (String change : fields.node("adds").texts()) {
      if (!known.contains(change)) {
        throw fields.error("adds", "unknown change " + change + NearestNames.hint(change, known));
      }
      if (change.equals(Change.PREEMPT)) {
        throw fields.error("adds", "each kernel is there without and with preemption anyway");
      }
      if (!has.add(change)) {
        throw fields.error("adds", id + " has " + change + " already");
      }
    }
    if (fields.has("drops")) {
      for (String change : fields.node("drops").texts()) {
        if (!has.remove(change)) {
          throw fields.error("drops", id + " has no " + change + NearestNames.hint(change, has));
        }
      }
    }
    Optional<String> inferred =
        fields.has("inferred") ? Optional.of(fields.text("inferred")) : Optional.empty();
    boolean series = fields.has("series") && fields.bool("series");
    fields.noMore();
    return new Version(id, inOrder(has, known), series, inferred);
  }

  private static String id(Yaml.Fields fields) {
    String id = fields.text("id");
    if (!ID.matcher(id).matches()) {
      throw fields.error("id", "not a name (small letters, digits, . and -): " + id);
    }
    return id;
  }

  private static Set<String> inOrder(Collection<String> some, Collection<String> all) {
    return all.stream().filter(some::contains).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Every kernel there is, in the order of the tables' rows.
   *
   * @return each version, first without and then with preemption
   */
  public List<Kernel> all() {
    return versions.stream()
        .flatMap(version -> Stream.of(version.kernel(false), version.kernel(true)))
        .toList();
  }

  /**
   * The prefixes of the patch series.
   *
   * @return the first version, which has none of its patches, and those that are marked as such
   */
  public List<Version> series() {
    return versions.stream()
        .filter(version -> version.series() || version.equals(versions.get(0)))
        .toList();
  }

  /**
   * A kernel of the file.
   *
   * @param id for example {@code v6.2-preempt}
   * @return the kernel, if there is one
   */
  public Optional<Kernel> find(String id) {
    return all().stream().filter(kernel -> kernel.id().equals(id)).findFirst();
  }

  /**
   * A version of the file.
   *
   * @param id for example {@code v6.1}, {@code 6.1} or {@code p3}
   * @return the version, if there is one
   */
  public Optional<Version> version(String id) {
    String name = Release.of(id).map(Release::toString).orElse(id);
    return versions.stream().filter(version -> version.id().equals(name)).findFirst();
  }

  /**
   * Whether there is such a change.
   *
   * @param change a change's name
   * @return true if there is
   */
  public boolean hasChange(String change) {
    return changes.stream().anyMatch(known -> known.id().equals(change));
  }

  /**
   * The changes' names.
   *
   * @return all of them, in the file's order
   */
  public List<String> changeNames() {
    return changes.stream().map(Change::id).toList();
  }

  /**
   * The kernels that a user names: {@code v6.8} for both, {@code v6.8-preempt} for one, {@code
   * v3.19+wake-on-unload~signed-refcount} for one that has one change more and one less.
   *
   * @param text what the user wrote
   * @return one kernel or two
   * @throws BadInput if there is no such kernel or change; it says which there are
   */
  public List<Kernel> parse(String text) {
    Matcher parts = MADE.matcher(text);
    if (!parts.matches()) {
      throw new BadInput(
          "not a kernel: " + text + "; v6.8, v6.8-preempt or v6.8+CHANGE~CHANGE is expected");
    }
    Base base = base(parts.group(1)).orElseThrow(() -> unknownKernel(parts.group(1)));
    String made =
        base.release().map(release -> backported(release, base.row())).orElse("") + parts.group(2);
    return Stream.of(false, true)
        .filter(preempt -> base.preempt().map(preempt::equals).orElse(true))
        .map(preempt -> made(base.row().kernel(preempt), made))
        .distinct()
        .toList();
  }

  /**
   * What stands before the changes of one's own.
   *
   * @param row the row
   * @param release the release that is as this row, if it is no row itself
   * @param preempt which of the two kernels, if one is named
   */
  private record Base(Version row, Optional<Release> release, Optional<Boolean> preempt) {}

  private Optional<Base> base(String text) {
    Optional<Boolean> preempt =
        text.endsWith(Kernel.NOT_PREEMPTIBLE)
            ? Optional.of(false)
            : text.endsWith(Kernel.PREEMPTIBLE) ? Optional.of(true) : Optional.empty();
    int end =
        preempt.map(is -> (is ? Kernel.PREEMPTIBLE : Kernel.NOT_PREEMPTIBLE).length()).orElse(0);
    String name = text.substring(0, text.length() - end);
    return version(name)
        .map(row -> new Base(row, Optional.empty(), preempt))
        .or(
            () ->
                Release.of(name)
                    .flatMap(
                        release ->
                            row(release).map(row -> new Base(row, Optional.of(release), preempt))));
  }

  /**
   * Which row a release is like, as far as mainline goes.
   *
   * @param release the release
   * @return the last row of mainline that is not later; empty if it is before the first row, or
   *     after the newest release that was looked at
   */
  public Optional<Version> row(Release release) {
    Release mainline = release.mainline();
    return mainline.compareTo(newest) > 0
        ? Optional.empty()
        : versions.stream()
            .filter(
                version ->
                    !version.series()
                        && Release.of(version.id())
                            .filter(row -> row.point().isEmpty())
                            .filter(row -> row.compareTo(mainline) <= 0)
                            .isPresent())
            .reduce((first, second) -> second);
  }

  /** The changes that the stable line of a release has taken over by then, as {@code +change}. */
  private String backported(Release release, Version row) {
    return changes.stream()
        .filter(change -> !row.changes().contains(change.id()))
        .filter(change -> change.stable().stream().anyMatch(release::isOnLineFrom))
        .map(change -> "+" + change.id())
        .collect(Collectors.joining());
  }

  /**
   * What a user is told of a kernel's name that is no row.
   *
   * @param text what the user wrote, as for {@link #parse}
   * @return for example {@code v6.8 is as v6.5}; empty if it names a row
   */
  public Optional<String> note(String text) {
    Matcher parts = MADE.matcher(text);
    return parts.matches()
        ? base(parts.group(1))
            .flatMap(base -> base.release().map(release -> note(release, base.row())))
        : Optional.empty();
  }

  private String note(Release release, Version row) {
    String backported = backported(release, row);
    boolean lineIsKnown =
        changes.stream()
            .flatMap(change -> change.stable().stream())
            .anyMatch(other -> other.mainline().equals(release.mainline()));
    String line =
        release.point().isEmpty() || !backported.isEmpty()
            ? ""
            : lineIsKnown
                ? "; of its stable line, nothing that is modelled is there yet"
                : "; what its stable line has taken over is not known";
    return release + " is as " + row.id() + backported + line;
  }

  private Kernel made(Kernel base, String made) {
    Set<String> has = new LinkedHashSet<>(base.changes());
    StringBuilder rest = new StringBuilder();
    Matcher change = CHANGE.matcher(made);
    while (change.find()) {
      String name = change.group(2);
      if (!hasChange(name)) {
        throw new BadInput(
            "unknown change "
                + name
                + NearestNames.hint(name, changeNames())
                + "; there is "
                + String.join(", ", changeNames()));
      }
      boolean adds = change.group(1).equals("+");
      boolean news = adds ? has.add(name) : has.remove(name);
      if (!news && !name.equals(Change.PREEMPT)) {
        throw new BadInput(base.version() + (adds ? " has " : " lacks ") + name + " already");
      }
      if (!name.equals(Change.PREEMPT)) {
        rest.append(change.group());
      }
    }
    String id =
        base.version()
            + (has.contains(Change.PREEMPT) ? Kernel.PREEMPTIBLE : Kernel.NOT_PREEMPTIBLE)
            + rest;
    return new Kernel(id, base.version(), rest.toString(), inOrder(has, changeNames()));
  }

  private BadInput unknownKernel(String name) {
    return new BadInput(
        "unknown kernel "
            + name
            + "; there is any release from "
            + versions.get(0).id()
            + " to "
            + newest
            + ", and the rows "
            + versions.stream().map(Version::id).collect(Collectors.joining(", "))
            + ", each also with -nopreempt or -preempt after it");
  }

  /**
   * The constants that tell the specification which kernel it is.
   *
   * @param kernel the kernel
   * @param asks the changes that the model may ask for
   * @return {@code Changes} and {@code Asked}
   */
  public Cfg constants(Kernel kernel, Collection<String> asks) {
    return constant("Changes", kernel.changes()).with(constant("Asked", asks));
  }

  private Cfg constant(String name, Collection<String> some) {
    return CfgParser.parseConstant(
        "the kernel", 1, name + " = " + set(inOrder(some, changeNames())));
  }

  private static String set(Set<String> names) {
    return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ", "{", "}"));
  }
}
