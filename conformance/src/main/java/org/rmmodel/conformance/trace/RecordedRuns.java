package org.rmmodel.conformance.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.Lane;
import org.rmmodel.conformance.trace.Workload.Kind;
import org.rmmodel.conformance.trace.Workload.Plan;

/**
 * Runs of the implementation that is on the class path, recorded and checked, kernel by kernel
 * until one of them is no behaviour of the specification. Its threads take turns by a seed, so that
 * the answer is the same each time.
 */
public final class RecordedRuns {
  private static final int THREADS = 4;

  /** So often a run is made anew that ends with the death of a task: a flaw of its kernel. */
  private static final int TRIES = 5;

  private RecordedRuns() {}

  /** Whether all recorded runs are behaviours. */
  public enum Answer {
    SAME,
    DIFFERS,
    INCONCLUSIVE
  }

  /**
   * What was found.
   *
   * @param answer whether all are
   * @param run the run that is not, or that cannot be decided; else empty
   * @param line why; else empty
   * @param steps how many steps were recorded
   */
  public record Found(Answer answer, String run, String line, long steps) {}

  /** The kernels, and how much is recorded of each kind on each. */
  private static List<RecordedKernel> kernels(Lane lane) {
    RecordedKernel last = RecordedKernel.prefix(5);
    return lane == Lane.SMOKE
        ? List.of(last)
        : List.of(
            last,
            RecordedKernel.prefix(0).with("preempt"),
            RecordedKernel.prefix(3).with("preempt"),
            RecordedKernel.prefix(1));
  }

  /**
   * Records and checks.
   *
   * @param folder the specification
   * @param work the folder for the recordings
   * @param lane with which budget
   * @return what was found
   * @throws IOException if a file cannot be written or no JVM can be started
   * @throws InterruptedException if this thread is interrupted
   */
  public static Found check(SpecFolder folder, Path work, Lane lane)
      throws IOException, InterruptedException {
    int events = lane.pick(300, 1_300, 20_000);
    long steps = 0;
    Found open = null;
    for (RecordedKernel kernel : kernels(lane)) {
      List<Path> files = new ArrayList<>();
      List<Plan> plans = new ArrayList<>();
      for (Kind kind : Kind.values()) {
        Plan plan = new Plan(kernel, kind, THREADS, events, plans.size() + 1L, true, false);
        Path file = work.resolve("recording-" + files.size() + ".txt");
        try {
          Recording recording = record(plan);
          steps += recording.events();
          Files.deleteIfExists(file);
          RecordingFile.write(recording, file);
        } catch (IllegalStateException e) {
          Answer answer = e.getCause() == null ? Answer.INCONCLUSIVE : Answer.DIFFERS;
          return new Found(answer, name(plan), String.valueOf(e.getMessage()), steps);
        }
        plans.add(plan);
        files.add(file);
      }
      List<Verdict> verdicts = new RecordingChecker(folder, RecordingChecker.DEFAULT).check(files);
      for (int i = 0; i < files.size(); i++) {
        Verdict verdict = verdicts.get(i);
        String why =
            (verdict.line() > 0 ? "line " + verdict.line() + ": " : "")
                + String.join(" / ", verdict.reasons());
        switch (verdict.outcome()) {
          case ACCEPTED -> {}
          case REJECTED -> {
            return new Found(Answer.DIFFERS, name(plans.get(i)), why, steps);
          }
          case INCONCLUSIVE ->
              open = new Found(Answer.INCONCLUSIVE, name(plans.get(i)), why, steps);
        }
      }
    }
    return open == null ? new Found(Answer.SAME, "", "", steps) : open;
  }

  private static String name(Plan plan) {
    return plan.kind().word() + " on " + plan.kernel();
  }

  /** Records a run in which no task dies, or the last of the tries. */
  private static Recording record(Plan plan) {
    Recording recording = Workload.record(plan);
    for (int i = 1; i < TRIES && recording.hasDeath(); i++) {
      recording = Workload.record(plan.again(i));
    }
    return recording;
  }
}
