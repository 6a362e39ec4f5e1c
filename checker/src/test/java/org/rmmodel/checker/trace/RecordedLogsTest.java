package org.rmmodel.checker.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.checker.trace.ModuleVerdict.Outcome;

/** What real kernels recorded is a behaviour of the specification. */
class RecordedLogsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v6.1/c3-going-window-1.txt",
        "v6.1/f4-kthreads-small-1.txt",
        "v6.1/g7-kprobe-small-1.txt",
        "v6.1-rt/b1-conc-modprobe-1.txt",
        "v6.1-rt/f4-kthreads-small-1.txt"
      })
  void accepted(String name) throws Exception {
    Projection.Log log = Logs.project(Logs.bytes(name));

    List<ModuleVerdict> verdicts = Logs.check(log.scripts());

    assertThat(verdicts)
        .isNotEmpty()
        .allSatisfy(
            verdict -> {
              assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.ACCEPTED);
              assertThat(verdict.events()).isPositive();
              assertThat(verdict.silent()).isPositive();
            });
  }

  /**
   * Two thousand gets and puts while an init() is under way. Where a put came before the lines of
   * two others, the search once took the init hold to be dropped instead, and settled on that.
   */
  @Test
  void aLoadThatTakesLongIsAccepted() throws Exception {
    Projection.Log log = Logs.project(Logs.bytes("v6.1/h1-large-kthreads-cut.txt.gz"));

    assertThat(Logs.check(log.scripts()))
        .hasSize(2)
        .allSatisfy(
            verdict ->
                assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.ACCEPTED));
  }

  /**
   * Freed at a raw refcnt of 3, two references outstanding: a behaviour, in which a property is
   * violated.
   */
  @Test
  void freedWhileReferenced() throws Exception {
    Projection.Log log = Logs.project(Logs.bytes("v6.1/d2-init-fails-while-referenced-1.txt"));

    Map<String, ModuleVerdict> verdicts =
        Logs.check(log.scripts()).stream()
            .collect(Collectors.toMap(ModuleVerdict::module, verdict -> verdict));

    assertThat(verdicts.get("tmhub").outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(verdicts.get("tmtarget").outcome()).isEqualTo(Outcome.VIOLATED);
    assertThat(verdicts.get("tmtarget").violated()).containsOnlyKeys("NeverFreedWhileReferenced");
    assertThat(verdicts.get("tmtarget").line()).isEqualTo(54);
  }

  /**
   * A character device held open goes by force, at a raw refcnt of 2; a module without exit() goes
   * by force only, and nothing is wrong with that.
   */
  @Test
  void aForcedUnloadIsABehaviourAndTheViolationIsReported() throws Exception {
    Projection.Log log = Logs.project(Logs.bytes("v6.1/e1-forced-held-open-1.txt"));

    Map<String, ModuleVerdict> verdicts =
        Logs.check(log.scripts()).stream()
            .collect(Collectors.toMap(ModuleVerdict::module, verdict -> verdict));

    assertThat(verdicts.get("tmcdev").outcome()).isEqualTo(Outcome.VIOLATED);
    assertThat(verdicts.get("tmcdev").violated()).containsOnlyKeys("NeverFreedWhileReferenced");
    assertThat(verdicts.get("tmcdev").line()).isEqualTo(44);
    assertThat(verdicts.get("tmfail").outcome()).isEqualTo(Outcome.ACCEPTED);
  }

  /** The same unload without the flag cannot have gone on after its recovery. */
  @Test
  void anUnloadThatIsNotForcedDoesNotGoOn() throws Exception {
    List<String> lines =
        Logs.lines("v6.1/e1-forced-held-open-1.txt").stream()
            .map(line -> line.replace("flags=0xa00", "flags=0x800"))
            .toList();

    assertThat(Logs.check(Logs.project(lines).scripts()))
        .allSatisfy(
            verdict ->
                assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.REJECTED));
  }

  @Test
  void livesAndEventsAreCounted() throws Exception {
    Projection.Log log = Logs.project(Logs.bytes("v6.1/c3-going-window-1.txt"));

    ModuleVerdict verdict = Logs.check(log.scripts()).get(0);

    assertThat(log.events()).isEqualTo(97);
    assertThat(verdict.lives()).isEqualTo(5);
    assertThat(verdict.events() + log.unused() + log.unattributed()).isEqualTo(97);
  }

  /** A recording may stop between any two lines; what was under way then is no contradiction. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "v6.1/c3-going-window-1.txt",
        "v6.1-rt/f4-kthreads-small-1.txt",
        "v6.1/g7-kprobe-small-1.txt"
      })
  void everyBeginningOfALogIsAccepted(String name) throws Exception {
    List<String> lines = Logs.lines(name);
    int stride = Mutants.stride(60, 25, 1);
    List<ModuleScript> scripts = new ArrayList<>();
    Map<Integer, String> from = new HashMap<>();
    for (int end = 20; end < lines.size(); end += stride) {
      for (ModuleScript script : Logs.project(lines.subList(0, end)).scripts()) {
        from.put(scripts.size(), name + " up to line " + end + ", " + script.module());
        scripts.add(script);
      }
    }

    List<ModuleVerdict> verdicts = Logs.check(scripts);

    for (int i = 0; i < verdicts.size(); i++) {
      assertThat(verdicts.get(i).outcome())
          .as(from.get(i) + ": " + verdicts.get(i))
          .isEqualTo(Outcome.ACCEPTED);
    }
  }

  @Test
  void aRejectionSaysWhichLineAndWhatItWanted() throws Exception {
    List<String> lines = new ArrayList<>(Logs.lines("v6.1/f4-kthreads-small-1.txt"));
    int at =
        lines.indexOf(
            lines.stream()
                .filter(line -> line.contains("module_put: tmtarget") && line.contains("refcnt=2"))
                .findFirst()
                .orElseThrow());
    lines.set(at, lines.get(at).replace("refcnt=2", "refcnt=7"));

    ModuleVerdict verdict =
        Logs.check(
                Logs.project(lines).scripts().stream()
                    .filter(script -> script.module().equals("tmtarget"))
                    .toList())
            .get(0);

    assertThat(verdict.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(verdict.line()).isEqualTo(at + 1);
    assertThat(verdict.wanted()).contains("wanted to read refcnt=7").contains("refcnt 1, 2");
    assertThat(verdict.prefix()).isPositive().isLessThan(verdict.lines());
  }
}
