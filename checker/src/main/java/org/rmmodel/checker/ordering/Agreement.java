package org.rmmodel.checker.ordering;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.litmus.ExpectedLitmus;

/**
 * Whether the litmus tests that describe kernels as they are have the primitives of {@code
 * ordering.yaml}: in each statement whose comment names an action, on each of the test's kernels.
 */
public final class Agreement {
  private final SpecFolder folder;
  private final Kernels kernels;
  private final Ordering ordering;

  /**
   * A comparison.
   *
   * @param folder the specification
   * @param kernels its kernels
   * @param ordering its table of primitives
   */
  public Agreement(SpecFolder folder, Kernels kernels, Ordering ordering) {
    this.folder = folder;
    this.kernels = kernels;
    this.ordering = ordering;
  }

  /**
   * Where a test is not as the table says.
   *
   * @param tests the tests; those that only show what a neighbour depends on are left out
   * @return a line for each disagreement, with the test, the line and the action
   */
  public List<String> differences(Collection<ExpectedLitmus> tests) {
    List<String> differences = new ArrayList<>();
    for (ExpectedLitmus test : tests) {
      List<Kernel> these = test.kernels(kernels);
      if (!these.isEmpty()) {
        compare(test, these, differences);
      }
    }
    return differences;
  }

  private void compare(ExpectedLitmus test, List<Kernel> these, List<String> differences) {
    TestText text = new TestText(folder.read(test.file()));
    for (int line : lines(test)) {
      List<String> actions =
          test.steps().stream()
              .filter(step -> step.line() == line)
              .map(ExpectedLitmus.Step::action)
              .toList();
      String at = folder.nameOf(test.file()) + ":" + line + ": ";
      List<String> without = actions.stream().filter(ordering.silent()::containsKey).toList();
      if (!without.isEmpty()) {
        differences.add(at + without + " has no part in the order, by ordering.yaml");
        continue;
      }
      for (String primitive : text.primitives(line)) {
        List<Kernel> not =
            these.stream().filter(kernel -> !allows(actions, kernel, primitive)).toList();
        if (!not.isEmpty()) {
          differences.add(at + said(actions, not.get(0)) + ", not " + primitive);
        }
      }
    }
  }

  private boolean allows(List<String> actions, Kernel kernel, String primitive) {
    return actions.stream()
        .flatMap(action -> ordering.of(action, kernel).stream())
        .anyMatch(entry -> entry.allows(primitive));
  }

  private String said(List<String> actions, Kernel kernel) {
    Set<String> has = new LinkedHashSet<>();
    actions.forEach(action -> ordering.of(action, kernel).forEach(e -> has.add(e.primitive())));
    return String.join(", ", actions)
        + " is "
        + (has.isEmpty() ? "nothing" : has.stream().collect(Collectors.joining(" or ")))
        + " on "
        + kernel.id();
  }

  private static SortedSet<Integer> lines(ExpectedLitmus test) {
    return test.steps().stream()
        .map(ExpectedLitmus.Step::line)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
