package org.rmmodel.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Model;
import org.rmmodel.checker.files.SpecFolder;

/** What the pinned states of several models say together. */
class ExactnessTest {
  private static final int SHAPES = 8;

  private static long states(Catalogue catalogue, String model) {
    return catalogue.find(List.of(model)).get(0).run().states().orElseThrow();
  }

  @Test
  void namedTasksToldApartByTheirCountsHaveAsManyStatesAsCountedTasks() {
    Catalogue catalogue = Catalogue.load(SpecFolder.find());
    List<String> shapes =
        catalogue.models().stream()
            .map(Model::name)
            .filter(name -> name.startsWith("ManyCounted_"))
            .map(name -> name.replace("ManyCounted", ""))
            .toList();
    assertThat(shapes).hasSize(SHAPES);
    for (String shape : shapes) {
      String suffix = shape.equals("_2_2_2") ? "" : shape;
      assertThat(states(catalogue, "ManyImages" + suffix))
          .as(shape)
          .isEqualTo(states(catalogue, "ManyCounted" + shape))
          .isLessThanOrEqualTo(states(catalogue, "ManyRefines" + suffix));
    }
  }

  @Test
  void theInvariantHasStatesThatCannotBeReached() {
    Catalogue catalogue = Catalogue.load(SpecFolder.find());
    assertThat(states(catalogue, "Inductive")).isGreaterThan(states(catalogue, "InductiveReached"));
  }
}
