package org.rmmodel.checker.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.checker.trace.ModuleVerdict.Outcome;

/**
 * Recordings with fewer events than ours, of a kernel whose gets and puts are preemptible (6.5 on),
 * and ones that began late: what is not there cannot make a log wrong.
 */
class PartialLogsTest {
  private static final Pattern COUNTED =
      Pattern.compile("(.*\\] )(\\S+)( +[0-9.]+: module_(?:get|put): .*)");
  private static final Predicate<String> MODULE_EVENTS =
      Pattern.compile(": module_\\w+: ").asPredicate();
  private static final Predicate<String> SYSTEM_CALLS = Pattern.compile(": sys_\\w+").asPredicate();
  private static final Predicate<String> DELETE_CALLS =
      Pattern.compile(": (sys_delete_module|del_)").asPredicate();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v6.1/c3-going-window-1.txt",
        "v6.1/f4-kthreads-small-1.txt",
        "v6.1/g7-kprobe-small-1.txt",
        "v6.1-rt/b1-conc-modprobe-1.txt"
      })
  void accepted(String name) throws Exception {
    List<String> whole = Logs.lines(name);
    List<ModuleScript> scripts = new ArrayList<>();
    for (UnaryOperator<String> flags :
        List.<UnaryOperator<String>>of(line -> line, PartialLogsTest::preemptible)) {
      List<String> lines = whole.stream().map(flags).toList();
      scripts.addAll(Logs.project(lines).scripts());
      scripts.addAll(only(lines, MODULE_EVENTS));
      scripts.addAll(only(lines, MODULE_EVENTS.or(SYSTEM_CALLS)));
      scripts.addAll(only(lines, SYSTEM_CALLS.negate()));
      scripts.addAll(only(lines, DELETE_CALLS.negate()));
    }

    List<ModuleVerdict> verdicts = Logs.check(scripts);

    assertThat(verdicts)
        .isNotEmpty()
        .allSatisfy(
            verdict ->
                assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.ACCEPTED));
  }

  /** Recordings that begin while an init() is under way, and others hold references. */
  @ParameterizedTest
  @ValueSource(strings = {"v6.1/f4-kthreads-small-1.txt", "v6.1-rt/f4-kthreads-small-1.txt"})
  void acceptedFromTheMiddleOfALoad(String name) throws Exception {
    List<String> lines = Logs.lines(name);
    List<String> header = lines.stream().filter(line -> line.startsWith("#")).toList();
    int load = 0;
    while (!lines.get(load).contains("module_load: tmtarget")) {
      load++;
    }
    List<ModuleScript> scripts = new ArrayList<>();
    for (int from = load + 1; !lines.get(from - 1).contains("call_site=do_init_module"); from++) {
      List<String> late = new ArrayList<>(header);
      late.addAll(lines.subList(from, lines.size()));
      if (from % Mutants.stride(20, 5, 1) == 0) {
        scripts.addAll(Logs.project(late).scripts());
      }
    }

    assertThat(Logs.check(scripts))
        .isNotEmpty()
        .allSatisfy(
            verdict ->
                assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.ACCEPTED));
  }

  private static List<ModuleScript> only(List<String> lines, Predicate<String> kept)
      throws BadLogException {
    return Logs.project(lines.stream().filter(kept.or(line -> line.startsWith("#"))).toList())
        .scripts();
  }

  /** Preemption on at the tracepoints of a get and a put: the column of the depth is a dot. */
  private static String preemptible(String line) {
    var matcher = COUNTED.matcher(line);
    return matcher.matches()
        ? matcher.group(1) + matcher.group(2).replaceAll("\\d", ".") + matcher.group(3)
        : line;
  }
}
