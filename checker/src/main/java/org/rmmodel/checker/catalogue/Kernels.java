package org.rmmodel.checker.catalogue;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * @param released the days on which mainline releases came out, as far as they are known
 */
public record Kernels(
    List<Change> changes,
    List<Version> versions,
    Release newest,
    SortedMap<Release, LocalDate> released) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9.-]{0,39}");
  private static final Pattern MADE = Pattern.compile("([^+~]+)((?:[+~][^+~]+)*+)");
  private static final Pattern CHANGE = Pattern.compile("([+~])([^+~]+)");
  private static final int LONGEST_NAME = 40;
  private static final Pattern COMMA = Pattern.compile(", *");

  /** Copies the lists. */
  public Kernels {
    changes = List.copyOf(changes);
    versions = List.copyOf(versions);
    released = Collections.unmodifiableSortedMap(new TreeMap<>(released));
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
    SortedMap<Release, LocalDate> released = new TreeMap<>();
    root.textMap("released")
        .forEach(
            (name, day) -> released.put(release(root, "released", name), day(root, name, day)));
    root.noMore();
    if (versions.isEmpty()) {
      throw root.error("kernels", "there is no kernel");
    }
    return new Kernels(
        List.copyOf(changes.values()), List.copyOf(versions.values()), newest, released);
  }

  private static LocalDate day(Yaml.Fields root, String name, String day) {
    try {
      return LocalDate.parse(day);
    } catch (DateTimeParseException e) {
      throw root.error("released", name + ": no day as 2019-05-10: " + day);
    }
  }

  /**
   * The newest release on a day.
   *
   * @param day the day
   * @return the mainline release that was the newest one; empty if the day is before the first or
   *     after the last release whose day is known
   */
  public Optional<Release> newestOn(LocalDate day) {
    Optional<Release> last =
        released.keySet().stream()
            .filter(release -> !released.getOrDefault(release, LocalDate.MAX).isAfter(day))
            .reduce((first, second) -> second);
    return last.filter(
        release -> !release.equals(released.lastKey()) || release.compareTo(newest) == 0);
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
   * The conditions of a field: a list of changes, with {@code !} for the absence of one.
   *
   * @param fields some fields
   * @param key the field's name
   * @return the conditions; empty if the field is missing
   * @throws BadInput if there is no such change
   */
  public List<Literal> literals(Yaml.Fields fields, String key) {
    return literals(fields.texts(key), fields, key);
  }

  /**
   * The conditions of a field, or several lists of them of which one is to be met.
   *
   * @param fields some fields, of which one has this key
   * @param key the field's name
   * @return the lists; a single one if the field has no lists in it
   * @throws BadInput if there is no such change
   */
  public List<List<Literal>> alternatives(Yaml.Fields fields, String key) {
    return fields.items(key).stream().anyMatch(Yaml.Node::isList)
        ? fields.items(key).stream().map(one -> literals(one.texts(), fields, key)).toList()
        : List.of(literals(fields, key));
  }

  private List<Literal> literals(List<String> texts, Yaml.Fields fields, String key) {
    List<Literal> literals = new ArrayList<>();
    for (String text : texts) {
      boolean absent = text.startsWith("!");
      Literal literal = new Literal(absent ? text.substring(1) : text, !absent);
      checkChange(literal.change(), key, fields);
      literals.add(literal);
    }
    return List.copyOf(literals);
  }

  void checkChange(String change, String key, Yaml.Fields fields) {
    if (!hasChange(change)) {
      throw fields.error(
          key, "unknown change " + change + NearestNames.hint(change, changeNames()));
    }
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
    return named(text).kernels();
  }

  /**
   * What a user is told of a kernel's name that is no row.
   *
   * @param text what the user wrote, as for {@link #parse}
   * @return for example {@code v6.8 is as v6.5}; empty if it names a row
   * @throws BadInput as {@link #parse} does
   */
  public Optional<String> note(String text) {
    return named(text).note();
  }

  /**
   * The kernels that a user names, with the name.
   *
   * @param text what the user wrote, as for {@link #parse}
   * @return the kernels, and what the user is told of the name
   * @throws BadInput as {@link #parse} does
   */
  public Named named(String text) {
    Matcher parts = MADE.matcher(text);
    if (!parts.matches()) {
      throw new BadInput(
          "not a kernel: " + text + "; v6.8, v6.8-preempt or v6.8+CHANGE~CHANGE is expected");
    }
    Base base = base(parts.group(1));
    String made = base.backported() + parts.group(2);
    List<Kernel> kernels =
        Stream.of(false, true)
            .filter(preempt -> base.preempt().map(preempt::equals).orElse(true))
            .map(preempt -> made(base.row().kernel(preempt), made))
            .distinct()
            .toList();
    return new Named(
        base.name() + parts.group(2),
        kernels,
        base.row().inferred().isPresent(),
        !parts.group(2).isEmpty(),
        base.note());
  }

  /**
   * What stands before the changes of one's own.
   *
   * @param name what it is called
   * @param row the row that it is made from
   * @param backported the changes that its stable line has besides, as {@code +change}
   * @param preempt which of the two kernels, if one is named
   * @param note what is told of a name that is no row's
   */
  private record Base(
      String name,
      Version row,
      String backported,
      Optional<Boolean> preempt,
      Optional<String> note) {}

  private Base base(String text) {
    Optional<Boolean> preempt =
        text.endsWith(Kernel.NOT_PREEMPTIBLE)
            ? Optional.of(false)
            : text.endsWith(Kernel.PREEMPTIBLE) ? Optional.of(true) : Optional.empty();
    int end =
        preempt.map(is -> (is ? Kernel.PREEMPTIBLE : Kernel.NOT_PREEMPTIBLE).length()).orElse(0);
    String name = text.substring(0, text.length() - end);
    Optional<Version> row = version(name);
    if (row.isPresent()) {
      return new Base(row.get().id(), row.get(), "", preempt, Optional.empty());
    }
    Release release = Release.of(name).orElseThrow(() -> unknownKernel(name));
    release
        .last()
        .ifPresent(
            last -> {
              throw new BadInput(
                  "there is no " + release.mainline() + ": after " + last + " came " + last.next());
            });
    return base(release, preempt).orElseThrow(() -> unknownKernel(name));
  }

  private Optional<Base> base(Release release, Optional<Boolean> preempt) {
    Optional<Version> row = row(release);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    String backported = backported(release, row.get());
    Version base = ofItsLine(release, row.get(), backported).orElse(row.get());
    String rest = base.equals(row.get()) ? backported : "";
    String note = release + " is as " + base.id() + rest + ofItsLine(release, base, row.get());
    return Optional.of(new Base(release.toString(), base, rest, preempt, Optional.of(note)));
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

  /** The row of the same stable line that has the same changes, if there is one. */
  private Optional<Version> ofItsLine(Release release, Version row, String backported) {
    Set<String> has = made(row.kernel(false), backported).changes();
    return versions.stream()
        .filter(
            version ->
                Release.of(version.id())
                    .filter(other -> other.point().isPresent())
                    .filter(other -> other.mainline().equals(release.mainline()))
                    .isPresent())
        .filter(version -> version.changes().equals(has))
        .findFirst();
  }

  /** What a note says of the stable line. */
  private String ofItsLine(Release release, Version base, Version row) {
    Optional<Release> read =
        Release.of(base.id()).filter(other -> !base.equals(row) && other.compareTo(release) < 0);
    if (read.isPresent()) {
      return ", the newest of its line that was read";
    }
    if (!base.equals(row) || !backported(release, row).isEmpty()) {
      return "";
    }
    List<String> known =
        changes.stream()
            .filter(change -> !row.changes().contains(change.id()))
            .flatMap(
                change ->
                    change.stable().stream()
                        .filter(other -> other.mainline().equals(release.mainline()))
                        .map(other -> change.id() + " from " + other + " on"))
            .toList();
    if (release.point().isEmpty()) {
      return known.isEmpty()
          ? "; what its stable line has taken over is not known"
          : "; its stable line has " + String.join(", ", known);
    }
    return known.isEmpty()
        ? "; what its stable line has taken over is not known"
        : "; of its stable line, nothing that is modelled is there yet";
  }

  /**
   * Where a change ends.
   *
   * @param change a change
   * @return the first row of mainline without it after the first one that has it, if there is one
   */
  public Optional<Version> gone(Change change) {
    return versions.stream()
        .filter(version -> !version.series())
        .filter(version -> Release.of(version.id()).filter(r -> r.point().isEmpty()).isPresent())
        .dropWhile(version -> !version.changes().contains(change.id()))
        .dropWhile(version -> version.changes().contains(change.id()))
        .findFirst();
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
            + (name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...")
            + "; there is any release from "
            + versions.get(0).id()
            + " to "
            + newest
            + " (6.8, v6.8.12, 6.1.y), and "
            + versions.stream()
                .filter(Version::series)
                .map(Version::id)
                .collect(Collectors.joining(", "))
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
