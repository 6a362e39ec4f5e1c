package org.rmmodel.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Model;
import org.rmmodel.checker.check.Checker;
import org.rmmodel.checker.check.Watcher;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.TlcJar;

/**
 * The worked examples: an author tries a patch of their own in the four places that
 * docs/your-patch.md names, and those of docs/worked-examples.md line by line.
 */
class WorkedExampleTest {
  private static final String CHANGE = "trace-before-put";
  private static final String EXAMPLES = "worked-examples.md";

  private static final Pattern FILE = Pattern.compile("(?m)^--- ");
  private static final Pattern HUNK = Pattern.compile("(?m)^@@.*\n");

  /** A row of a table: a model, words, a kernel, a verdict. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\|[^|\n]*\\| (v[^|\n]+) \\| ([^|\n]+) \\|$");

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
    assertThat(verdicts(catalogue, cases))
        .containsExactly("violates NoUseAfterFreeByTracepoint", "holds");
  }

  private static List<String> verdicts(Catalogue catalogue, List<Case> cases) {
    try (Checker checker = new Checker(catalogue, TlcJar.find(), Checker::usualLimits, 2)) {
      checker.record();
      return checker.checkAll(cases, Watcher.NONE).stream()
          .map(result -> result.verdict().text())
          .toList();
    }
  }

  static List<String> examples() {
    String page = read(SpecFolder.find().root().resolveSibling("docs").resolve(EXAMPLES));
    return Pattern.compile("^## .*", Pattern.MULTILINE)
        .matcher(page)
        .results()
        .map(heading -> heading.group().substring(3))
        .toList();
  }

  /** Each section has a diff without line numbers, and a table of models, kernels and verdicts. */
  @ParameterizedTest
  @MethodSource("examples")
  void aPatchThatWasPostedComesOutAsThePageSays(String heading) {
    String page = read(SpecFolder.find().root().resolveSibling("docs").resolve(EXAMPLES));
    String section = between(page, "## " + heading + "\n", "\n## ");

    copy();
    String diff = between(section, "```diff\n", "```\n");
    if (section.contains("in the specification by now")) {
      checkThatItIsThere(diff);
    } else {
      apply(diff);
    }

    Catalogue catalogue = Catalogue.load(new SpecFolder(temp));
    List<Case> cases = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (MatchResult row : ROW.matcher(section).results().toList()) {
      for (Case of :
          catalogue.on(
              catalogue.model(row.group(1)), catalogue.kernels().parse(row.group(2)), true)) {
        cases.add(of);
        expected.add(row.group(3));
      }
    }
    assertThat(cases).hasSizeGreaterThan(4);
    assertThat(verdicts(catalogue, cases)).isEqualTo(expected);
  }

  /** What follows the first text, up to the next second one, or to the end. */
  private static String between(String text, String begin, String end) {
    assertThat(text).contains(begin);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end, from);
    return to < 0 ? text.substring(from) : text.substring(from, to);
  }

  /** What is new is there, once, and what goes is not. */
  private void checkThatItIsThere(String diff) {
    for (String file : FILE.splitAsStream(diff).filter(part -> !part.isBlank()).toList()) {
      List<String> hunks = HUNK.splitAsStream(file).toList();
      String text = read(temp.resolve(hunks.get(0).strip()));
      for (String hunk : hunks.subList(1, hunks.size())) {
        assertThat(text).containsOnlyOnce(lines(hunk, '-'));
        String gone = lines(hunk, '+');
        assertThat(gone.isEmpty() || !text.contains(gone)).as(gone).isTrue();
      }
    }
  }

  /** Files begin with ---, hunks with @@; of a line, + is new, - goes, and the others stay. */
  private void apply(String diff) {
    for (String file : FILE.splitAsStream(diff).filter(part -> !part.isBlank()).toList()) {
      List<String> hunks = HUNK.splitAsStream(file).toList();
      assertThat(hunks).hasSizeGreaterThan(1);
      for (String hunk : hunks.subList(1, hunks.size())) {
        replace(hunks.get(0).strip(), Map.of(lines(hunk, '+'), lines(hunk, '-')));
      }
    }
  }

  private static String lines(String hunk, char without) {
    return hunk.lines()
        .filter(line -> line.isEmpty() || line.charAt(0) != without)
        .map(line -> (line.isEmpty() ? "" : line.substring(1)) + "\n")
        .collect(Collectors.joining());
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
