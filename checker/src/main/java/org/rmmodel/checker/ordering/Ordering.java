package org.rmmodel.checker.ordering;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.catalogue.Literal;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.BadInput;

/**
 * What orders each step of the protocol, as {@code ordering.yaml} lists it.
 *
 * @param entries the primitives of the actions that have a part in the memory order
 * @param like actions that have the primitives of another one: that one's name
 * @param silent the reason of each action that has none, in the file's order
 */
public record Ordering(List<Entry> entries, Map<String, String> like, Map<String, String> silent) {
  /**
   * A primitive in a step of the protocol.
   *
   * @param action the action's name
   * @param when the kernels on which the step has it: those that meet all of these
   * @param primitive its name in litmus tests
   * @param kernel what the kernel calls, where tests have something else for it
   * @param spelled how else tests may have it, in more than one statement
   * @param source where that was read
   * @param tests the litmus tests that need it: weaker, they come out otherwise
   * @param argued for each weaker form that no test notices, why it is not weaker all the same
   * @param line the line of the file on which the entry begins
   */
  public record Entry(
      String action,
      List<Literal> when,
      String primitive,
      Optional<String> kernel,
      List<String> spelled,
      String source,
      List<String> tests,
      Map<String, String> argued,
      int line) {
    /**
     * Whether the step has it on a kernel.
     *
     * @param kernel a kernel
     * @return true if it meets every condition
     */
    public boolean isOn(Kernel kernel) {
      return when.stream().allMatch(literal -> literal.holdsFor(kernel));
    }

    /**
     * Whether a test may have a primitive where the kernel has this one.
     *
     * @param inTest the test's primitive
     * @return true if it is the same, or stands for it
     */
    boolean allows(String inTest) {
      return new Primitive(primitive).allows(inTest) || spelled.contains(inTest);
    }

    /**
     * What it orders.
     *
     * @return a word or two, for example {@code release}
     */
    public String strength() {
      return new Primitive(primitive).strength();
    }

    /**
     * The kernels on which the step has it.
     *
     * @param kernels all kernels
     * @return some of them
     */
    public List<Kernel> kernels(Kernels kernels) {
      return kernels.all().stream().filter(this::isOn).toList();
    }
  }

  /**
   * Reads {@code ordering.yaml}, and checks it against the actions and the kernels.
   *
   * @param folder the specification
   * @param catalogue its actions and kernels
   * @return what it says
   * @throws BadInput with file and line, at the first error
   */
  public static Ordering load(SpecFolder folder, Catalogue catalogue) {
    return new OrderingLoader(folder, catalogue).load();
  }

  /**
   * The primitives of an action.
   *
   * @param action its name
   * @param kernel a kernel
   * @return the primitives that the step has there, in the file's order
   */
  public List<Entry> of(String action, Kernel kernel) {
    return entries.stream()
        .filter(entry -> entry.action().equals(owner(action)) && entry.isOn(kernel))
        .toList();
  }

  /**
   * The action under which the primitives of an action are listed.
   *
   * @param action its name
   * @return its own name, or that of the action that it is like
   */
  public String owner(String action) {
    return like.getOrDefault(action, action);
  }
}
