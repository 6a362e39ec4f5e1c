package org.rmmodel.checker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.catalogue.ActionEntry;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Change;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.catalogue.Release;
import org.rmmodel.checker.catalogue.Version;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.BadInput;

/** What was read in the sources of releases, against {@code kernels.yaml} and against itself. */
class KnownFormsTest {
  private static final SpecFolder SPEC = SpecFolder.find();
  private static final Kernels KERNELS = Kernels.load(SPEC);
  private static final Modelled MODELLED = Modelled.load(SPEC, KERNELS);
  private static final KnownForms FORMS = KnownForms.load(SPEC);

  /** Rows of which no release could be had when sources.lock was written. */
  private static final Set<String> NOT_READ = Set.of("v6.15", "v6.16");

  @Test
  void eachFunctionOfAnActionIsComparedOrHasAReason() {
    Set<String> functions =
        Catalogue.load(SPEC).actions().entries().stream()
            .map(ActionEntry::function)
            .collect(Collectors.toCollection(TreeSet::new));
    functions.removeIf(name -> MODELLED.find(name).isPresent());
    assertThat(functions).isEqualTo(new TreeSet<>(MODELLED.assumed().keySet()));
  }

  @Test
  void eachChangeIsShownByAFunctionOrHasAReason() {
    Set<String> shown =
        MODELLED.functions().stream()
            .flatMap(function -> function.shows().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(shown).doesNotContainAnyElementsOf(MODELLED.notShown().keySet());
    shown.addAll(MODELLED.notShown().keySet());
    assertThat(shown).isEqualTo(new TreeSet<>(KERNELS.changeNames()));
  }

  @Test
  void eachFunctionHasAFormInEachTree() {
    assertThat(FORMS.trees()).hasSizeGreaterThan(50);
    Set<String> names =
        MODELLED.functions().stream().map(ModelledFunction::name).collect(Collectors.toSet());
    FORMS.trees().values().forEach(forms -> assertThat(forms.keySet()).isEqualTo(names));
  }

  /** Where a form is the same with and without a change, the function does not show the change. */
  @Test
  void whatAFunctionShowsItShowsInEachForm() {
    for (ModelledFunction function : MODELLED.functions()) {
      for (String change : function.shows()) {
        Map<String, Set<Boolean>> has = new LinkedHashMap<>();
        FORMS
            .trees()
            .forEach(
                (release, forms) ->
                    has.computeIfAbsent(form(forms, function).whole(), form -> new TreeSet<>())
                        .add(TreeJudge.changesOf(KERNELS, release).contains(change)));
        assertThat(has.values()).as(function.name() + " " + change).allMatch(of -> of.size() == 1);
        assertThat(has.values().stream().distinct()).as(function.name() + " " + change).hasSize(2);
      }
    }
  }

  private static Form form(Map<String, Form> forms, ModelledFunction function) {
    return Optional.ofNullable(forms.get(function.name())).orElseThrow();
  }

  @Test
  void eachRowHasAReleaseThatWasRead() {
    Set<String> read = new TreeSet<>();
    for (Release release : FORMS.trees().keySet()) {
      read.add(release.toString());
      KERNELS.row(release).ifPresent(row -> read.add(row.id()));
    }
    Set<String> notRead =
        KERNELS.versions().stream()
            .map(Version::id)
            .filter(id -> Release.of(id).isPresent() && !read.contains(id))
            .collect(Collectors.toSet());
    assertThat(notRead).isEqualTo(NOT_READ);
  }

  /** Each tree, judged by what was read in it, is what it is. */
  @Test
  void eachTreeIsItself() {
    TreeJudge judge = new TreeJudge(KERNELS, FORMS);
    for (Release release : FORMS.trees().keySet()) {
      TreeVerdict verdict = judge.judge(release, readings(release));
      assertThat(verdict.isKnown()).isTrue();
      assertThat(verdict.notShown()).as(release.toString()).isEmpty();
      assertThat(verdict.alike()).contains(release);
      assertThat(verdict.changes()).isEqualTo(TreeJudge.changesOf(KERNELS, release));
    }
  }

  /** Each tree, judged by what was read in all the others: nothing that is said is wrong. */
  @Test
  void aTreeThatWasNotReadIsToldRightly() {
    for (Release release : FORMS.trees().keySet()) {
      TreeVerdict verdict =
          new TreeJudge(KERNELS, FORMS.without(release)).judge(release, readings(release));
      Set<String> wrong = new TreeSet<>();
      for (Change change : KERNELS.changes()) {
        boolean has = TreeJudge.changesOf(KERNELS, release).contains(change.id());
        boolean isSaid = !verdict.notShown().contains(change.id());
        if (isSaid && verdict.changes().contains(change.id()) != has) {
          wrong.add(change.id());
        }
      }
      assertThat(wrong).as(release.toString()).isEmpty();
    }
  }

  private static List<Reading> readings(Release release) {
    Map<String, Form> forms = Optional.ofNullable(FORMS.trees().get(release)).orElseThrow();
    return MODELLED.functions().stream()
        .map(
            function ->
                new Reading(function, Optional.empty(), Optional.empty(), form(forms, function)))
        .toList();
  }

  @Test
  void aFileIsFoundByTheBeginningOfItsId() {
    assertThat(FORMS.files()).hasSizeGreaterThan(25);
    FORMS
        .files()
        .forEach(
            (release, ids) -> {
              assertThat(MODELLED.files()).containsAll(ids.keySet());
              ids.forEach(
                  (file, id) -> {
                    assertThat(FORMS.withFile(file, id + "0123")).contains(release);
                    assertThat(FORMS.withFile(file, id.substring(0, 7))).contains(release);
                    assertThat(FORMS.withFile(file, id.substring(0, 6))).isEmpty();
                    assertThat(FORMS.withFile("no/" + file, id)).isEmpty();
                  });
            });
  }

  @Test
  void theFileIsWhatTheCommandWrites() throws IOException {
    assertThat(FORMS.text()).isEqualTo(Files.readString(SPEC.knownForms()));
  }

  @Test
  void aLineThatNobodyWroteIsSaid(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("sources.lock"), "trees v6.8\ncook 12 34 v6.8\n");
    assertThatThrownBy(() -> KnownForms.load(new SpecFolder(folder)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("sources.lock:2: not a line");
    Files.writeString(folder.resolve("sources.lock"), "trees v6.8\ncook absent absent v6.9\n");
    assertThatThrownBy(() -> KnownForms.load(new SpecFolder(folder)))
        .hasMessageContaining("v6.9 is not among the trees");
  }

  @Test
  void rangesAreThoseOfTheTreesThatWereRead() {
    KnownForms forms = new KnownForms(new TreeMap<>(), new TreeMap<>());
    for (String release : List.of("v6.1", "v6.2", "v6.3", "v6.5")) {
      forms = forms.with(Release.of(release).orElseThrow(), List.of(), Map.of());
    }
    List<Release> three = List.copyOf(forms.trees().keySet()).subList(1, 4);
    assertThat(forms.ranges(three)).isEqualTo("v6.2..v6.5");
    assertThat(forms.ranges(List.of(three.get(0), three.get(2)))).isEqualTo("v6.2,v6.5");
  }
}
