package org.rmmodel.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.common.BadInput;

/** What can be said of the file of mutants without running a tool. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MutantsTest {
  private static final Path ROOT = Path.of("..");
  private static final Mutants MUTANTS = Mutants.read(Path.of("mutants.yaml"));

  @TempDir Path folder;

  static Stream<Mutant> mutants() {
    return MUTANTS.all().stream().filter(mutant -> !mutant.isNone());
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void every_mutant_still_fits_the_code_and_compiles(Mutant mutant) {
    Workshop workshop = new Workshop(ROOT, folder, System.getProperty("java.class.path"));
    workshop.make(mutant);
    assertThat(workshop.folder(mutant).resolve("classes/org/rmmodel/impl")).isDirectory();
    assertThat(Files.exists(workshop.spec(mutant))).isEqualTo(!mutant.tla().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void every_model_that_is_asked_is_in_the_catalogue(Mutant mutant) throws IOException {
    Map<String, Set<String>> catalogue = catalogue();
    Stream.of(MUTANTS.models(), MUTANTS.temporal(), mutant.models(), mutant.temporal())
        .flatMap(List::stream)
        .map(run -> run.split(":", -1))
        .forEach(run -> assertThat(catalogue.get(run[0])).as(run[0]).contains(run[1]));
  }

  @Test
  void there_are_at_least_thirty_mutants_of_all_kinds() {
    assertThat(mutants()).hasSizeGreaterThanOrEqualTo(30);
    assertThat(mutants().map(Mutant::kind))
        .contains(
            "guard removed",
            "order swapped",
            "wait removed",
            "wrong counter read",
            "wrong state checked",
            "wake-up missing",
            "link not counted",
            "flags ignored");
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void every_mutant_is_expected_to_be_found_by_two_engines_or_is_equivalent(Mutant mutant) {
    Set<Tool.Engine> engines = EnumSet.noneOf(Tool.Engine.class);
    for (Tool tool : Tool.values()) {
      if (mutant.expected(tool) == Mutant.Expected.CAUGHT && tool.engine().findsMistakes()) {
        engines.add(tool.engine());
      }
    }
    if (mutant.equivalent() == null) {
      assertThat(engines).as(mutant.name()).hasSizeGreaterThanOrEqualTo(2);
    } else {
      assertThat(engines).as(mutant.name()).isEmpty();
    }
  }

  /** The argument why a mutant is equivalent rests on a property that TLC checks. */
  @Test
  void what_says_that_a_mutant_is_equivalent_is_checked_by_a_model() throws IOException {
    for (Mutant mutant : mutants().filter(one -> one.equivalent() != null).toList()) {
      Mutant.Equivalent equivalent = mutant.equivalent();
      assertThat(catalogue()).containsKey(equivalent.model());
      Path cfg = ROOT.resolve("spec/models").resolve(equivalent.model() + ".cfg");
      Path count = ROOT.resolve("spec/models/Refcount.cfg");
      assertThat(Files.readString(Files.exists(cfg) ? cfg : count)).contains(equivalent.property());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: a                                                    | a: java | nothing",
        "name: a, java: [{file: f, old: x, new: y}]                 | a: either tla or no-tla | tla",
        "name: a, java: [{file: f, old: x, new: y}], no-tla: z      | the field kind is missing | kind",
        "name: a, survives: {tlc: no}, java: [], no-tla: z          | a changes nothing | java",
        "name: a, kind: k, title: t, java: [{file: f, old: x, new: y}], no-tla: z, color: red"
            + " | unknown field color | key",
        "name: a, java: [{file: f, old: x, new: y, color: red}]     | unknown field color | inner key"
      })
  void a_mutant_that_makes_no_sense_is_an_error(String mutant, String message, String why)
      throws IOException {
    Path file = Files.writeString(folder.resolve("m.yaml"), "mutants: [{" + mutant + "}]");
    assertThatThrownBy(() -> Mutants.read(file))
        .as(why)
        .isInstanceOf(BadInput.class)
        .message()
        .contains(message.equals("a: java") ? "a changes nothing" : message);
  }

  @Test
  void a_file_that_is_no_YAML_or_not_there_is_an_error() throws IOException {
    Path file = Files.writeString(folder.resolve("m.yaml"), "mutants: [");
    assertThatThrownBy(() -> Mutants.read(file)).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> Mutants.read(folder.resolve("none")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("no file");
  }

  @Test
  void a_change_cannot_leave_its_folder() {
    assertThatThrownBy(
            () -> Workshop.changed(List.of(new Change("../../pom.xml", "a", "b")), Path.of("src")))
        .isInstanceOf(BadInput.class);
  }

  @Test
  void tools_are_called_by_their_names() {
    assertThat(Arrays.stream(Tool.values()).map(Tool::id).map(Tool::of))
        .containsExactly(Tool.values());
    assertThatThrownBy(() -> Tool.of("tlc")).isInstanceOf(BadInput.class);
  }

  /** The kernels of the runs of each model. */
  private static Map<String, Set<String>> catalogue() throws IOException {
    Map<String, Set<String>> models = new HashMap<>();
    for (JsonNode family : yaml("catalogue").path("families")) {
      for (JsonNode model : yaml("models/" + family.asText()).path("models")) {
        Set<String> kernels = new HashSet<>();
        for (JsonNode outcome : model.path("runs")) {
          for (JsonNode kernel : outcome) {
            String id = kernel.asText();
            kernels.addAll(
                id.contains("-") ? List.of(id) : List.of(id + "-nopreempt", id + "-preempt"));
          }
        }
        models.put(model.path("name").asText(), kernels);
      }
    }
    return models;
  }

  private static JsonNode yaml(String name) throws IOException {
    return new YAMLMapper().readTree(ROOT.resolve("spec/" + name + ".yaml").toFile());
  }
}
