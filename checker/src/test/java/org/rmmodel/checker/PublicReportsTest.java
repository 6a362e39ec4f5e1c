package org.rmmodel.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Expectation;
import org.rmmodel.checker.catalogue.Flaw;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.catalogue.Model;
import org.rmmodel.checker.catalogue.ModelRun;
import org.rmmodel.checker.catalogue.Release;
import org.rmmodel.checker.files.SpecFolder;

/** What docs/reports.md says of public reports is what the catalogue says. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PublicReportsTest {
  private static final SpecFolder FOLDER = SpecFolder.find();
  private static final Catalogue CATALOGUE = Catalogue.load(FOLDER);
  private static final Kernels KERNELS = CATALOGUE.kernels();

  /** No row has it. */
  private static final String NONE = ".";

  /** Of an expectation: the bug is not there. */
  private static final Expectation HOLDS = new Expectation.Holds();

  private static List<List<String>> table(String header) throws IOException {
    Path document = FOLDER.root().resolveSibling("docs").resolve("reports.md");
    List<List<String>> rows = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(document)) {
      if (line.startsWith("| report |")) {
        inside = line.contains(header);
      } else if (!line.startsWith("|")) {
        inside = false;
      } else if (inside && !line.startsWith("|---")) {
        rows.add(Arrays.stream(line.substring(1).split("\\|", -1)).map(String::strip).toList());
      }
    }
    assertThat(rows).as("the table with " + header).isNotEmpty();
    return rows;
  }

  private static Expectation expectation(Model model, Kernel kernel) {
    return model
        .runFor(kernel)
        .map(ModelRun::expect)
        .orElseThrow(() -> new AssertionError(model.name() + " says nothing of " + kernel.id()));
  }

  private static Flaw flaw(String link) {
    String id = link.substring(1, link.indexOf(']'));
    return CATALOGUE.facts().flaws().stream()
        .filter(flaw -> flaw.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /**
   * The kernels of this flavour of preemption to which a model applies, in the order of releases.
   */
  private static List<Kernel> releases(Model model, boolean preempt) {
    return model.kernels().stream()
        .filter(kernel -> kernel.id().endsWith(preempt ? "-preempt" : "-nopreempt"))
        .filter(kernel -> isMainline(kernel.version()))
        .toList();
  }

  /** A row of a mainline release, or of the series. */
  private static boolean isMainline(String version) {
    return Release.of(version).map(release -> release.point().isEmpty()).orElse(true);
  }

  @Test
  void each_bug_is_found_from_the_row_on_that_is_named_and_not_before() throws IOException {
    for (List<String> row : table("found from")) {
      Model model = CATALOGUE.model(row.get(3));
      String from = row.get(4);
      assertThat(KERNELS.find(from)).as(from).isPresent();
      List<Kernel> kernels = releases(model, from.endsWith("-preempt"));
      List<String> found =
          kernels.stream()
              .filter(kernel -> !expectation(model, kernel).equals(HOLDS))
              .map(Kernel::id)
              .toList();
      assertThat(found.get(0)).as(row.toString()).isEqualTo(from);
    }
  }

  @Test
  void each_fix_holds_from_the_row_on_that_is_named_and_on_none_before() throws IOException {
    for (List<String> row : table("holds from")) {
      Model model = CATALOGUE.model(row.get(3));
      String from = row.get(4);
      String to = row.get(5);
      List<Kernel> kernels = releases(model, from.endsWith("-preempt"));
      List<String> ids = kernels.stream().map(Kernel::id).toList();
      int first = ids.indexOf(from);
      int last = to.equals(NONE) ? ids.size() : ids.indexOf(to);
      assertThat(last).as(row.toString()).isGreaterThan(first);
      for (Kernel kernel : kernels.subList(first, last)) {
        assertThat(expectation(model, kernel)).as(row + " " + kernel.id()).isNotEqualTo(HOLDS);
      }
      for (Kernel kernel : kernels.subList(last, kernels.size())) {
        assertThat(expectation(model, kernel)).as(row + " " + kernel.id()).isEqualTo(HOLDS);
      }
    }
  }

  @Test
  void each_report_names_the_flaw_that_its_model_shows() throws IOException {
    for (List<String> row : table("found from")) {
      assertThat(flaw(row.get(2)).models().stream().map(sighting -> sighting.model()))
          .as(row.toString())
          .contains(row.get(3));
    }
  }

  @Test
  void what_no_release_has_is_a_negative_of_a_model_that_holds() throws IOException {
    for (List<String> row : table("negative")) {
      assertThat(flaw(row.get(2)).outside()).as(row.toString()).isPresent();
      Model holds = CATALOGUE.model(row.get(3));
      Model negative = CATALOGUE.model(row.get(4));
      assertThat(holds.runs()).allMatch(run -> run.expect().equals(HOLDS));
      assertThat(negative.negative()).as(negative.name()).isPresent();
      assertThat(negative.runs()).noneMatch(run -> run.expect().equals(HOLDS));
    }
  }

  @Test
  void the_kinds_name_models_that_are_there() throws IOException {
    Path document = FOLDER.root().resolveSibling("docs").resolve("reports.md");
    List<String> names =
        Files.readAllLines(document).stream()
            .dropWhile(line -> !line.startsWith("| kind |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .flatMap(line -> Arrays.stream(line.split("\\|", -1)[2].split(",", -1)))
            .map(String::strip)
            .collect(Collectors.toList());
    assertThat(names).hasSizeGreaterThan(10);
    names.forEach(name -> assertThat(CATALOGUE.model(name).runs()).as(name).isNotEmpty());
  }
}
