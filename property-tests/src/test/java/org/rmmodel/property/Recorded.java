package org.rmmodel.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.files.WorkFolder;
import org.rmmodel.conformance.trace.CallKind;
import org.rmmodel.conformance.trace.RecordedKernel;
import org.rmmodel.conformance.trace.Recorder;
import org.rmmodel.conformance.trace.Recording;
import org.rmmodel.conformance.trace.RecordingChecker;
import org.rmmodel.conformance.trace.RecordingFile;
import org.rmmodel.conformance.trace.Verdict;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.kernel.StepListener;
import org.rmmodel.impl.module.Module;
import org.rmmodel.property.schedule.Call;

/**
 * Writes down what tasks do, and has the specification say whether that is a behaviour of the
 * protocol.
 */
public final class Recorded implements Tape {
  /**
   * The calls that recordings have. Of the others, some look for what they may find, which is left
   * out there, and some load one name with different imports.
   */
  public static final Set<Call.Kind> KINDS =
      EnumSet.of(
          Call.Kind.LOAD,
          Call.Kind.LOAD_USER,
          Call.Kind.LOAD_INIT_FAILS,
          Call.Kind.LOAD_LATE_FAILS,
          Call.Kind.UNLOAD,
          Call.Kind.GET,
          Call.Kind.PUT,
          Call.Kind.GET_MORE,
          Call.Kind.SYMBOL_GET,
          Call.Kind.SYMBOL_PUT,
          Call.Kind.READ,
          Call.Kind.SHOW);

  private static final Recording.Modules MODULES =
      new Recording.Modules(List.of("a", "b", "c"), "b", "a", Set.of());

  /** How many tasks there are: always, so that one cfg is enough for a kernel. */
  public static final int TASKS = 4;

  /** And one who runs before and after them. */
  private static final int CPUS = TASKS + 1;

  private static final int MOST_STEPS = 100_000;

  private @Nullable Recorder recorder;

  @Override
  public StepListener around(StepListener next) {
    recorder = new Recorder(CPUS, MOST_STEPS, next);
    return recorder;
  }

  private Recorder recorder() {
    if (recorder == null) {
      throw new IllegalStateException("no kernel tells its steps");
    }
    return recorder;
  }

  @Override
  public void enters(Cpu cpu, Kind kind, String name) {
    recorder().enters(cpu, CallKind.valueOf(kind.name()), name);
  }

  @Override
  public void isAbout(Cpu cpu, Module module) {
    recorder().isAbout(cpu, module.address());
  }

  @Override
  public void leaves(Cpu cpu) {
    recorder().leaves(cpu);
  }

  @Override
  public void returns(Cpu cpu, int result) {
    recorder().returns(cpu, result);
  }

  /**
   * Gives what was written down. To be called when the threads have ended.
   *
   * @param version the kernel
   * @param tracing whether its tracepoints were on
   * @return the recording, without the unloads of a name that nobody loads
   */
  public Recording recording(KernelVersion version, boolean tracing) {
    assertThat(recorder().isCut()).as("the recording is cut").isFalse();
    return new Recording(
        RecordedKernel.of(version),
        tracing,
        MODULES,
        recorder().calls().stream()
            .map(
                calls ->
                    calls.stream()
                        .filter(
                            call -> call.name().isEmpty() || MODULES.names().contains(call.name()))
                        .toList())
            .toList());
  }

  /**
   * Asks the specification.
   *
   * @param recordings the recordings
   * @return its verdicts, in the same order
   */
  public static List<Verdict> check(List<Recording> recordings) throws Exception {
    SpecFolder spec = new SpecFolder(Path.of("..", "spec"));
    try (WorkFolder work = WorkFolder.create(spec)) {
      Path folder = Files.createDirectories(work.forRun("recorded"));
      List<Path> files = new ArrayList<>();
      for (Recording recording : recordings) {
        Path file = folder.resolve(files.size() + ".txt");
        RecordingFile.write(recording, file);
        files.add(file);
      }
      return new RecordingChecker(spec, RecordingChecker.DEFAULT).check(files);
    }
  }

  /** Asks the specification, which has to accept them all, and says how much that was. */
  public static void mustBeBehaviours(String what, List<Recording> recordings, List<String> names)
      throws Exception {
    List<Verdict> verdicts = check(recordings);
    for (int i = 0; i < verdicts.size(); i++) {
      assertThat(verdicts.get(i).outcome())
          .as("%s: %s", names.get(i), verdicts.get(i))
          .isEqualTo(Verdict.Outcome.ACCEPTED);
    }
    System.out.printf(
        "%s: %d recordings, %d steps, are behaviours of the specification%n",
        what, recordings.size(), recordings.stream().mapToInt(Recording::events).sum());
  }
}
