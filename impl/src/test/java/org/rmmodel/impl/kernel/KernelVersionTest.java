package org.rmmodel.impl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each patch and each later change changes, and that it is what {@code Kernel.tla} says. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KernelVersionTest {
  /** A predicate of Kernel.tla that is a conjunction of changes and of other predicates. */
  private static final Pattern PREDICATE =
      Pattern.compile("(?m)^(\\w+) +== ((?:~?(?:Has\\(\"[a-z0-9-]+\"\\)|\\w+)(?: /\\\\ )?)+)$");

  private static final Pattern TERM =
      Pattern.compile("(~?)(?:Has\\(\"([a-z0-9-]+)\"\\)|([A-Z]\\w+))");

  /** The predicates that have several values; each has a test of its own below. */
  private static final Set<String> CHOICES =
      Set.of("UnlinkWaitsFor", "ListWalkersUse", "BugWalkersUse", "ScsiGets");

  @ParameterizedTest
  @CsvSource({
    // patches, per CPU, atomic, tests stopped, unlinks stopped, failed load waits, bug list is RCU
    "0, true,  false, true,  true,  false, false",
    "1, true,  false, true,  true,  true,  false",
    "2, true,  false, true,  false, true,  false",
    "3, true,  false, true,  false, true,  true",
    "4, false, true,  true,  false, true,  true",
    "5, false, false, false, false, true,  true"
  })
  void each_patch_changes_its_own(
      int patches,
      boolean perCpu,
      boolean atomic,
      boolean testsStopped,
      boolean unlinksStopped,
      boolean failedLoadWaits,
      boolean bugListIsRcu) {
    KernelVersion kernel = KernelVersion.prefix(patches);
    assertThat(kernel.patches()).isEqualTo(patches);
    assertThat(kernel.perCpuRefcount()).isEqualTo(perCpu);
    assertThat(kernel.atomicRefcount()).isEqualTo(atomic);
    assertThat(kernel.baseRefcount()).isEqualTo(!perCpu && !atomic);
    assertThat(kernel.testsUnderStopMachine()).isEqualTo(testsStopped);
    assertThat(kernel.unlinksUnderStopMachine()).isEqualTo(unlinksStopped);
    assertThat(kernel.stopsMachine()).isEqualTo(testsStopped || unlinksStopped);
    assertThat(kernel.failedLoadWaits()).isEqualTo(failedLoadWaits);
    assertThat(kernel.bugListIsRcu()).isEqualTo(bugListIsRcu);
  }

  @Test
  void the_ends_of_the_series_have_names() {
    assertThat(KernelVersion.V3_18).isEqualTo(KernelVersion.prefix(0));
    assertThat(KernelVersion.V3_19).isEqualTo(KernelVersion.prefix(5));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 6})
  void there_are_five_patches(int patches) {
    assertThatIllegalArgumentException().isThrownBy(() -> KernelVersion.prefix(patches));
  }

  @Test
  void options_and_changes_add_up() {
    KernelVersion plain = KernelVersion.V3_19;
    assertThat(plain.preemptible()).isFalse();
    assertThat(plain.forceUnload()).isFalse();
    assertThat(plain.laterChanges()).isEmpty();

    KernelVersion all =
        plain.with(Change.RCU_SCHED).withPreemption().with(Change.WAKE_ON_UNLOAD).withForceUnload();
    assertThat(all.patches()).isEqualTo(5);
    assertThat(all.preemptible()).isTrue();
    assertThat(all.forceUnload()).isTrue();
    assertThat(all.unlinkWaitsFor()).isEqualTo(Flavour.SCHED);
    assertThat(all.unloadWakes()).isTrue();
    assertThat(all.laterChanges()).containsExactly(Change.RCU_SCHED, Change.WAKE_ON_UNLOAD);
  }

  @Test
  void every_change_is_one_of_the_specification_and_builds_on_the_same() throws IOException {
    Map<String, Set<String>> specified = new TreeMap<>();
    Pattern.compile("(?m)^ *(?:@@)? *\"([a-z0-9-]+)\" +:> \\{(.*?)\\}")
        .matcher(kernelTla())
        .results()
        .forEach(line -> specified.put(line.group(1), quoted(line.group(2))));
    Map<String, Set<String>> here = new TreeMap<>();
    for (Change change : Change.values()) {
      here.put(change.id(), change.buildsOn().stream().map(Change::id).collect(Collectors.toSet()));
      assertThat(Change.of(change.id())).isEqualTo(change);
    }
    assertThat(specified).hasSizeGreaterThan(40);
    assertThat(here).isEqualTo(specified);
    assertThatIllegalArgumentException().isThrownBy(() -> Change.of("no-such-change"));
  }

  private static Set<String> quoted(String text) {
    return Pattern.compile("\"(.*?)\"")
        .matcher(text)
        .results()
        .map(name -> name.group(1))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @EnumSource
  void a_kernel_has_what_its_changes_build_on(Change change) {
    KernelVersion whole = KernelVersion.V3_18.withAllOf(change);
    assertThat(whole.changes()).contains(change).containsAll(change.buildsOn());
    if (!change.buildsOn().isEmpty()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> KernelVersion.V3_18.with(change))
          .withMessageStartingWith(change.id() + " builds on ");
    }
  }

  @Test
  void every_predicate_says_what_that_of_the_specification_says() throws IOException {
    Map<String, String> specified = predicates();
    assertThat(specified).hasSizeGreaterThan(35);
    for (Map.Entry<String, String> predicate : specified.entrySet()) {
      for (KernelVersion kernel : kernels()) {
        assertThat(asked(kernel, predicate.getKey()))
            .as("%s on %s", predicate, kernel.changes())
            .isEqualTo(evaluated(kernel, predicate.getValue(), specified));
      }
    }
  }

  /** Whatever Kernel.tla defines in the section that asks for the changes has been looked at. */
  @Test
  void no_predicate_of_the_specification_is_left_out() throws IOException {
    String text = kernelTla();
    String asks = text.substring(text.indexOf("What the changes change"));
    List<String> all =
        Pattern.compile("(?m)^(\\w+) +==")
            .matcher(asks.substring(0, asks.indexOf("MODULE_REF_BASE ")))
            .results()
            .map(name -> name.group(1))
            .toList();
    List<String> known = new ArrayList<>(predicates().keySet());
    known.addAll(CHOICES);
    assertThat(known).containsExactlyInAnyOrderElementsOf(all);
    Set<String> methods =
        Arrays.stream(KernelVersion.class.getMethods())
            .map(method -> method.getName())
            .collect(Collectors.toSet());
    assertThat(methods).containsAll(all.stream().map(KernelVersionTest::camelCase).toList());
  }

  @Test
  void who_waits_for_whom_changes_twice() {
    List<Object> seen = new ArrayList<>();
    for (KernelVersion kernel :
        List.of(
            KernelVersion.prefix(2),
            KernelVersion.prefix(3),
            KernelVersion.V3_19.with(Change.RCU_SCHED),
            KernelVersion.V3_19.withAllOf(Change.RCU_READERS))) {
      seen.add(List.of(kernel.unlinkWaitsFor(), kernel.listWalkersUse(), kernel.bugWalkersUse()));
    }
    assertThat(seen)
        .containsExactly(
            List.of(Flavour.RCU, Flavour.SCHED, Flavour.SCHED),
            List.of(Flavour.RCU, Flavour.SCHED, Flavour.RCU),
            List.of(Flavour.SCHED, Flavour.SCHED, Flavour.SCHED),
            List.of(Flavour.RCU, Flavour.RCU, Flavour.RCU));
  }

  @Test
  void scsi_gets_in_three_ways() {
    assertThat(KernelVersion.V3_18.scsiGets()).isEqualTo(ScsiGet.TRY_AND_PUT_ONLY_WHAT_IS_NOT_ZERO);
    assertThat(KernelVersion.V3_18.with(Change.SCSI_ALWAYS_GETS).scsiGets())
        .isEqualTo(ScsiGet.ALWAYS);
    assertThat(KernelVersion.V3_18.withAllOf(Change.SCSI_TRIES).scsiGets()).isEqualTo(ScsiGet.TRY);
  }

  /** Each change alone, and each with each other. */
  private static List<KernelVersion> kernels() {
    return Arrays.stream(Change.values())
        .flatMap(
            one ->
                Arrays.stream(Change.values())
                    .map(other -> KernelVersion.V3_18.withAllOf(one).withAllOf(other)))
        .flatMap(kernel -> Stream.of(KernelVersion.V3_18, kernel))
        .distinct()
        .toList();
  }

  private static Map<String, String> predicates() throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    String text = kernelTla();
    PREDICATE
        .matcher(text.substring(text.indexOf("What the changes change")))
        .results()
        .filter(result -> result.group(2).contains("Has("))
        .forEach(result -> all.put(result.group(1), result.group(2)));
    return all;
  }

  private static boolean evaluated(
      KernelVersion kernel, String text, Map<String, String> predicates) {
    return TERM.matcher(text)
        .results()
        .allMatch(term -> holds(kernel, term, predicates) != term.group(1).equals("~"));
  }

  private static boolean holds(
      KernelVersion kernel, MatchResult term, Map<String, String> predicates) {
    return term.group(2) != null
        ? kernel.changes().contains(Change.of(term.group(2)))
        : evaluated(kernel, predicates.get(term.group(3)), predicates);
  }

  private static boolean asked(KernelVersion kernel, String predicate) {
    try {
      return (boolean) KernelVersion.class.getMethod(camelCase(predicate)).invoke(kernel);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no predicate " + camelCase(predicate), e);
    }
  }

  private static String camelCase(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static String kernelTla() throws IOException {
    return Files.readString(Path.of("..", "spec", "Kernel.tla"));
  }
}
