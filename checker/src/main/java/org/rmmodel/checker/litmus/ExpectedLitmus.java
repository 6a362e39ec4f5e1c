package org.rmmodel.checker.litmus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.catalogue.Literal;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.BadInput;
import org.rmmodel.lkmm.check.Result;
import org.rmmodel.lkmm.check.Verdict;
import org.rmmodel.lkmm.model.Version;
import org.rmmodel.lkmm.parse.Litmus;

/**
 * A litmus test of the protocol, with what is expected of it.
 *
 * @param name its name, which is also its file's
 * @param file its file
 * @param test what the file has
 * @param steps the steps of the protocol that its comments name, in the file's order
 * @param verdicts the verdict by each version of the model
 * @param race whether a data race is flagged
 * @param when the kernels that it describes as they are: those that meet all of one of these lists;
 *     none if it is there only for its neighbour's sake
 * @param neighbour the test that it is a weaker or stronger form of, if any
 * @param property what it is an example of, if anything
 * @param models the models in which TLC finds what the test asks for, if it is possible in order
 * @param untold why no model has it, though it is possible in order
 * @param facts the ids of the facts that it is about
 * @param shows what it shows
 */
public record ExpectedLitmus(
    String name,
    Path file,
    Litmus test,
    List<Step> steps,
    Map<Version, Verdict> verdicts,
    boolean race,
    List<List<Literal>> when,
    Optional<Neighbour> neighbour,
    Optional<String> property,
    List<String> models,
    Optional<String> untold,
    List<String> facts,
    String shows) {
  private static final String RACE = "data-race";

  /**
   * A step of the protocol in a test.
   *
   * @param action the action's name
   * @param thread whose step it is
   * @param line the line on which it is
   */
  public record Step(String action, int thread, int line) {}

  /**
   * What a test is a neighbour of.
   *
   * @param name the other test
   * @param weaker whether it asks for less order than the other one, or else for more
   */
  public record Neighbour(String name, boolean weaker) {}

  /** Copies what can be changed. */
  public ExpectedLitmus {
    steps = List.copyOf(steps);
    verdicts = Map.copyOf(verdicts);
    when = List.copyOf(when);
    models = List.copyOf(models);
    facts = List.copyOf(facts);
  }

  /**
   * The tests of {@code litmus/expected.yaml}.
   *
   * @param folder the specification
   * @param catalogue its kernels, actions and facts
   * @return the tests, in their order
   * @throws BadInput with file and line if the list or a test is wrong, or if the list does not
   *     name each test of the folder once
   */
  public static List<ExpectedLitmus> load(SpecFolder folder, Catalogue catalogue) {
    return new ExpectedLitmusLoader(folder, catalogue).load();
  }

  /**
   * The actions that its steps are.
   *
   * @return their names, each once, in the file's order
   */
  public Set<String> actions() {
    Set<String> actions = new LinkedHashSet<>();
    steps.forEach(step -> actions.add(step.action()));
    return actions;
  }

  /**
   * The kernels that it describes as they are.
   *
   * @param kernels all kernels
   * @return some of them; none if it only shows what a neighbour depends on
   */
  public List<Kernel> kernels(Kernels kernels) {
    return kernels.all().stream()
        .filter(kernel -> when.stream().anyMatch(all -> isSo(all, kernel)))
        .toList();
  }

  static boolean isSo(List<Literal> all, Kernel kernel) {
    return all.stream().allMatch(literal -> literal.holdsFor(kernel));
  }

  /**
   * In what a result is not as expected.
   *
   * @param result what came out, with a verdict
   * @param version by which model
   * @return a line, empty if all is as expected
   */
  public String difference(Result result, Version version) {
    List<String> parts = new ArrayList<>();
    Verdict expected = verdicts.get(version);
    if (result.verdict() != expected && expected != null) {
      parts.add(expected.word() + " is expected");
    }
    // In order there are no races: sequential consistency does not tell plain accesses apart.
    if (version == Version.SC) {
      return String.join(", ", parts);
    }
    if (result.flags().contains(RACE) != race) {
      parts.add(race ? "a data race is expected" : "no data race is expected");
    }
    if (result.flags().stream().anyMatch(flag -> !flag.equals(RACE))) {
      parts.add("no flags " + result.flags() + " are expected");
    }
    return String.join(", ", parts);
  }
}
