package org.rmmodel.checker.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.Toy;

/** TLC itself, on a specification of the tests' own. */
class TlcRunTest {
  private static final Limits LIMITS = new Limits(256, Duration.ofMinutes(5));

  private static final Cfg KERNEL =
      CfgParser.parseConstant("kernel", 1, "Changes = {\"patch4\", \"patch5\"}")
          .with(CfgParser.parseConstant("kernel", 1, "Asked = {\"patch5\"}"));

  @TempDir private Path temp;
  private Toy toy;
  private int runs;

  @BeforeEach
  void copy() {
    toy = new Toy(temp.resolve("toy"));
  }

  private TlcResult run(String module, String name, Limits limits) {
    TlcRun tlc = new TlcRun(TlcJar.find(), toy.folder());
    return run(tlc, module, name, limits);
  }

  private TlcResult run(TlcRun tlc, String module, String name, Limits limits) {
    return run(tlc, module, name, limits, temp.resolve("work" + runs++));
  }

  private TlcResult run(TlcRun tlc, String module, String name, Limits limits, Path work) {
    String text = toy.folder().read(toy.path("models/" + name + ".cfg"));
    Cfg cfg = CfgParser.parse("models/" + name + ".cfg", text);
    return tlc.run(new TlcRun.Task(module, cfg.with(KERNEL), limits, 1), work, n -> {});
  }

  private static Set<Long> jvms() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  private TlcResult run(String name) {
    return run("MC", name, LIMITS);
  }

  @Test
  void holds() {
    TlcResult result = run("Good");
    assertThat(result.verdict()).isEqualTo(new Verdict.Holds());
    assertThat(result.states()).isEqualTo(3);
    assertThat(result.depth()).isEqualTo(2);
    assertThat(result.fired()).isEqualTo(Map.of("Get_Inc", 2L, "Put_Dec", 2L));
  }

  @Test
  void violatesAnInvariant() {
    TlcResult result = run("Bad");
    Verdict.Violates violates = (Verdict.Violates) result.verdict();
    assertThat(violates.property()).isEqualTo("AtMostOne");
    assertThat(violates.trace().steps())
        .extracting(Trace.Step::action)
        .containsExactly("", "Get_Inc", "Get_Inc");
    assertThat(violates.trace().ending()).isEqualTo(new Trace.AtLast());
    assertThat(violates.trace().steps().get(2).variables().get("refcnt").asMap().get("m"))
        .isEqualTo(new TlaValue.Num(2));
  }

  @Test
  void violatesATemporalProperty() {
    TlcResult result = run("Live");
    Verdict.Violates violates = (Verdict.Violates) result.verdict();
    assertThat(violates.property()).isEqualTo("AllHold");
    assertThat(violates.trace().ending()).isInstanceOf(Trace.BackTo.class);
    assertThat(result.depth()).isEqualTo(3);
  }

  @Test
  void violatesAnInvariantAtFirst() {
    TlcResult result = run("BadAtFirst");
    Verdict.Violates violates = (Verdict.Violates) result.verdict();
    assertThat(violates.property()).isEqualTo("AtFirstOne");
    assertThat(violates.trace().steps()).hasSize(1);
    assertThat(result.states()).isEqualTo(1);
  }

  @Test
  void whatRanBeforeInTheSameJvmChangesNothing() {
    TlcRun tlc = new TlcRun(TlcJar.find(), toy.folder());
    Set<Long> before = jvms();
    TlcResult good = run(tlc, "MC", "Good", LIMITS);
    Set<Long> first = jvms();
    first.removeAll(before);
    TlcResult bad = run(tlc, "MC", "Bad", LIMITS);
    TlcResult goodAgain = run(tlc, "MC", "Good", LIMITS);
    TlcResult badAgain = run(tlc, "MC", "Bad", LIMITS);
    Set<Long> last = jvms();
    last.removeAll(before);

    assertThat(first).hasSize(1);
    assertThat(last).isEqualTo(first);
    assertThat(good.verdict()).isEqualTo(new Verdict.Holds());
    assertThat(sameButForTheTime(goodAgain)).isEqualTo(sameButForTheTime(good));
    assertThat(sameButForTheTime(badAgain)).isEqualTo(sameButForTheTime(bad));
    Limits other = new Limits(LIMITS.mebibytes() + 1, LIMITS.processor()); // in a new JVM
    assertThat(sameButForTheTime(run(tlc, "MC", "Bad", other))).isEqualTo(sameButForTheTime(bad));
    assertThat(jvms()).hasSizeGreaterThan(last.size());
  }

