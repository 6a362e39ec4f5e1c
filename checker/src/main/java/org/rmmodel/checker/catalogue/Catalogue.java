package org.rmmodel.checker.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Lane;
import org.rmmodel.common.NearestNames;

/**
 * Every model with its expectations.
 *
 * @param folder the specification
 * @param kernels the kernels
 * @param facts what the verdict tables ask for
 * @param models the models, in order
 * @param actions the specification's actions
 * @param recorded what a machine counted of the runs
 */
public record Catalogue(
    SpecFolder folder,
    Kernels kernels,
    Facts facts,
    List<Model> models,
    Actions actions,
    Recorded recorded) {
  /** Copies the list. */
  public Catalogue {
    models = List.copyOf(models);
  }

  /**
   * Reads {@code kernels.yaml}, {@code actions.yaml}, {@code facts.yaml}, {@code catalogue.yaml},
   * the families that it lists, what was recorded of them, and every cfg that they name.
   *
   * @param folder the specification
   * @return the catalogue
   * @throws BadInput with file and line, at the first error
   */
  public static Catalogue load(SpecFolder folder) {
    return new CatalogueLoader(folder, Optional.empty()).load();
  }

  /**
   * The catalogue with other counts: what is to be recorded must go with what is authored.
   *
   * @param counts the counts
   * @return the catalogue, read anew
   * @throws BadInput as {@link #load} does, for example where two runs now stand for one kernel
   */
  public Catalogue recording(Recorded counts) {
    return new CatalogueLoader(folder, Optional.of(counts)).load();
  }

  /**
   * The runs of a lane.
   *
   * @param lane the lane
   * @return all runs that belong to it or to a smaller one, in the catalogue's order
   */
  public List<Case> cases(Lane lane) {
    return cases().stream().filter(c -> lane.includes(c.run().lane())).toList();
  }

  /**
   * Every run.
   *
   * @return all of them, in the catalogue's order
   */
  public List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    models.forEach(model -> model.runs().forEach(run -> cases.add(new Case(model, run))));
    return cases;
  }

  /**
   * The runs that users name.
   *
   * @param names each a model's name, for all its runs, or a model and a kernel
   * @return the runs in the order of the names, each once; what is expected on a kernel is what the
   *     run expects that stands for it
   * @throws BadInput if a name is not in the catalogue; it says which names are near
   */
  public List<Case> find(List<String> names) {
    return find(names, false);
  }

  /**
   * The runs that users name, perhaps on kernels of their own.
   *
   * @param names each a model's name, for all its runs, or a model and a kernel
   * @param mayBeUnexpected whether a kernel may be one that no run stands for
   * @return the runs in the order of the names, each once
   * @throws BadInput as {@link #find(List)} does
   */
  public List<Case> find(List<String> names, boolean mayBeUnexpected) {
    Map<String, Case> found = new LinkedHashMap<>();
    for (String name : names) {
      int colon = name.indexOf(':');
      Model model = model(colon < 0 ? name : name.substring(0, colon));
      List<Case> these =
          colon < 0
              ? model.runs().stream().map(run -> new Case(model, run)).toList()
              : on(model, kernels.parse(name.substring(colon + 1)), mayBeUnexpected);
      these.forEach(c -> found.put(c.id(), c));
    }
    return List.copyOf(found.values());
  }

  /**
   * A model's runs on kernels that a user chose.
   *
   * @param model the model
   * @param chosen the kernels
   * @param mayBeUnexpected whether a kernel may be one that no run stands for
   * @return one run for each
   * @throws BadInput if no run stands for a kernel
   */
  public List<Case> on(Model model, List<Kernel> chosen, boolean mayBeUnexpected) {
    List<Case> these = new ArrayList<>();
    for (Kernel kernel : chosen) {
      Optional<ModelRun> run = model.runFor(kernel).map(known -> known.on(kernel));
      if (run.isEmpty() && !mayBeUnexpected) {
        throw new BadInput(
            "the model "
                + model.name()
                + " has no run "
                + kernel.id()
                + "; it has "
                + model.runs().stream()
                    .map(r -> r.kernel().id())
                    .collect(Collectors.joining(", ")));
      }
      these.add(
          new Case(
              model,
              run.orElseGet(
                  () -> ModelRun.unexpected(kernel, kernels.changeNames(), model.lane()))));
    }
    return these;
  }

  /**
   * The same runs on every kernel that they stand for.
   *
   * @param cases runs
   * @return one for each kernel, which must all come out as the run that stands for them
   */
  public static List<Case> onEveryKernel(List<Case> cases) {
    return cases.stream()
        .flatMap(
            of ->
                of.run().standsFor().stream()
                    .map(kernel -> new Case(of.model(), of.run().on(kernel))))
        .toList();
  }

  /**
   * A model.
   *
   * @param name its name
   * @return the model
   * @throws BadInput if there is none; it says which names are near
   */
  public Model model(String name) {
    return models.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "unknown model "
                        + name
                        + NearestNames.hint(name, models.stream().map(Model::name).toList())
                        + " (spec/check list shows all)"));
  }
}
