package org.rmmodel.conformance.flaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Flaw;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.Lane;

/** TLC and the real classes find each flaw on the same kernels, as FLAWS.md says. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FlawTableTest {
  private static final Path DOCUMENT = Path.of("..", "conformance", "FLAWS.md");

  /** What an author waits for after each change. */
  private static final Set<String> SMOKE = Set.of("F2", "F5", "F10", "F13a", "F40");

  private final Catalogue catalogue = Catalogue.load(new SpecFolder(Path.of("..", "spec")));
  private final Sightings sightings = new Sightings(catalogue);

  @Test
  void tlc_and_the_real_classes_agree_on_every_flaw_and_kernel() {
    List<Flaw> flaws =
        Lane.current() == Lane.SMOKE
            ? sightings.flaws().stream().filter(flaw -> SMOKE.contains(flaw.id())).toList()
            : sightings.flaws();
    boolean thorough = Lane.current() == Lane.EXHAUSTIVE;
    FlawTable table =
        FlawTable.compute(
            sightings, new FlawTable.Scope(flaws, FlawTable.BOUND, thorough, Optional.empty()));
    assertThat(table.differences()).isEmpty();
    if (Lane.current() != Lane.SMOKE) {
      assertThat(Flaws.TABLE.read(DOCUMENT)).isEqualTo(table.matrix());
      assertThat(Flaws.SEARCHES.read(DOCUMENT)).isEqualTo(table.searches());
    }
  }

  @Test
  void every_flaw_is_there_on_some_kernel_and_most_are_absent_on_another() {
    for (Flaw flaw : sightings.flaws()) {
      Set<Side> says =
          Sightings.models(flaw).keySet().stream()
              .flatMap(
                  model ->
                      sightings.kernels().stream()
                          .map(kernel -> sightings.tlc(flaw, model, kernel)))
              .collect(Collectors.toSet());
      assertThat(says).as(flaw.id()).contains(Side.FOUND);
    }
  }

  @Test
  void every_kernel_on_which_a_model_is_asked_is_in_one_group() {
    for (Flaw flaw : sightings.flaws()) {
      for (String model : Sightings.models(flaw).keySet()) {
        List<Kernel> grouped = sightings.groups(model).stream().flatMap(List::stream).toList();
        assertThat(grouped).as(model).doesNotHaveDuplicates().isNotEmpty();
        for (Kernel kernel : sightings.kernels()) {
          assertThat(sightings.tlc(flaw, model, kernel) != Side.NOT_ASKED)
              .as("%s on %s", model, kernel.id())
              .isEqualTo(grouped.contains(kernel));
        }
      }
    }
  }

  @Test
  void the_flaws_that_no_model_can_show_are_named() throws IOException {
    Set<String> outside =
        catalogue.facts().flaws().stream()
            .filter(flaw -> !flaw.isModelled())
            .map(Flaw::id)
            .collect(Collectors.toCollection(TreeSet::new));
    String text = Files.readString(DOCUMENT);
    assertThat(outside).isNotEmpty().allSatisfy(id -> assertThat(text).contains("[" + id + "]"));
  }

  @Test
  void a_model_without_a_scene_is_an_error() {
    assertThatThrownBy(() -> Scenes.of("NoSuchModel"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("NoSuchModel");
  }
}
