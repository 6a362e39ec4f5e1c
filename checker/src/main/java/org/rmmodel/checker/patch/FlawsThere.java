package org.rmmodel.checker.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Expectation;
import org.rmmodel.checker.catalogue.Flaw;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.ModelRun;
import org.rmmodel.checker.catalogue.Sighting;
import org.rmmodel.checker.patch.Review.FlawThere;

/**
 * The flaws that are told of the functions that patches change, with what the models say of them.
 */
public final class FlawsThere {
  private FlawsThere() {}

  /**
   * Finds them.
   *
   * @param catalogue the specification
   * @param kernels the kernel without and with preemption
   * @param findings what is said of the patches
   * @return the flaws, in the catalogue's order
   */
  public static List<FlawThere> of(
      Catalogue catalogue, List<Kernel> kernels, List<Finding> findings) {
    Set<String> functions = Reviewer.functions(findings);
    List<FlawThere> flaws = new ArrayList<>();
    for (Flaw flaw : catalogue.facts().flaws()) {
      String text = String.join(" ", flaw.title(), flaw.what(), flaw.who(), flaw.how(), flaw.fix());
      List<String> named =
          functions.stream()
              .filter(name -> Pattern.compile("(?<!\\w)" + name + "(?!\\w)").matcher(text).find())
              .toList();
      if (!named.isEmpty()) {
        flaws.add(
            new FlawThere(
                flaw.id(),
                flaw.shortTitle(),
                named,
                there(catalogue, kernels, flaw),
                flaw.models().stream().map(Sighting::model).distinct().toList()));
      }
    }
    return flaws;
  }

  private static String there(Catalogue catalogue, List<Kernel> kernels, Flaw flaw) {
    if (flaw.outside().isPresent()) {
      return "outside";
    }
    List<String> each =
        kernels.stream().map(kernel -> on(catalogue, kernel, flaw)).distinct().toList();
    if (each.size() < 2) {
      return String.join("", each);
    }
    return kernels.stream()
        .map(
            kernel ->
                on(catalogue, kernel, flaw)
                    + (kernel.preempt() ? " with preemption" : " without preemption"))
        .filter(said -> said.startsWith("found"))
        .findFirst()
        .orElse(String.join(" / ", each));
  }

  private static String on(Catalogue catalogue, Kernel kernel, Flaw flaw) {
    boolean asked = false;
    for (Sighting sighting : flaw.models()) {
      for (ModelRun run : catalogue.model(sighting.model()).runFor(kernel).stream().toList()) {
        asked = true;
        if (run.expect() instanceof Expectation.Violates violates
            && violates.property().equals(sighting.property())) {
          return "found";
        }
      }
    }
    return asked ? "not found" : "not asked";
  }
}
