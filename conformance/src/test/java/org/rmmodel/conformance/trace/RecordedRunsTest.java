package org.rmmodel.conformance.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.common.Lane;
import org.rmmodel.conformance.NotTaken;
import org.rmmodel.conformance.trace.RecordedCall.RecordedStep;
import org.rmmodel.conformance.trace.Verdict.Outcome;
import org.rmmodel.conformance.trace.Workload.Kind;
import org.rmmodel.conformance.trace.Workload.Plan;
import org.rmmodel.impl.kernel.Action;

/** Free runs and schedules of the real classes are behaviours of the specification. */
class RecordedRunsTest {
  private static final int THREADS = 4;
  private static final int EVENTS = Lane.current().pick(300, 1_300, 20_000);

  /** So often a run is repeated that ends with the death of a task: a flaw of its kernel. */
  private static final int TRIES = 5;

  /** Later kernels, each with what has changed since the one before. */
  private static final List<String> LATER = List.of("v4.2", "v5.10", "v6.8");

  @TempDir private Path folder;

  /** The plans of one kernel: each with two or three cfgs, as loading one takes a second. */
  private static List<Plan> plans(RecordedKernel kernel, int number) {
    List<Plan> plans = new ArrayList<>();
    boolean odd = number % 2 == 1;
    plans.add(new Plan(kernel, Kind.COUNT, THREADS, EVENTS, number, false, false));
    plans.add(new Plan(kernel, Kind.COUNT, THREADS, EVENTS, number, true, false));
    plans.add(new Plan(kernel, Kind.SYMBOLS, THREADS, EVENTS, number, odd, false));
    plans.add(new Plan(kernel, Kind.LINKS, THREADS, EVENTS, number, false, odd));
    plans.add(new Plan(kernel, Kind.LINKS, THREADS, EVENTS, number, true, odd));
    if (number % 4 == 0) {
      plans.add(new Plan(kernel, Kind.NAMES, THREADS, EVENTS, number, false, false));
      plans.add(new Plan(kernel, Kind.NAMES, THREADS, EVENTS, number, true, false));
    }
    return plans;
  }

  private static List<RecordedKernel> kernels() {
    List<RecordedKernel> kernels = new ArrayList<>();
    for (int patches = 0; patches <= 5; patches++) {
      kernels.add(RecordedKernel.prefix(patches));
      kernels.add(RecordedKernel.prefix(patches).with("preempt"));
    }
    LATER.forEach(id -> kernels.add(RecordCommand.kernel(Checking.FOLDER, id)));
    kernels.add(kernels.get(kernels.size() - 1).with("preempt"));
    return Lane.current().includes(Lane.FULL)
        ? kernels
        : List.of(kernels.get(0), kernels.get(7), kernels.get(kernels.size() - 2));
  }

  private static Recording record(Plan plan) {
    for (int i = 0; i < TRIES; i++) {
      Recording recording = Workload.record(plan.again(i));
      if (!recording.hasDeath()) {
        return recording;
      }
      System.out.println(plan + ": a task has died (run " + i + "), once more");
    }
    throw new AssertionError(plan + ": a task has died in each of " + TRIES + " runs");
  }

  @Test
  void each_recorded_run_is_a_behaviour_and_every_step_occurs() throws Exception {
    List<List<Plan>> plans = new ArrayList<>();
    List<List<Recording>> recordings = new ArrayList<>();
    Map<String, Long> occurs = new TreeMap<>();
    Set<String> certain = new TreeSet<>();
    List<RecordedKernel> kernels = kernels();
    for (int i = 0; i < kernels.size(); i++) {
      List<Plan> some = plans(kernels.get(i), i);
      plans.add(some);
      recordings.add(some.stream().map(RecordedRunsTest::record).toList());
    }
    int runs = 0;
    long events = 0;
    for (int i = 0; i < plans.size(); i++) {
      for (int k = 0; k < plans.get(i).size(); k++) {
        Recording recording = recordings.get(i).get(k);
        runs++;
        events += recording.events();
        boolean isTheSameEachTime = plans.get(i).get(k).turns();
        names(recording)
            .forEach(
                (name, times) -> {
                  occurs.merge(name, times, Long::sum);
                  if (isTheSameEachTime) {
                    certain.add(name);
                  }
                });
      }
    }
    List<List<Verdict>> verdicts = Checking.check(folder, recordings);
    double seconds = 0;
    for (int i = 0; i < plans.size(); i++) {
      for (int k = 0; k < plans.get(i).size(); k++) {
        Verdict verdict = verdicts.get(i).get(k);
        seconds += verdict.seconds();
        assertThat(verdict.outcome())
            .as("%s, recording-%d-%d: %s", plans.get(i).get(k), i, k, verdict)
            .isEqualTo(Outcome.ACCEPTED);
      }
    }
    System.out.printf(
        "%d recorded runs, %d steps, are behaviours; %.0f steps a second of search%n",
        runs, events, events / seconds);
    occurs.forEach((action, times) -> System.out.printf("  %7d %s%n", times, action));
    if (Lane.current().includes(Lane.FULL)) {
      assertThat(runs).isGreaterThanOrEqualTo(50);
      assertThat(events).isGreaterThanOrEqualTo(100_000);
      Set<String> missing = new TreeSet<>(names());
      missing.removeAll(NotTaken.inRecordings().keySet());
      missing.removeAll(certain);
      assertThat(missing).as("steps that no run with turns has, so only chance brings").isEmpty();
    }
    assertThat(occurs)
        .as("steps that no run should have")
        .doesNotContainKeys(NotTaken.inRecordings().keySet().toArray(String[]::new));
  }

  /** How often each step occurs in a recording. */
  private static Map<String, Long> names(Recording recording) {
    Map<String, Long> names = new TreeMap<>();
    recording.cpus().stream()
        .flatMap(List::stream)
        .flatMap(call -> call.steps().stream())
        .map(RecordedStep::action)
        .filter(Translation.LEFT_OUT::containsKey)
        .forEach(action -> names.merge(action.name(), 1L, Long::sum));
    Translation.of(recording).stream()
        .flatMap(List::stream)
        .forEach(event -> names.merge(event.action(), 1L, Long::sum));
    return names;
  }

  /** All names of steps, announced and not. */
  private static Set<String> names() {
    Set<String> names = new TreeSet<>(Translation.NOT_ANNOUNCED);
    Arrays.stream(Action.values()).map(Action::name).forEach(names::add);
    return names;
  }
}
