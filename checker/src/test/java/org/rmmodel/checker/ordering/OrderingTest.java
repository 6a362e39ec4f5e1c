package org.rmmodel.checker.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.litmus.ExpectedLitmus;
import org.rmmodel.checker.report.OrderingReport;
import org.rmmodel.common.BadInput;
import org.rmmodel.lkmm.execution.Limits;
import org.rmmodel.lkmm.model.Version;

/** The table of primitives, the litmus tests and the memory model say the same. */
class OrderingTest {
  private static final Catalogue CATALOGUE = Catalogue.load(SpecFolder.find());
  private static final Path SPEC = CATALOGUE.folder().root();
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), 10_000_000);

  @TempDir private Path temporary;

  @Test
  void tableAndTestsAgreeAndEachWeakerPrimitiveIsFoundOrArgued() {
    assertThat(OrderingReport.of(CATALOGUE).differences()).isEmpty();
  }

  @Test
  void theDocumentsShowTheTables() {
    OrderingReport report = OrderingReport.of(CATALOGUE);
    assertThat(OrderingReport.ACTIONS.read(SPEC.resolveSibling("conformance/CONFORMANCE.md")))
        .isEqualTo(report.actions());
    assertThat(OrderingReport.MUTANTS.read(SPEC.resolveSibling("kill-matrix/README.md")))
        .isEqualTo(report.mutants());
  }

  @Test
  void aPrimitiveThatIsWeakerInTheTableMakesATestDisagree() throws IOException {
    Ordering table = table("primitive: atomic_sub_return\n", "primitive: atomic_sub\n");
    List<ExpectedLitmus> tests = ExpectedLitmus.load(CATALOGUE.folder(), CATALOGUE);
    assertThat(new Agreement(CATALOGUE.folder(), CATALOGUE.kernels(), table).differences(tests))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("litmus/commit-read.litmus:")
                    .contains("TryReleaseModuleRef_SubBase is atomic_sub on ")
                    .endsWith(", not atomic_sub_return"));
  }

  @Test
  void aTestThatIsSaidToNeedAPrimitiveAndDoesNotIsADisagreement() throws IOException {
    Ordering table =
        table(
            "tests: [both-miss, commit-read, commit-read-plain, two-puts]", "tests: [commit-read]");
    assertThat(differences(table))
        .anySatisfy(line -> assertThat(line).contains("SubBase atomic_sub_return: needed by"));
  }

  @Test
  void anArgumentThatIsNotNeededIsADisagreement() throws IOException {
    Ordering table =
        table(
            "    source: \"v3.18.5; gone with patch 4/5\"\n    tests: [pair]\n",
            "    source: s\n    tests: [pair]\n    argued: {nothing: because}\n");
    assertThat(differences(table))
        .anySatisfy(line -> assertThat(line).contains("argued, and yet found by [pair]"));
  }

  private static List<String> differences(Ordering table) {
    List<ExpectedLitmus> tests = ExpectedLitmus.load(CATALOGUE.folder(), CATALOGUE);
    return OrderingMutants.differences(
        CATALOGUE.folder(),
        new OrderingMutants(CATALOGUE.folder(), CATALOGUE.kernels(), tests, Version.V6_12, LIMITS)
            .of(table));
  }

  /** The table with a text in place of another. */
  private Ordering table(String old, String changed) throws IOException {
    String text = Files.readString(SPEC.resolve("ordering.yaml"));
    assertThat(text).contains(old);
    return load(replaceFirst(text, old, changed));
  }

  private static String replaceFirst(String text, String old, String changed) {
    int at = text.indexOf(old);
    return text.substring(0, at) + changed + text.substring(at + old.length());
  }

  private Ordering load(String text) throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("spec"));
    try (Stream<Path> files = Files.list(SPEC)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(file.getFileName());
        if (!Files.exists(copy)) {
          Files.copy(file, copy);
        }
      }
    }
    Files.writeString(folder.resolve("ordering.yaml"), text);
    return Ordering.load(new SpecFolder(folder), CATALOGUE);
  }

  @Test
  void aTableThatIsWrongIsAnErrorWithItsLine() throws IOException {
    String text = Files.readString(SPEC.resolve("ordering.yaml"));
    assertThatThrownBy(() -> load(text.replace("Asks, Answers]", "Asks]")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("actions that it does not name: Answers");
    assertThatThrownBy(
            () -> load(text.replace("action: ModulePut_AtomicDec", "action: ModulePut_Dec")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("unknown action ModulePut_Dec");
    assertThatThrownBy(() -> load(text.replace("primitive: smp_wmb", "primitive: smp_wnb")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("smp_wnb");
    assertThatThrownBy(
            () -> load(text.replace("Asks, Answers]", "Asks, Answers, ModulePut_Trace]")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("ModulePut_Trace has a primitive above");
  }

  @Test
  void aCallIsReplacedByTheWeakerOne() {
    assertThat(Weakening.of("\tr0 = smp_load_acquire(x);", "smp_load_acquire", "READ_ONCE"))
        .isEqualTo("\tr0 = READ_ONCE(*x);");
    assertThat(Weakening.of("\trcu_assign_pointer(*h, e);", "rcu_assign_pointer", "WRITE_ONCE"))
        .isEqualTo("\tWRITE_ONCE(*h, e);");
    assertThat(Weakening.of("\tWRITE_ONCE(*x, 1);", "WRITE_ONCE", "plain")).isEqualTo("\t*x = 1;");
    assertThat(Weakening.of("\tsmp_wmb();", "smp_wmb", "nothing")).isEqualTo("\t;");
    assertThat(
            Weakening.of(
                "r = atomic_add_unless(c, 1, 0);",
                "atomic_add_unless",
                "atomic_add_unless_relaxed"))
        .contains("atomic_cmpxchg_relaxed(c, seen_by_r, seen_by_r + 1)");
  }

  @Test
  void anOperationThatTestsForZeroBecomesOneThatGivesTheCount() {
    assertThat(
            Weakening.of(
                "\tr0 = atomic_dec_and_test(c);",
                "atomic_dec_and_test",
                "atomic_dec_return_relaxed"))
        .isEqualTo("{ int left_by_r0 = atomic_dec_return_relaxed(c); r0 = left_by_r0 == 0; }");
  }

  @Test
  void aSectionIsTakenAwayWithItsEndAndInItsThreadAlone() {
    TestText text =
        new TestText(
            """
            P0(int *x)
            {
            \trcu_read_lock();
            \t*x = 1;
            \trcu_read_unlock();
            }
            P1(int *x)
            {
            \trcu_read_lock();
            \trcu_read_unlock();
            }
            """);
    assertThat(text.weaken(Set.of(3), new Primitive("rcu_read_lock"), "nothing"))
        .isEqualTo(
            """
            P0(int *x)
            {
            \t;
            \t*x = 1;
            \t;
            }
            P1(int *x)
            {
            \trcu_read_lock();
            \trcu_read_unlock();
            }
            """);
    assertThat(text.primitives(4)).containsExactly(Primitive.PLAIN);
  }

  @Test
  void fullOrderIsWhatTheTestsOfP13SayBeforeAndAfterPatch5() throws IOException {
    OrderingFacts facts = new OrderingFacts(CATALOGUE);
    String row =
        Files.readAllLines(SPEC.resolveSibling("docs/promises.md")).stream()
            .filter(line -> line.startsWith("| memory is ordered between a holder's last access"))
            .findFirst()
            .orElseThrow();
    String before = said(facts, "p4-preempt");
    String after = said(facts, "p5-preempt");
    assertThat(row).contains("| " + before + " | " + after + " |");
  }

  private static String said(OrderingFacts facts, String kernel) {
    return switch (facts.answer(
        facts.properties().stream()
            .filter(property -> property.id().equals("P13"))
            .findFirst()
            .orElseThrow()
            .litmus()
            .orElseThrow(),
        CATALOGUE.kernels().parse(kernel).get(0))) {
      case HOLDS -> "holds";
      case VIOLATED -> "violated";
      case UNKNOWN -> "cut short";
      case NOT_ASKED -> "no test";
    };
  }
}