  @Test
  void aJvmThatFoundACycleOrAnErrorOrAFirstStateThatIsWrongIsNotUsedAgain() {
    TlcRun tlc = new TlcRun(TlcJar.find(), toy.folder());
    Set<Long> before = jvms();
    run(tlc, "MC", "BadAtFirst", LIMITS);
    run(tlc, "MC", "Live", LIMITS);
    run(tlc, "MC", "Crash", LIMITS);
    assertThat(jvms()).isEqualTo(before);
    assertThat(run(tlc, "MC", "Live", LIMITS).verdict()).isInstanceOf(Verdict.Violates.class);
  }

  private static TlcResult sameButForTheTime(TlcResult result) {
    return new TlcResult(
        result.verdict(), result.states(), result.depth(), 0, result.fired(), result.takers());
  }

  @Test
  void anEvaluationErrorIsNoVerdict() {
    Verdict.Broken broken = (Verdict.Broken) run("Crash").verdict();
    assertThat(broken.cause()).isEqualTo(Verdict.Broken.Cause.NO_VALUE);
    assertThat(broken.message()).contains("\"nobody\"").doesNotContain("\n");
  }

  @Test
  void aBoundTooSmallIsAnError() {
    Verdict.Broken broken = (Verdict.Broken) run("Floor").verdict();
    assertThat(broken.badInput()).isTrue();
    assertThat(broken.message()).matches("Toy.tla:\\d+: ASSUME BoundIsLargeEnough is false");
  }

  @Test
  void aModuleThatDoesNotParse() {
    Verdict.Broken broken = (Verdict.Broken) run("Broken", "NoParse", LIMITS).verdict();
    assertThat(broken.badInput()).isTrue();
    assertThat(broken.message())
        .startsWith("the specification does not parse: ")
        .contains("Broken", "line ");
  }

  @Test
  void aModuleThatUsesWhatIsNotDefined() {
    toy.change("models/MC.tla", "Anything == TRUE", "Anything == Nothing");
    Verdict.Broken broken = (Verdict.Broken) run("Good").verdict();
    assertThat(broken.badInput()).isTrue();
    assertThat(broken.message()).contains("Unknown operator: `Nothing'", "module MC");
  }

  @Test
  void aCfgThatOnlyTlcFindsWrongIsNamed() {
    toy.change("models/Good.cfg", "  Bound = 1\n", "");
    Verdict.Broken broken = (Verdict.Broken) run("Good").verdict();
    assertThat(broken.badInput()).isTrue();
    assertThat(broken.message()).startsWith("models/Good.cfg: ").contains("Bound");
  }

  @Test
  void theTimeLimitIsInconclusive() {
    TlcResult result = run("MC", "Endless", new Limits(256, Duration.ofSeconds(3)));
    assertThat(result.verdict()).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(result.verdict().text())
        .startsWith("inconclusive: processor time limit 3 s reached");
  }

  @Test
  void aRunWhoseFilesCannotBeWrittenIsInconclusive() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    TlcRun tlc = new TlcRun(TlcJar.find(), toy.folder());
    assertThat(run(tlc, "MC", "Good", LIMITS, file.resolve("work")).verdict().text())
        .isEqualTo("inconclusive: TLC could not be started: Not a directory");
  }

  @Test
  void theMemoryLimitIsInconclusive() {
    TlcResult result = run("Huge", "Huge", new Limits(16, Duration.ofMinutes(5)));
    assertThat(result.verdict()).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(result.verdict().text()).startsWith("inconclusive: memory limit 16 MiB reached");
  }

  @Test
  void killedIsInconclusive() throws InterruptedException {
    Set<Long> before = jvms();
    CompletableFuture<TlcResult> running =
        CompletableFuture.supplyAsync(
            () -> run("MC", "Endless", new Limits(256, Duration.ofMinutes(5))));
    Optional<ProcessHandle> child = Optional.empty();
    while (child.isEmpty() && !running.isDone()) {
      Thread.sleep(50);
      child =
          ProcessHandle.current()
              .children()
              .filter(handle -> !before.contains(handle.pid()))
              .filter(handle -> Files.exists(temp.resolve("work0/states")))
              .findFirst();
    }
    child.orElseThrow().destroyForcibly();
    assertThat(running.join().verdict().text())
        .startsWith("inconclusive: TLC was killed by signal 9");
  }

  @Test
  void aJarWhoseTlcDoesNotStart() {
    Cfg cfg = CfgParser.parse("models/Good.cfg", "SPECIFICATION Spec");
    TlcJar none = new TlcJar(temp.resolve("none.jar"), false);
    TlcRun tlc = new TlcRun(none, toy.folder());
    TlcResult result =
        tlc.run(new TlcRun.Task("MC", cfg, LIMITS, 1), temp.resolve("work"), n -> {});
    assertThat(result.verdict()).isInstanceOf(Verdict.Broken.class);
    assertThat(result.verdict().text()).startsWith("broken: TLC ended with status 1: ");
  }
}
