package org.rmmodel.property.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.ShrinkingMode;
import org.rmmodel.common.Lane;
import org.rmmodel.conformance.trace.CallKind;
import org.rmmodel.conformance.trace.RecordedCall;
import org.rmmodel.conformance.trace.Recording;
import org.rmmodel.conformance.trace.Verdict;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.property.Recorded;

/** What the real classes do in the schedules is a behaviour of the specification. */
class RecordedSchedulesTest {
  /** For each kernel. */
  private static final int SCHEDULES = Lane.current().pick(2, 20, 400);

  private static final int GEN_SIZE = 1_000;

  /** The kernels of the mixes that are right. */
  private static Map<KernelVersion, Flaw> kernels() {
    Map<KernelVersion, Flaw> kernels = new LinkedHashMap<>();
    Stream.of(Flaw.NONE_ON_PREFIXES, Flaw.NONE)
        .forEach(flaw -> flaw.mixes().forEach(mix -> kernels.putIfAbsent(mix.version(), flaw)));
    return kernels;
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void each_schedule_is_a_behaviour_of_the_specification(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<Recording> recordings = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int kernel = 0;
    for (Map.Entry<KernelVersion, Flaw> each : kernels().entrySet()) {
      boolean traced = kernel++ % 2 == 1;
      Mix mix =
          each.getValue().mixes().stream()
              .filter(some -> some.version().equals(each.getKey()))
              .findFirst()
              .orElseThrow();
      RandomGenerator<Scenario> scenarios = Scenarios.of(each.getValue(), mix).generator(GEN_SIZE);
      for (int i = 0; i < SCHEDULES; i++) {
        Scenario scenario = recordable(scenarios.next(random).value(), traced);
        Recorded tape = new Recorded();
        Run.of(scenario, tape);
        recordings.add(tape.recording(scenario.version(), traced));
        names.add(scenario.toString());
      }
    }
    Recorded.mustBeBehaviours("schedules", recordings, names);
    assertThat(Recorded.check(List.of(bent(recordings))).get(0).outcome())
        .as("with a get that is said to be refused")
        .isEqualTo(Verdict.Outcome.REJECTED);
  }

  /**
   * The same scenario without the calls that recordings do not have, and with as many tasks as any:
   * counts per CPU are added up over all CPUs.
   */
  private static Scenario recordable(Scenario scenario, boolean traced) {
    List<List<Call>> tasks = new ArrayList<>();
    for (List<Call> calls : scenario.tasks()) {
      tasks.add(calls.stream().filter(call -> Recorded.KINDS.contains(call.kind())).toList());
    }
    while (tasks.size() < Recorded.TASKS) {
      tasks.add(List.of());
    }
    return new Scenario(
        scenario.version(), scenario.flaw(), traced, scenario.loaded(), tasks, scenario.schedule());
  }

  /** The first recording with a get, which says now that it was refused. */
  private static Recording bent(List<Recording> recordings) {
    Recording some =
        recordings.stream()
            .filter(
                recording ->
                    recording.cpus().stream().flatMap(List::stream).anyMatch(c -> isGot(c)))
            .findFirst()
            .orElseThrow();
    return new Recording(
        some.kernel(),
        some.tracing(),
        some.modules(),
        some.cpus().stream()
            .map(calls -> calls.stream().map(call -> isGot(call) ? refused(call) : call).toList())
            .toList());
  }

  private static boolean isGot(RecordedCall call) {
    return call.kind() == CallKind.GET && call.result() == 1;
  }

  private static RecordedCall refused(RecordedCall call) {
    return new RecordedCall(
        call.kind(), call.name(), call.load(), call.enter(), call.steps(), 0, call.end(), 0);
  }
}
