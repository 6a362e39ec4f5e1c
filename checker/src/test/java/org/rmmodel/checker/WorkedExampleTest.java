package org.rmmodel.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Model;
import org.rmmodel.checker.check.Checker;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Watcher;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.TlcJar;

/**
 * The worked example of docs/your-patch.md: an author tries a patch of their own, in the four
 * places it names.
 */
class WorkedExampleTest {
  private static final String CHANGE = "trace-before-put";

  @TempDir private Path temp;

  @Test
  void aPatchOfOnesOwnIsAPredicateATupleAndALineAndItsVerdictIsComputed() {
    String readme = read(SpecFolder.find().root().resolveSibling("docs").resolve("your-patch.md"));
    String predicate = line(readme, "TracesBeforePut    ==");
    String tuple = line(readme, "ModulePutInSection ==") + "\n  " + line(readme, "THEN PutTrace");
    String change = line(readme, "- {id: " + CHANGE);
    String buildsOn = line(readme, "@@ \"" + CHANGE);

    copy();
    replace(
        "Kernel.tla",
        Map.of(
            "  @@ \"descriptor-in-section\" :> {}\n",
            "  @@ \"descriptor-in-section\" :> {}\n  " + buildsOn + "\n",
            "SymbolPutAddrLocks ==",
            predicate + "\nSymbolPutAddrLocks =="));
    replace("Refcount.tla", Map.of("ModulePutInSection == <<DecLabel>> \\o PutTrace", tuple));
    replace("kernels.yaml", Map.of("\n\nkernels:", "\n  " + change + "\n\nkernels:"));

    Catalogue catalogue = Catalogue.load(new SpecFolder(temp));
    Model model = catalogue.model("PutTracepoint");
    List<Case> cases = new ArrayList<>();
    for (String kernel : List.of("v6.15-preempt", "v6.15-preempt+" + CHANGE)) {
      cases.addAll(catalogue.on(model, catalogue.kernels().parse(kernel), true));
    }
    try (Checker checker = new Checker(catalogue, TlcJar.find(), Checker::usualLimits, 1)) {
      checker.record();
      List<RunResult> results = checker.checkAll(cases, Watcher.NONE);
      assertThat(results)
          .extracting(result -> result.verdict().text())
          .containsExactly("violates NoUseAfterFreeByTracepoint", "holds");
    }
  }

  private static String line(String readme, String begins) {
    List<String> lines =
        readme.lines().map(String::strip).filter(line -> line.startsWith(begins)).toList();
    assertThat(lines).as("the README's line that begins with " + begins).hasSize(1);
    return lines.get(0);
  }

  private void replace(String file, Map<String, String> changes) {
    Path path = temp.resolve(file);
    String text = read(path);
    for (Map.Entry<String, String> change : changes.entrySet()) {
      assertThat(text).as(file).containsOnlyOnce(change.getKey());
      text = text.replace(change.getKey(), change.getValue());
    }
    try {
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy() {
    Path root = SpecFolder.find().root();
    try {
      Files.createDirectories(temp.resolve("models"));
      for (Path folder : List.of(root, root.resolve("models"))) {
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            Files.copy(file, temp.resolve(root.relativize(file)));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
