package org.rmmodel.checker.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.rmmodel.checker.catalogue.Actions;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.source.Modelled;

/** Each hunk of the 2014 series, as {@code spec/README.md} lists them, has actions or a reason. */
class SeriesHunksTest {
  private static final Pattern ROW =
      Pattern.compile("\\| ([1-5]) \\| ([^|(]+?) \\(([a-z/.]+)\\) \\|.*");
  private static final Pattern NAME = Pattern.compile("(?:struct )?[a-z_]+");

  @Test
  void eachHunkHasActionsOrAReason() throws IOException {
    SpecFolder spec = SpecFolder.find();
    Catalogue catalogue = Catalogue.load(spec);
    Modelled modelled = Modelled.load(spec, catalogue.kernels());
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(spec.root().resolve("README.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add(line);
        for (String name : row.group(2).replaceAll(", label.*|^tracepoint ", "").split(", ", -1)) {
          assertThat(name).matches(NAME);
          check(name, row.group(3), Integer.parseInt(row.group(1)), catalogue, modelled);
        }
      }
    }
    assertThat(rows).hasSizeGreaterThan(20);
  }

  private static void check(
      String name, String file, int patch, Catalogue catalogue, Modelled modelled) {
    List<Finding> findings = new ArrayList<>();
    for (String kernel : List.of(patch == 1 ? "v3.18" : "p" + (patch - 1), "p" + patch)) {
      List<Kernel> kernels = catalogue.kernels().named(kernel).kernels();
      String head = name.startsWith("struct") ? name + " {" : "int " + name + "(void)";
      Hunk hunk = new Hunk("", file, "", 9, head, List.of("-\tx;", " }"), true);
      Actions actions = catalogue.actions();
      findings.addAll(
          new Reviewer(modelled, actions, kernels)
              .review(new Patches(List.of(hunk), 1, 0, Optional.empty(), List.of())));
    }
    assertThat(findings).as(name + " in patch " + patch).hasSize(2);
    assertThat(findings).as(name + " in patch " + patch).noneMatch(Finding::isOpen);
  }
}
