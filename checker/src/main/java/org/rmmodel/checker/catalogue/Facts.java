package org.rmmodel.checker.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the verdict tables ask for, as {@code facts.yaml} lists it.
 *
 * @param hazards the hazards
 * @param flaws the flaws
 * @param properties the properties
 * @param assumptions the assumptions about the environment
 */
public record Facts(
    List<Hazard> hazards,
    List<Flaw> flaws,
    List<Property> properties,
    List<Assumption> assumptions) {
  /** Copies the lists. */
  public Facts {
    hazards = List.copyOf(hazards);
    flaws = List.copyOf(flaws);
    properties = List.copyOf(properties);
    assumptions = List.copyOf(assumptions);
  }

  /**
   * A flaw.
   *
   * @param id its number
   * @return the flaw, if there is one
   */
  public Optional<Flaw> flaw(String id) {
    return flaws.stream().filter(flaw -> flaw.id().equals(id)).findFirst();
  }

  /**
   * A property.
   *
   * @param id its number
   * @return the property, if there is one
   */
  public Optional<Property> property(String id) {
    return properties.stream().filter(property -> property.id().equals(id)).findFirst();
  }

  /**
   * An assumption.
   *
   * @param id its name
   * @return the assumption, if there is one
   */
  public Optional<Assumption> assumption(String id) {
    return assumptions.stream().filter(assumption -> assumption.id().equals(id)).findFirst();
  }

  /**
   * What can be explained.
   *
   * @return the numbers of the flaws and of the properties, and the names of the assumptions
   */
  public List<String> ids() {
    List<String> ids = new ArrayList<>();
    flaws.forEach(flaw -> ids.add(flaw.id()));
    properties.forEach(property -> ids.add(property.id()));
    assumptions.forEach(assumption -> ids.add(assumption.id()));
    return ids;
  }

  /**
   * The models that decide cells of the tables of flaws and of properties.
   *
   * @return their names
   */
  public Set<String> models() {
    Set<String> names = new TreeSet<>();
    for (Flaw flaw : flaws) {
      flaw.models().forEach(sighting -> names.add(sighting.model()));
      names.addAll(flaw.fixed());
    }
    properties.forEach(property -> names.addAll(property.models()));
    return names;
  }

  /**
   * The facts that a model stands for.
   *
   * @param model a model
   * @return the numbers of the flaws that it shows or mends, and of the properties that it asks for
   */
  public List<String> of(Model model) {
    List<String> ids = new ArrayList<>();
    for (Flaw flaw : flaws) {
      if (flaw.fixed().contains(model.name())
          || flaw.models().stream().anyMatch(s -> s.model().equals(model.name()))) {
        ids.add(flaw.id());
      }
    }
    for (Property property : properties) {
      if (property.models().contains(model.name()) || model.properties().contains(property.id())) {
        ids.add(property.id());
      }
    }
    return ids;
  }
}
