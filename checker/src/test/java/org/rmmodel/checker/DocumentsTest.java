package org.rmmodel.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Facts;
import org.rmmodel.checker.catalogue.Property;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.report.Outcome;
import org.rmmodel.checker.report.VerdictTables;
import org.rmmodel.checker.tlc.CfgParser;
import org.rmmodel.common.Lane;

/** The documents say what is there: names exist, facts are explained. */
class DocumentsTest {
  private static final Path SPEC = SpecFolder.find().root();
  private static final Path ROOT = SPEC.resolveSibling(".").normalize();
  private static final Path DOCS = ROOT.resolve("docs");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z]*(?:_[A-Za-z]+)*");
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");
  private static final Pattern FACT = Pattern.compile("\\b(?:[FPL]\\d{1,2}[a-c]?|N[12])\\b");

  private static final List<String> OF_THE_SPECIFICATION =
      List.of(
          "add-a-model.md",
          "any-number-of-cpus.md",
          "progress.md",
          "promises.md",
          "simplifications.md",
          "your-patch.md");

  /** What they write in backticks in capitals, and that is not ours to define. */
  private static final Set<String> NOT_OURS =
      Set.of("LOG", "CONSTANTS", "NAME", "FAMILY", "MODEL", "DTLA", "Library");

  private static final int FLAWS = 43;
  private static final int PROPERTIES = 17;
  private static final int PROGRESS = 4;

  @Test
  void everyNameInTheDocumentsOfTheSpecificationIsDefined() throws IOException {
    StringBuilder modules = new StringBuilder();
    for (Path folder : List.of(SPEC, SPEC.resolve("models"))) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(f -> f.toString().matches(".*\\.(tla|cfg)")).toList()) {
          modules.append(file.getFileName()).append('\n').append(Files.readString(file));
        }
      }
    }
    Set<String> known =
        Pattern.compile("\\w+")
            .matcher(modules)
            .results()
            .map(m -> m.group())
            .collect(Collectors.toSet());
    // A model that is from another has no cfg of its own.
    Catalogue.load(SpecFolder.find()).models().forEach(model -> known.add(model.name()));
    List<String> unknown = new ArrayList<>();
    StringBuilder documents = new StringBuilder(Files.readString(SPEC.resolve("README.md")));
    for (String name : OF_THE_SPECIFICATION) {
      documents.append(Files.readString(DOCS.resolve(name)));
    }
    Matcher code = CODE.matcher(documents);
    while (code.find()) {
      Matcher name = NAME.matcher(code.group(1));
      while (name.find()) {
        String it = name.group();
        boolean suffix = name.start() > 0 && code.group(1).charAt(name.start() - 1) == '_';
        if (it.length() > 2
            && !NOT_OURS.contains(it)
            && !(suffix
                ? known.stream().anyMatch(k -> k.endsWith("_" + it))
                : known.contains(it))) {
          unknown.add(it);
        }
      }
    }
    assertThat(unknown).as("names that no module defines").isEmpty();
  }

  @Test
  void everyFactThatAModuleCitesIsThere() throws IOException {
    Set<String> cited = new TreeSet<>();
    try (Stream<Path> files = Files.list(SPEC)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".tla")).toList()) {
        Matcher fact = FACT.matcher(Files.readString(file));
        while (fact.find()) {
          cited.add(fact.group());
        }
      }
    }
    Set<String> known = new TreeSet<>();
    Facts facts = Catalogue.load(SpecFolder.find()).facts();
    facts.flaws().forEach(flaw -> known.add(flaw.id()));
    facts.properties().forEach(property -> known.add(property.id()));
    assertThat(cited).isNotEmpty();
    // Where a number has parts, the number alone stands for all of them.
    known.addAll(known.stream().map(id -> id.replaceAll("[a-z]$", "")).toList());
    assertThat(known).containsAll(cited);
  }

  @Test
  void everyNumberIsThere() {
    Facts facts = Catalogue.load(SpecFolder.find()).facts();
    assertThat(facts.flaws())
        .extracting(flaw -> flaw.id().replaceAll("[a-z]$", ""))
        .containsSubsequence(numbers("F", FLAWS));
    assertThat(facts.properties())
        .extracting(Property::id)
        .containsSubsequence(numbers("P", PROPERTIES))
        .containsSubsequence(numbers("L", PROGRESS));
  }

  private static List<String> numbers(String letter, int last) {
    return IntStream.rangeClosed(1, last).mapToObj(i -> letter + i).toList();
  }

  @Test
  void theDocumentsShowTheTablesThatTheCatalogueExpects() throws IOException {
    Catalogue catalogue = Catalogue.load(SpecFolder.find());
    List<Outcome> expected = Outcome.expected(catalogue, Lane.FULL);
    assertThat(Files.readString(SPEC.resolveSibling("README.md")))
        .contains(VerdictTables.ofReadme(catalogue).markdown(expected));
    assertThat(Files.readString(DOCS.resolve("verdicts.md")))
        .contains(VerdictTables.ofVerdicts(catalogue).markdown(expected));
  }

  /** ModelsTest holds the flaw's page against a run. */
  @Test
  void theCounterexampleOfTheFirstPageIsTheOneOfItsFlawsPage() throws IOException {
    String begin = "<!-- counterexample: spec/check explain F10 -->\n";
    String readme = Files.readString(ROOT.resolve("README.md"));
    assertThat(readme).containsOnlyOnce(begin);
    String shown =
        readme.substring(
            readme.indexOf(begin) + begin.length(),
            readme.indexOf("<!-- end of counterexample -->"));
    assertThat(Files.readString(SPEC.resolve("flaws/F10.md"))).contains(shown);
  }

  @Test
  void everyLinkInADocumentLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path file : documents()) {
      Matcher link = LINK.matcher(Files.readString(file));
      while (link.find()) {
        links++;
        Path there =
            link.group(1).isEmpty() ? file : file.resolveSibling(link.group(1)).normalize();
        boolean is =
            Files.exists(there)
                && (link.group(2) == null || anchors(there).contains(link.group(2)));
        if (!is) {
          broken.add(ROOT.relativize(file) + ": " + link.group());
        }
      }
    }
    assertThat(links).isGreaterThan(50);
    assertThat(broken).isEmpty();
  }

  /** A reader who does not know the number is one click from what it stands for. */
  @Test
  void everyFactThatADocumentCitesIsALinkToItsPage() throws IOException {
    List<String> bare = new ArrayList<>();
    for (Path file : documents()) {
      if (!file.startsWith(SPEC.resolve("flaws"))) {
        String prose =
            Files.readString(file)
                .replaceAll("(?ms)^```.*?^```$", "")
                .replaceAll("(?ms)^<!-- (?!end of).*?^<!-- end of", "")
                .replaceAll("(?m)^(    |#).*$", "")
                .replaceAll("`[^`\n]*`", "")
                .replaceAll("\\[[^\\]]*\\]\\([^)]*\\)", "");
        Matcher fact = FACT.matcher(prose);
        while (fact.find()) {
          if (!prose.startsWith("..", fact.end())) {
            bare.add(ROOT.relativize(file) + ": " + fact.group());
          }
        }
      }
    }
    assertThat(bare).isEmpty();
  }

  /** The documents of this project. What a build makes is left out: others may be at work there. */
  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.endsWith("target") || folder.endsWith(".git")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              documents.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return documents;
  }

  /** As the places that show Markdown make them. */
  private static Set<String> anchors(Path document) throws IOException {
    Set<String> anchors = new TreeSet<>();
    for (String line : Files.readAllLines(document)) {
      if (line.startsWith("#")) {
        anchors.add(
            line.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-'));
      }
    }
    return anchors;
  }

  @Test
  void theCfgForTlcAloneIsThatOfARun() throws IOException {
    Catalogue catalogue = Catalogue.load(SpecFolder.find());
    Case of = catalogue.find(List.of("OneUser:v6.2-preempt")).get(0);
    String text = Files.readString(SPEC.resolve("models/MC.cfg"));
    assertThat(CfgParser.parse("MC.cfg", text).text().replaceAll("\\s+", " "))
        .isEqualTo(of.cfg(catalogue.kernels()).text().replaceAll("\\s+", " "));
  }

  @Test
  void whatIsRecordedIsAsTheCommandWritesIt() throws IOException {
    Catalogue catalogue = Catalogue.load(SpecFolder.find());
    assertThat(catalogue.recorded().counts().keySet())
        .isEqualTo(catalogue.cases().stream().map(Case::id).collect(Collectors.toSet()));
    assertThat(Files.readString(SPEC.resolve("models/recorded.lock")))
        .isEqualTo(catalogue.recorded().text(catalogue.kernels()));
  }
}
