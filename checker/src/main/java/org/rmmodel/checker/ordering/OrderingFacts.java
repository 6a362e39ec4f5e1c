package org.rmmodel.checker.ordering;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rmmodel.checker.catalogue.ByLitmus;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Flaw;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Literal;
import org.rmmodel.checker.catalogue.Property;
import org.rmmodel.checker.litmus.ExpectedLitmus;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.NearestNames;
import org.rmmodel.lkmm.check.Checker;
import org.rmmodel.lkmm.check.Result;
import org.rmmodel.lkmm.check.Verdict;
import org.rmmodel.lkmm.execution.Limits;
import org.rmmodel.lkmm.model.MemoryModel;
import org.rmmodel.lkmm.model.Version;

/**
 * The facts about memory order, decided by what the memory model says of their litmus tests. A test
 * asks for what must not be, so a fact is violated on a kernel where some test that describes it is
 * not <em>Never</em>, or has a data race.
 */
public final class OrderingFacts {
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), 10_000_000);

  /** What a kernel's tests say. */
  public enum Answer {
    /** All of them are Never, without a race. */
    HOLDS,
    /** One of them is not. */
    VIOLATED,
    /** One of them could not be decided, and none is violated. */
    UNKNOWN,
    /** No test describes the kernel. */
    NOT_ASKED
  }

  /**
   * What came out of a test.
   *
   * @param test the test
   * @param result what came out
   * @param differs whether that is not what is expected of it
   */
  public record Asked(ExpectedLitmus test, Result result, boolean differs) {
    /**
     * Whether it allows what must not be.
     *
     * @return what it says of the kernels that it describes
     */
    public Answer answer() {
      if (result.verdict() == null) {
        return Answer.UNKNOWN;
      }
      return result.verdict() == Verdict.NEVER && result.flags().isEmpty()
          ? Answer.HOLDS
          : Answer.VIOLATED;
    }

    /**
     * The verdict in words.
     *
     * @return for example {@code Sometimes, with a data race}
     */
    public String verdict() {
      Verdict verdict = result.verdict();
      return verdict == null
          ? "cut short"
          : verdict.word() + (result.flags().isEmpty() ? "" : ", with a data race");
    }
  }

  private final Catalogue catalogue;
  private final Map<String, ExpectedLitmus> tests = new LinkedHashMap<>();
  private final Map<String, Asked> asked = new LinkedHashMap<>();
  private final MemoryModel model = new MemoryModel(Version.V6_12);

  /**
   * The facts of a specification.
   *
   * @param catalogue the catalogue
   * @throws BadInput if a test or the list of tests is wrong, or a fact names a test that is not
   *     there, or that does not name the fact
   */
  public OrderingFacts(Catalogue catalogue) {
    this.catalogue = catalogue;
    ExpectedLitmus.load(catalogue.folder(), catalogue).forEach(t -> tests.put(t.name(), t));
    catalogue.facts().flaws().forEach(flaw -> flaw.litmus().ifPresent(by -> check(flaw.id(), by)));
    catalogue.facts().properties().forEach(p -> p.litmus().ifPresent(by -> check(p.id(), by)));
  }

  private void check(String id, ByLitmus by) {
    for (String name : Stream.concat(by.tests().stream(), by.mended().stream()).toList()) {
      ExpectedLitmus test = tests.get(name);
      String file = catalogue.folder().nameOf(catalogue.folder().facts());
      if (test == null) {
        throw new BadInput(
            file
                + ": "
                + id
                + ": no litmus test "
                + name
                + NearestNames.hint(name, tests.keySet()));
      }
      if (!test.facts().contains(id)) {
        throw new BadInput(file + ": " + id + ": the test " + name + " does not name it");
      }
    }
  }

  /**
   * The flaws of memory order.
   *
   * @return those that litmus tests decide
   */
  public List<Flaw> flaws() {
    return catalogue.facts().flaws().stream().filter(flaw -> flaw.litmus().isPresent()).toList();
  }

  /**
   * The promises of memory order.
   *
   * @return those that litmus tests decide
   */
  public List<Property> properties() {
    return catalogue.facts().properties().stream()
        .filter(property -> property.litmus().isPresent())
        .toList();
  }

  /**
   * What the memory model of 6.12 says of a test.
   *
   * @param name the test
   * @return what came out, computed once
   */
  public Asked ask(String name) {
    return asked.computeIfAbsent(name, this::check);
  }

  private Asked check(String name) {
    ExpectedLitmus test = tests.get(name);
    if (test == null) {
      throw new IllegalArgumentException("no litmus test " + name);
    }
    Result result = Checker.check(test.test(), model, LIMITS);
    boolean differs =
        result.verdict() != null && !test.difference(result, model.version()).isEmpty();
    return new Asked(test, result, differs);
  }

  /**
   * The tests of a fact that describe a kernel as it is.
   *
   * @param by the fact's tests
   * @param kernel the kernel
   * @return what came out of each
   */
  public List<Asked> on(ByLitmus by, Kernel kernel) {
    return by.tests().stream().map(this::ask).filter(one -> describes(one.test(), kernel)).toList();
  }

  private static boolean describes(ExpectedLitmus test, Kernel kernel) {
    return test.when().stream().anyMatch(all -> all.stream().allMatch(e -> e.holdsFor(kernel)));
  }

  /**
   * Why other tests of a fact describe one kernel than another.
   *
   * @param by the fact's tests
   * @param one a kernel
   * @param other another one
   * @return the changes that only one of the two has, and that decide which tests describe it
   */
  public List<String> causes(ByLitmus by, Kernel one, Kernel other) {
    return by.tests().stream()
        .flatMap(name -> ask(name).test().when().stream())
        .flatMap(List::stream)
        .map(Literal::change)
        .distinct()
        .filter(change -> one.has(change) != other.has(change))
        .toList();
  }

  /**
   * What a kernel's tests say of a fact.
   *
   * @param by the fact's tests
   * @param kernel the kernel
   * @return the answer
   */
  public Answer answer(ByLitmus by, Kernel kernel) {
    List<Answer> answers = on(by, kernel).stream().map(Asked::answer).toList();
    return answers.isEmpty()
        ? Answer.NOT_ASKED
        : Stream.of(Answer.VIOLATED, Answer.UNKNOWN)
            .filter(answers::contains)
            .findFirst()
            .orElse(Answer.HOLDS);
  }

  /**
   * The test that shows that a fact is violated on a kernel.
   *
   * @param by the fact's tests
   * @param kernel the kernel
   * @return the first, if there is one
   */
  public Optional<Asked> shown(ByLitmus by, Kernel kernel) {
    return on(by, kernel).stream().filter(one -> one.answer() == Answer.VIOLATED).findFirst();
  }
}
