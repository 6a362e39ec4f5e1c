package org.rmmodel.conformance.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.common.BadInput;
import org.rmmodel.conformance.trace.Workload.Kind;
import org.rmmodel.conformance.trace.Workload.Plan;

/** Recordings are read strictly: what is no whole recording is one clear line. */
class RecordingFileTest {
  @TempDir private Path folder;

  private static Recording recording() {
    return Workload.record(new Plan(RecordedKernel.prefix(5), Kind.LINKS, 2, 200, 1, true, false));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("recording.txt"), text, StandardCharsets.ISO_8859_1);
  }

  private String written() throws IOException {
    Path file = folder.resolve("whole.txt");
    RecordingFile.write(recording(), file);
    return Files.readString(file);
  }

  private void assertRefused(String text, String why) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> RecordingFile.read(file))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("recording.txt")
        .hasMessageContaining(why);
  }

  @Test
  void what_is_written_is_read() throws IOException {
    Path file = folder.resolve("whole.txt");
    Recording recording = recording();
    RecordingFile.write(recording, file);
    Recording read = RecordingFile.read(file);
    assertThat(read.kernel()).isEqualTo(recording.kernel());
    assertThat(read.modules()).isEqualTo(recording.modules());
    assertThat(read.cpus().get(1)).hasSameSizeAs(recording.cpus().get(1));
    for (int i = 0; i < read.cpus().get(1).size(); i++) {
      assertThat(read.cpus().get(1).get(i))
          .usingRecursiveComparison()
          .ignoringFields("line")
          .isEqualTo(recording.cpus().get(1).get(i));
    }
  }

  @Test
  void the_same_seed_gives_the_same_run_with_turns() {
    assertThat(actions(recording())).isEqualTo(actions(recording()));
  }

  private static List<String> actions(Recording recording) {
    return recording.cpus().stream()
        .flatMap(List::stream)
        .flatMap(call -> call.steps().stream())
        .map(step -> step.action() + " " + step.module())
        .toList();
  }

  @Test
  void a_recording_that_is_cut_off_anywhere_is_refused() throws IOException {
    String whole = written();
    for (int length = whole.length() - 1; length > 30; length -= 97) {
      Path file = file(whole.substring(0, length));
      assertThatThrownBy(() -> RecordingFile.read(file))
          .as("the first %d characters", length)
          .isInstanceOf(BadInput.class);
    }
    assertRefused(whole.substring(0, whole.length() - 4), "cut off");
    assertRefused(whole.substring(0, whole.indexOf("\nreturn") + 1), "cut off");
  }

  @Test
  void what_is_no_recording_is_refused() throws IOException {
    assertRefused("", "empty");
    assertRefused("hello\n", "not a recording");
    assertRefused("\u0000\u0001".repeat(100_000), "not a recording");
    assertRefused(written().replace("recording 1", "recording 2"), "version 2");
    assertThatThrownBy(() -> RecordingFile.read(folder)).hasMessageContaining("not a regular file");
    assertThatThrownBy(() -> RecordingFile.read(folder.resolve("none")))
        .hasMessageContaining("no such file");
  }

  @Test
  void what_is_wrong_in_a_recording_is_told_with_its_line() throws IOException {
    String whole = written();
    assertRefused(whole.replace("cpus 2", "cpus 2000000"), "line 7: a number from 1");
    assertRefused(whole.replaceFirst("steps \\d+", "steps 7"), "and not 7");
    assertRefused(whole.replaceFirst("LoadModule_Trace", "LoadModule_Race"), "no step");
    assertRefused(whole.replaceFirst("call 0 \\S+", "call 0 fetch"), "no kind of call");
    assertRefused(whole.replaceFirst("call 0 load \\S+", "call 0 load zzz"), "no module zzz");
    assertRefused(whole.replaceFirst("return 0 \\d+", "return 0 1"), "a number from");
    assertRefused(whole + "end\n", "after the end");
    assertRefused(
        whole.replaceFirst("step \\S+", "step " + "x".repeat(5000)), "a line that is too long");
  }
}
