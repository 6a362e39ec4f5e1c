package org.rmmodel.conformance.flaws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Expectation;
import org.rmmodel.checker.catalogue.Flaw;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Model;
import org.rmmodel.checker.catalogue.ModelRun;
import org.rmmodel.checker.catalogue.Sighting;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.KernelVersion;

/**
 * Which kernel shows which flaw in which model, says the catalogue: TLC's side. The same build runs
 * TLC and fails where that is not so.
 */
final class Sightings {
  private final Catalogue catalogue;

  Sightings(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The flaws that a model can show, in the order of the facts. */
  List<Flaw> flaws() {
    return catalogue.facts().flaws().stream().filter(Flaw::isModelled).toList();
  }

  List<Kernel> kernels() {
    return catalogue.kernels().all();
  }

  /** The models of a flaw, each with the properties that count for it. */
  static Map<String, Set<String>> models(Flaw flaw) {
    return flaw.models().stream()
        .collect(
            Collectors.groupingBy(
                Sighting::model,
                LinkedHashMap::new,
                Collectors.mapping(
                    Sighting::property, Collectors.toCollection(LinkedHashSet::new))));
  }

  /** What TLC says of a flaw, by one of its models, on a kernel. */
  Side tlc(Flaw flaw, String model, Kernel kernel) {
    Set<String> counted = models(flaw).getOrDefault(model, Set.of());
    return catalogue
        .model(model)
        .runFor(kernel)
        .map(
            run ->
                run.expect() instanceof Expectation.Violates violates
                        && counted.contains(violates.property())
                    ? Side.FOUND
                    : Side.NOT_FOUND)
        .orElse(Side.NOT_ASKED);
  }

  /**
   * The kernels on which a model is asked, in groups: those of a group agree on every change that
   * the model asks for.
   */
  List<List<Kernel>> groups(String model) {
    Model of = catalogue.model(model);
    List<List<Kernel>> groups = new ArrayList<>();
    for (ModelRun run : of.runs()) {
      groups.add(kernels().stream().filter(run.standsFor()::contains).toList());
    }
    return groups;
  }

  /** The kernel of the implementation that has the same changes. */
  static KernelVersion version(Kernel kernel) {
    return new KernelVersion(Change.ofAll(kernel.changes()), false);
  }
}
