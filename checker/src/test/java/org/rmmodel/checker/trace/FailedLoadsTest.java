package org.rmmodel.checker.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rmmodel.checker.trace.ModuleVerdict.Outcome;

/** Loads that fail in init(), before it, and because the name is taken. */
class FailedLoadsTest {
  private static final String LOG = "v6.1-rt/d1-load-failures-1.txt";

  private static ModuleVerdict check(List<String> lines, String module) throws Exception {
    return Logs.check(
            Logs.project(lines).scripts().stream()
                .filter(script -> script.module().equals(module))
                .toList())
        .get(0);
  }

  private static int load(List<String> lines, String module) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("module_load: " + module + " ")) {
        return i;
      }
    }
    throw new AssertionError("no load of " + module);
  }

  @Test
  void accepted() throws Exception {
    assertThat(Logs.check(Logs.project(Logs.bytes(LOG)).scripts()))
        .allSatisfy(
            verdict ->
                assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.ACCEPTED));
  }

  @Test
  void aLoadWhoseInitFailsFreesTheModule() throws Exception {
    List<String> lines = new ArrayList<>(Logs.lines(LOG));
    int load = load(lines, "pcc_cpufreq");
    assertThat(lines.get(load + 2)).contains("module_free: pcc_cpufreq");
    lines.remove(load + 2);

    assertThat(check(lines, "pcc_cpufreq").outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void aLoadThatFreesTheModuleHasNotSucceeded() throws Exception {
    List<String> lines = new ArrayList<>(Logs.lines(LOG));
    int load = load(lines, "pcc_cpufreq");
    lines.set(load + 3, lines.get(load + 3).replaceFirst("-> 0x.*", "-> 0x0"));

    ModuleVerdict verdict = check(lines, "pcc_cpufreq");
    assertThat(verdict.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(verdict.line()).isBetween(load + 1L, load + 4L);
  }

  @Test
  void aLoadThatKeepsTheModuleHasNotFailed() throws Exception {
    List<String> lines = new ArrayList<>(Logs.lines(LOG));
    int load = load(lines, "tmcdev");
    assertThat(lines.get(load + 2)).contains("sys_finit_module -> 0x0");
    lines.set(load + 2, lines.get(load + 2).replace("-> 0x0", "-> 0xfffffffffffffffb"));

    assertThat(check(lines, "tmcdev").outcome()).isEqualTo(Outcome.REJECTED);
  }

  /**
   * EEXIST is returned before module_load; a second load of a name that is taken gets no further.
   */
  @Test
  void aNameThatIsTakenIsNotLoadedAgain() throws Exception {
    List<String> lines = new ArrayList<>(Logs.lines(LOG));
    int load = load(lines, "tmcdev");
    assertThat(lines.get(load + 3)).contains("sys_finit_module(");
    assertThat(lines.get(load + 4)).contains("sys_finit_module -> 0xffffffffffffffef");
    lines.add(load + 4, lines.get(load));

    ModuleVerdict verdict = check(lines, "tmcdev");
    assertThat(verdict.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(verdict.line()).isEqualTo(load + 5L);
    assertThat(verdict.wanted()).contains("a name that is not loaded");
  }
}
