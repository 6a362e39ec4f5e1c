package org.rmmodel.checker.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rmmodel.checker.catalogue.Change;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.catalogue.Named;
import org.rmmodel.checker.catalogue.Release;
import org.rmmodel.checker.catalogue.Version;
import org.rmmodel.checker.source.FunctionVerdict.Known;
import org.rmmodel.checker.source.TreeVerdict.Contradiction;
import org.rmmodel.common.BadInput;

/**
 * Says what a tree is. Each function shows some changes, present or absent, as all releases with
 * its form have them or none has; a change that only some of these have is not shown by this form.
 * What is shown is compared with the release that the Makefile names, and else with the rows of
 * {@code kernels.yaml}.
 */
public final class TreeJudge {
  private final Kernels kernels;
  private final KnownForms forms;
  private final Map<Release, Set<String>> changes = new LinkedHashMap<>();

  /**
   * A judge.
   *
   * @param kernels the kernels and their changes
   * @param forms the forms that were read
   * @throws BadInput if a tree that was read is no release of {@code kernels.yaml}
   */
  public TreeJudge(Kernels kernels, KnownForms forms) {
    this.kernels = kernels;
    this.forms = forms;
    forms.trees().keySet().forEach(release -> changes.put(release, changesOf(kernels, release)));
  }

  /** The changes that a release has, as {@code kernels.yaml} says it. */
  static Set<String> changesOf(Kernels kernels, Release release) {
    return withoutPreempt(kernels.named(release.toString()));
  }

  private static Set<String> withoutPreempt(Named named) {
    return named.kernel(false).orElseThrow().changes();
  }

  /**
   * Judges a function.
   *
   * @param reading the function as it was found
   * @return what is known of its form
   */
  public FunctionVerdict judge(Reading reading) {
    String name = reading.function().name();
    List<Release> whole = forms.with(name, reading.form());
    List<Release> steps = whole.isEmpty() ? forms.withSteps(name, reading.form()) : List.of();
    List<Release> releases = whole.isEmpty() ? steps : whole;
    Known known = !whole.isEmpty() ? Known.WHOLE : !steps.isEmpty() ? Known.STEPS : Known.NOTHING;
    return new FunctionVerdict(
        reading,
        known,
        releases,
        shown(reading.function(), releases, true),
        shown(reading.function(), releases, false));
  }

  private Set<String> shown(ModelledFunction function, List<Release> releases, boolean has) {
    return releases.isEmpty()
        ? Set.of()
        : function.shows().stream()
            .filter(
                change ->
                    releases.stream()
                        .allMatch(
                            release ->
                                changes.getOrDefault(release, Set.of()).contains(change) == has))
            .collect(Collectors.toSet());
  }

  /**
   * Judges a tree.
   *
   * @param release what its Makefile says that it is
   * @param readings its functions
   * @return what it is
   */
  public TreeVerdict judge(Release release, List<Reading> readings) {
    List<FunctionVerdict> functions = readings.stream().map(this::judge).toList();
    Map<String, Boolean> shown = new LinkedHashMap<>();
    Map<String, Contradiction> contradictions = new LinkedHashMap<>();
    for (Change change : kernels.changes()) {
      Contradiction said = said(change.id(), functions);
      if (!said.present().isEmpty() && !said.absent().isEmpty()) {
        contradictions.put(change.id(), said);
      } else if (!said.present().isEmpty() || !said.absent().isEmpty()) {
        shown.put(change.id(), !said.present().isEmpty());
      }
    }
    Named base = base(release, shown);
    Set<String> differences = differences(withoutPreempt(base), shown);
    Set<String> has = new LinkedHashSet<>(withoutPreempt(base));
    StringBuilder name = new StringBuilder(base.name());
    for (String change : differences) {
      boolean adds = has.add(change);
      if (!adds) {
        has.remove(change);
      }
      name.append(adds ? '+' : '~').append(change);
    }
    Set<String> notShown =
        kernels.changeNames().stream()
            .filter(change -> !shown.containsKey(change) && !change.equals(Change.PREEMPT))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new TreeVerdict(
        release,
        functions,
        name.toString(),
        differences.isEmpty(),
        has,
        notShown,
        contradictions,
        alike(functions),
        base.note());
  }

  /** Who shows a change, and who denies it; the steps alone count where no whole form says it. */
  private static Contradiction said(String change, List<FunctionVerdict> functions) {
    return Stream.of(Known.WHOLE, Known.STEPS)
        .map(
            known -> {
              List<String> present = new ArrayList<>();
              List<String> absent = new ArrayList<>();
              for (FunctionVerdict function : functions) {
                if (function.known() == known && function.present().contains(change)) {
                  present.add(function.name());
                } else if (function.known() == known && function.absent().contains(change)) {
                  absent.add(function.name());
                }
              }
              return new Contradiction(present, absent);
            })
        .filter(said -> !said.present().isEmpty() || !said.absent().isEmpty())
        .findFirst()
        .orElse(new Contradiction(List.of(), List.of()));
  }

  private Optional<Named> named(Release release) {
    try {
      return Optional.of(kernels.named(release.toString()));
    } catch (BadInput e) {
      // It is older than the first row, or newer than the newest release that was looked at.
      return Optional.empty();
    }
  }

  /**
   * The release if it has what is shown, else a row that has it, else the release, else the nearest
   * row.
   */
  private Named base(Release release, Map<String, Boolean> shown) {
    Optional<Named> own = named(release);
    if (own.filter(named -> differences(withoutPreempt(named), shown).isEmpty()).isPresent()) {
      return own.get();
    }
    Version nearest =
        kernels.versions().stream()
            .min(Comparator.comparingInt(row -> differences(row.changes(), shown).size()))
            .orElseThrow();
    return differences(nearest.changes(), shown).isEmpty()
        ? nearest.named()
        : own.orElse(nearest.named());
  }

  private Set<String> differences(Set<String> has, Map<String, Boolean> shown) {
    return kernels.changeNames().stream()
        .filter(change -> shown.containsKey(change) && shown.get(change) != has.contains(change))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private List<Release> alike(List<FunctionVerdict> functions) {
    return forms.trees().keySet().stream()
        .filter(
            release ->
                functions.stream()
                    .filter(function -> function.known() == Known.WHOLE)
                    .allMatch(function -> function.releases().contains(release)))
        .toList();
  }
}
