package org.rmmodel.checker.patch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.ActionEntry;
import org.rmmodel.checker.catalogue.Actions;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.patch.Placement.Count;
import org.rmmodel.checker.source.Modelled;
import org.rmmodel.checker.source.ModelledFunction;

/** Lays the hunks of patches beside the actions that model them. */
public final class Reviewer {
  private static final Pattern INCLUDE = Pattern.compile("\\s*#\\s*(?:include|pragma)\\b.*");

  private final Modelled modelled;
  private final List<ActionEntry> actions;
  private final Set<String> files = new LinkedHashSet<>();

  /**
   * A reviewer.
   *
   * @param modelled the functions that are modelled
   * @param actions the specification's actions
   * @param kernels the kernel without and with preemption that the patches apply to
   */
  public Reviewer(Modelled modelled, Actions actions, List<Kernel> kernels) {
    this.modelled = modelled;
    this.actions =
        actions.entries().stream()
            .filter(entry -> kernels.stream().anyMatch(kernel -> isThere(entry, kernel)))
            .toList();
    modelled.functions().forEach(function -> files.addAll(function.files()));
    files.addAll(modelled.omittedFiles());
  }

  private static boolean isThere(ActionEntry entry, Kernel kernel) {
    return entry.isOn(kernel) && entry.change().map(kernel.changes()::contains).orElse(true);
  }

  /**
   * Whether it knows a file.
   *
   * @param file a path from the root of the kernel's tree
   * @return true if a modelled function has lived there
   */
  public boolean knows(String file) {
    return files.contains(file);
  }

  /**
   * Lays hunks beside actions.
   *
   * @param patches the hunks
   * @return what is said of each place that a hunk changes in a file that it knows
   */
  public List<Finding> review(Patches patches) {
    List<Finding> findings = new ArrayList<>();
    for (Hunk hunk : patches.hunks()) {
      if (knows(hunk.file())) {
        Placement.of(hunk).forEach((place, count) -> findings.add(finding(hunk, place, count)));
      }
    }
    return findings;
  }

  private Finding finding(Hunk hunk, Place place, Count count) {
    if (count.code() == 0) {
      return new Finding(
          hunk, place, 0, List.of(), Optional.of("comments and empty lines alone: no step"));
    }
    if (place.kind() == Place.Kind.FUNCTION) {
      return function(hunk, place, count);
    }
    return new Finding(hunk, place, count.code(), List.of(), outside(hunk, place));
  }

  private Finding function(Hunk hunk, Place place, Count count) {
    Optional<ModelledFunction> function = modelled.find(place.name());
    Set<String> more = new LinkedHashSet<>();
    function.ifPresent(these -> more.addAll(these.actions()));
    List<ActionEntry> here = steps(place.name(), more);
    Optional<String> reason =
        function
            .flatMap(ModelledFunction::why)
            .or(() -> Optional.ofNullable(modelled.assumed().get(place.name())))
            .or(() -> Optional.ofNullable(modelled.omitted().get(place.name())))
            .or(
                () ->
                    function.isPresent()
                        ? Optional.of("it has no step on this kernel")
                        : elsewhere(hunk));
    return new Finding(hunk, place, count.code(), here, here.isEmpty() ? reason : Optional.empty());
  }

  /**
   * The steps of a function: those of the protocol, or, if it has none of it, those of a module
   * that models it by itself, such as {@code Idempotent.tla}.
   */
  private List<ActionEntry> steps(String function, Set<String> more) {
    List<ActionEntry> all =
        actions.stream()
            .filter(entry -> entry.function().equals(function) || more.contains(entry.action()))
            .toList();
    boolean protocol = all.stream().anyMatch(entry -> entry.of().isEmpty());
    return all.stream().filter(entry -> entry.of().isEmpty() || !protocol).toList();
  }

  private Optional<String> outside(Hunk hunk, Place place) {
    String reason = modelled.omitted().get(place.name());
    if (reason != null && !place.name().isEmpty()) {
      return Optional.of(reason);
    }
    if (place.kind() == Place.Kind.DECLARATION) {
      return Optional.of(
          place.name().startsWith("EXPORT_")
              ? "what is exported: no step"
              : "a declaration: no step");
    }
    boolean includes =
        hunk.lines().stream()
            .filter(line -> line.charAt(0) != ' ' && line.length() > 1)
            .allMatch(line -> INCLUDE.matcher(line.substring(1)).matches());
    if (includes) {
      return Optional.of("what is included: no step");
    }
    return place.kind() == Place.Kind.UNTOLD ? Optional.empty() : elsewhere(hunk);
  }

  /** Of another subsystem's file some functions are modelled, and nothing else. */
  private Optional<String> elsewhere(Hunk hunk) {
    if (modelled.own().contains(hunk.file())) {
      return Optional.empty();
    }
    String names =
        modelled.functions().stream()
            .filter(function -> function.files().contains(hunk.file()))
            .map(ModelledFunction::name)
            .collect(Collectors.joining(", "));
    return Optional.of(
        names.isEmpty()
            ? "nothing of this file is modelled"
            : "what is modelled of this file is " + names);
  }

  /**
   * Of the places that a patch changes, those that are modelled.
   *
   * @param findings what was said of it
   * @return the functions, in their order
   */
  static Set<String> functions(List<Finding> findings) {
    Set<String> names = new LinkedHashSet<>();
    findings.stream()
        .filter(finding -> !finding.actions().isEmpty())
        .forEach(finding -> names.add(finding.place().name()));
    return names;
  }
}
