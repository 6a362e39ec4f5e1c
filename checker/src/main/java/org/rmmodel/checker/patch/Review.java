package org.rmmodel.checker.patch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is said of patches.
 *
 * @param patches what was read
 * @param findings what is said of each place that they change
 * @param kernel the kernel that they are taken to apply to
 * @param because why that one
 * @param flaws the flaws that are told of the functions that they change, with whether the models
 *     find them there
 * @param elsewhere how many hunks change files in which nothing is modelled
 */
public record Review(
    Patches patches,
    List<Finding> findings,
    String kernel,
    String because,
    List<FlawThere> flaws,
    int elsewhere) {
  /** Copies the lists. */
  public Review {
    findings = List.copyOf(findings);
    flaws = List.copyOf(flaws);
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
