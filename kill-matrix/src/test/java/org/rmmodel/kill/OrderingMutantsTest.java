package org.rmmodel.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.common.Yaml;
import org.rmmodel.jcstress.Weakened;

/**
 * The mutants of memory order: each fits the code and compiles, and is found by a litmus test, by
 * jcstress, or argued.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OrderingMutantsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path FILE = Path.of("ordering.yaml");
  private static final Path EXPECTED = ROOT.resolve("spec/litmus/expected.yaml");

  @TempDir Path folder;

  /**
   * A mutant.
   *
   * @param name what it is called
   * @param java its change
   * @param litmus the litmus test that lacks the same order; empty for none
   * @param jcstress the weakened class; empty for none
   * @param argued the argument; empty for none
   */
  private record Ordered(String name, Change java, String litmus, String jcstress, String argued) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Ordered> mutants() throws IOException {
    List<Ordered> all = new ArrayList<>();
    Yaml.Fields root = Yaml.read("ordering.yaml", Files.readString(FILE)).fields();
    for (Yaml.Node node : root.items("mutants")) {
      Yaml.Fields fields = node.fields();
      Yaml.Fields java = fields.node("java").fields();
      Change change = new Change(java.text("file"), java.text("old"), java.text("new"));
      java.noMore();
      all.add(
          new Ordered(
              fields.text("name"),
              change,
              fields.text("litmus", ""),
              fields.text("jcstress", ""),
              fields.text("argued", "")));
      fields.noMore();
    }
    root.noMore();
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void it_still_fits_the_code_and_compiles(Ordered mutant) {
    Workshop workshop = new Workshop(ROOT, folder, System.getProperty("java.class.path"));
    Mutant made =
        new Mutant(
            mutant.name(),
            "order weakened",
            mutant.name(),
            List.of(mutant.java()),
            List.of(),
            "every step of the specification is seen by all at once",
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            null);
    workshop.make(made);
    assertThat(workshop.folder(made).resolve("classes/org/rmmodel/impl")).isDirectory();
  }

  /** What the memory model allows without the order is what the mutant allows. */
  @Test
  void its_litmus_test_allows_what_must_not_be() throws IOException {
    Map<String, Boolean> allows = new HashMap<>();
    Yaml.Fields root = Yaml.read("expected.yaml", Files.readString(EXPECTED)).fields();
    for (Yaml.Node node : root.items("tests")) {
      Yaml.Fields fields = node.fields();
      allows.put(
          fields.text("name"), !fields.text("verdict").equals("Never") || fields.has("race"));
    }
    mutants()
        .filter(mutant -> !mutant.litmus().isEmpty())
        .forEach(
            mutant -> assertThat(allows).as(mutant.name()).containsEntry(mutant.litmus(), true));
  }

  /** An argument is there exactly if nothing else speaks for the mutant on x86 or in the model. */
  @Test
  void it_is_found_or_argued_and_not_both() throws IOException {
    for (Ordered mutant : mutants().toList()) {
      boolean needed = mutant.litmus().isEmpty() || mutant.jcstress().isEmpty();
      assertThat(!mutant.argued().isEmpty()).as(mutant.name() + " is argued").isEqualTo(needed);
    }
  }

  @Test
  void its_weakened_class_is_a_test_of_jcstress() throws IOException {
    int seen = 0;
    for (Ordered mutant : mutants().filter(one -> !one.jcstress().isEmpty()).toList()) {
      String name = "org.rmmodel.jcstress.litmus." + mutant.jcstress().replace('.', '$');
      Weakened weakened;
      try {
        weakened = Class.forName(name).getAnnotation(Weakened.class);
      } catch (ClassNotFoundException e) {
        throw new AssertionError(mutant.name() + ": no class " + name, e);
      }
      assertThat(weakened).as(name).isNotNull();
      seen += weakened.hiddenOnX86().isEmpty() ? 1 : 0;
    }
    assertThat(seen).isPositive();
  }
}
