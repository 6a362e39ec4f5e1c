package org.rmmodel.checker.patch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.catalogue.Named;
import org.rmmodel.checker.catalogue.Release;
import org.rmmodel.checker.source.Modelled;

/**
 * What is said of patches.
 *
 * @param patches what was read
 * @param findings what is said of each place that they change
 * @param kernel the kernel that they are taken to apply to
 * @param because why that one
 * @param flaws the flaws that are told of the functions that they change, with whether the models
 *     find them there
 * @param changes the changes that these functions show and the kernel lacks
 * @param elsewhere how many hunks change files in which nothing is modelled
 */
public record Review(
    Patches patches,
    List<Finding> findings,
    String kernel,
    String because,
    List<FlawThere> flaws,
    List<ChangeThere> changes,
    int elsewhere) {
  /** Copies the lists. */
  public Review {
    findings = List.copyOf(findings);
    flaws = List.copyOf(flaws);
    changes = List.copyOf(changes);
  }

  /**
   * A change that the kernel lacks.
   *
   * @param id its name
   * @param title what it is
   * @param since the first release that has it, or nothing
   * @param functions the functions of the patches that show it
   */
  public record ChangeThere(String id, String title, String since, List<String> functions) {
    /** Copies the list. */
    public ChangeThere {
      functions = List.copyOf(functions);
    }

    /**
     * Those that a kernel lacks.
     *
     * @param findings what is said of patches
     * @param modelled the functions that are modelled
     * @param kernels all kernels
     * @param named the kernel
     * @return the changes, in the order of the file
     */
    public static List<ChangeThere> of(
        List<Finding> findings, Modelled modelled, Kernels kernels, Named named) {
      Map<String, Set<String>> functions = new LinkedHashMap<>();
      for (Finding finding : findings) {
        modelled
            .find(finding.code() > 0 ? finding.place().name() : "")
            .ifPresent(
                function ->
                    function
                        .shows()
                        .forEach(
                            change ->
                                functions
                                    .computeIfAbsent(change, c -> new LinkedHashSet<>())
                                    .add(function.name())));
      }
      return kernels.changes().stream()
          .filter(change -> functions.containsKey(change.id()))
          .filter(
              change -> named.kernels().stream().noneMatch(k -> k.changes().contains(change.id())))
          .map(
              change ->
                  new ChangeThere(
                      change.id(),
                      change.title(),
                      change.since().map(Release::toString).orElse(""),
                      List.copyOf(functions.getOrDefault(change.id(), Set.of()))))
          .toList();
    }
  }

  /**
   * A flaw on the kernel.
   *
   * @param id its name
   * @param title what it is
   * @param functions the functions of the patches that its text names
   * @param there what the models say of it on this kernel
   * @param models the models that look for it
   */
  public record FlawThere(
      String id, String title, List<String> functions, String there, List<String> models) {
    /** Copies the lists. */
    public FlawThere {
      functions = List.copyOf(functions);
      models = List.copyOf(models);
    }
  }

  /** The findings of each hunk, in their order. */
  Map<Hunk, List<Finding>> byHunk() {
    Map<Hunk, List<Finding>> hunks = new LinkedHashMap<>();
    findings.forEach(
        finding -> hunks.computeIfAbsent(finding.hunk(), hunk -> new ArrayList<>()).add(finding));
    return hunks;
  }

  /** The actions that somebody may have to change, each with its function. */
  Set<String> actions() {
    Set<String> names = new LinkedHashSet<>();
    findings.forEach(finding -> finding.actions().forEach(action -> names.add(action.action())));
    return names;
  }

  /**
   * The findings with neither an action nor a reason.
   *
   * @return those that somebody has to look at
   */
  public List<Finding> open() {
    return findings.stream().filter(Finding::isOpen).toList();
  }
}
