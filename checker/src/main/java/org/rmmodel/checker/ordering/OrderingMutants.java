package org.rmmodel.checker.ordering;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.litmus.ExpectedLitmus;
import org.rmmodel.common.BadInput;
import org.rmmodel.lkmm.check.Checker;
import org.rmmodel.lkmm.check.Result;
import org.rmmodel.lkmm.execution.Limits;
import org.rmmodel.lkmm.model.MemoryModel;
import org.rmmodel.lkmm.model.Version;
import org.rmmodel.lkmm.parse.Litmus;
import org.rmmodel.lkmm.parse.LitmusException;

/**
 * Each primitive of {@code ordering.yaml}, weaker in the tests that describe its kernels: which of
 * them come out otherwise is what the memory model says, not what the table does.
 */
public final class OrderingMutants {
  private final SpecFolder folder;
  private final Kernels kernels;
  private final List<ExpectedLitmus> tests;
  private final MemoryModel model;
  private final Limits limits;

  /**
   * A weaker primitive.
   *
   * @param entry the entry that has the primitive
   * @param weaker what takes its place
   * @param asked the tests in which it did
   * @param found the tests that came out otherwise than without it
   */
  public record Mutant(
      Ordering.Entry entry, String weaker, List<String> asked, List<String> found) {
    /**
     * The primitive and what took its place.
     *
     * @return for example {@code ModulePut_ThisCpuInc: smp_wmb -> nothing}
     */
    public String title() {
      return entry.action() + ": " + entry.primitive() + " -> " + weaker;
    }
  }

  /**
   * Mutants of some tests.
   *
   * @param folder the specification
   * @param kernels its kernels
   * @param tests its litmus tests
   * @param version by which model they are judged
   * @param limits what each may take
   */
  public OrderingMutants(
      SpecFolder folder,
      Kernels kernels,
      Collection<ExpectedLitmus> tests,
      Version version,
      Limits limits) {
    this.folder = folder;
    this.kernels = kernels;
    this.tests = tests.stream().filter(test -> !test.kernels(kernels).isEmpty()).toList();
    this.model = new MemoryModel(version);
    this.limits = limits;
  }

  /**
   * Makes every primitive weaker, one at a time.
   *
   * @param ordering the table of primitives
   * @return what came out, in the table's order
   * @throws BadInput if a test is cut short or cannot be made weaker
   */
  public List<Mutant> of(Ordering ordering) {
    List<Mutant> mutants = new ArrayList<>();
    for (Ordering.Entry entry : ordering.entries()) {
      for (String weaker : new Primitive(entry.primitive()).weaker()) {
        mutants.add(mutant(ordering, entry, weaker));
      }
    }
    return mutants;
  }

  private Mutant mutant(Ordering ordering, Ordering.Entry entry, String weaker) {
    Primitive primitive = new Primitive(entry.primitive());
    List<String> asked = new ArrayList<>();
    List<String> found = new ArrayList<>();
    for (ExpectedLitmus test : tests) {
      TestText text = new TestText(folder.read(test.file()));
      Set<Integer> lines =
          test.steps().stream()
              .filter(step -> ordering.owner(step.action()).equals(entry.action()))
              .map(ExpectedLitmus.Step::line)
              .filter(line -> text.primitives(line).contains(primitive.name()))
              .collect(Collectors.toCollection(TreeSet::new));
      if (!lines.isEmpty() && test.kernels(kernels).stream().anyMatch(entry::isOn)) {
        asked.add(test.name());
        if (differs(test, text.weaken(lines, primitive, weaker), entry, weaker)) {
          found.add(test.name());
        }
      }
    }
    return new Mutant(entry, weaker, List.copyOf(asked), List.copyOf(found));
  }

  private boolean differs(
      ExpectedLitmus test, String weakened, Ordering.Entry entry, String weaker) {
    Result result;
    try {
      result = Checker.check(Litmus.parse(weakened), model, limits);
    } catch (LitmusException e) {
      throw new BadInput(where(test, entry, weaker) + e.place() + ": " + e.what());
    }
    if (result.verdict() == null) {
      throw new BadInput(where(test, entry, weaker) + result.cutShort());
    }
    return !test.difference(result, model.version()).isEmpty();
  }

  private String where(ExpectedLitmus test, Ordering.Entry entry, String weaker) {
    return folder.nameOf(test.file())
        + " with "
        + weaker
        + " for "
        + entry.primitive()
        + " of "
        + entry.action()
        + ": ";
  }

  /**
   * Where the table says something else than the memory model.
   *
   * @param folder the specification
   * @param mutants what came out
   * @return a line for each disagreement, with its place in the table
   */
  public static List<String> differences(SpecFolder folder, List<Mutant> mutants) {
    Map<Ordering.Entry, List<Mutant>> byEntry = new LinkedHashMap<>();
    mutants.forEach(m -> byEntry.computeIfAbsent(m.entry(), any -> new ArrayList<>()).add(m));
    List<String> differences = new ArrayList<>();
    byEntry.forEach(
        (entry, these) -> {
          String at = folder.nameOf(folder.root().resolve("ordering.yaml")) + ":" + entry.line();
          for (Mutant mutant : these) {
            boolean argued = entry.argued().containsKey(mutant.weaker());
            if (mutant.found().isEmpty() && !argued) {
              differences.add(
                  at + ": " + mutant.title() + ": no test of " + mutant.asked() + " needs it");
            } else if (!mutant.found().isEmpty() && argued) {
              differences.add(
                  at + ": " + mutant.title() + ": argued, and yet found by " + mutant.found());
            }
          }
          Set<String> need = new TreeSet<>();
          these.forEach(mutant -> need.addAll(mutant.found()));
          if (!need.equals(new TreeSet<>(entry.tests()))) {
            differences.add(
                at + ": " + entry.action() + " " + entry.primitive() + ": needed by " + need);
          }
        });
    return differences;
  }
}
