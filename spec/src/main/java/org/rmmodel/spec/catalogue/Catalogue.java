package org.rmmodel.spec.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rmmodel.spec.BadInput;
import org.rmmodel.spec.NearestNames;
import org.rmmodel.spec.SpecFolder;

/**
 * Every model with its expectations.
 *
 * @param folder the specification
 * @param hazards the columns of the verdict table, in order
 * @param models the models, in order
 * @param actions the specification's actions
 */
public record Catalogue(
    SpecFolder folder, List<Hazard> hazards, List<Model> models, Actions actions) {
  /** Copies the lists. */
  public Catalogue {
    hazards = List.copyOf(hazards);
    models = List.copyOf(models);
  }

  /**
   * Reads {@code catalogue.yaml}, {@code actions.yaml} and every cfg that the catalogue names.
   *
   * @param folder the specification
   * @return the catalogue
   * @throws BadInput with file and line, at the first error
   */
  public static Catalogue load(SpecFolder folder) {
    return new CatalogueLoader(folder).load();
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
   * @param names each a model's name, for all its runs, or a run's id
   * @return the runs in the order of the names, each once
   * @throws BadInput if a name is not in the catalogue; it says which names are near
   */
  public List<Case> find(List<String> names) {
    Map<String, Case> found = new LinkedHashMap<>();
    for (String name : names) {
      List<Case> these =
          cases().stream()
              .filter(c -> c.id().equals(name) || c.model().name().equals(name))
              .toList();
      if (these.isEmpty()) {
        throw unknown(name);
      }
      these.forEach(c -> found.put(c.id(), c));
    }
    return List.copyOf(found.values());
  }

  private BadInput unknown(String name) {
    int colon = name.indexOf(':');
    String modelName = colon < 0 ? name : name.substring(0, colon);
    for (Model model : models) {
      if (model.name().equals(modelName)) {
        List<String> kernels = model.runs().stream().map(run -> run.kernel().id()).toList();
        return new BadInput(
            "the model "
                + modelName
                + " has no run "
                + name.substring(colon + 1)
                + "; it has "
                + String.join(", ", kernels));
      }
    }
    return new BadInput(
        "unknown model "
            + modelName
            + NearestNames.hint(modelName, models.stream().map(Model::name).toList())
            + " (spec/check list shows all)");
  }
}
