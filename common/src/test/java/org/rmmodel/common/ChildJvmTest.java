package org.rmmodel.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChildJvmTest {
  private static final Duration PLENTY = Duration.ofMinutes(2);

  @TempDir private Path folder;

  /** What the JVMs of these tests run. */
  public static final class Told {
    private Told() {}

    /**
     * Does what it is told.
     *
     * @param args first what
     * @throws Exception if it cannot
     */
    public static void main(String[] args) throws Exception {
      EndsWithParent.watch();
      switch (args[0]) {
        case "exit" -> {
          System.out.println(Path.of("").toAbsolutePath() + " " + System.getProperty("told"));
          System.exit(5);
        }
        case "sleep" -> Thread.sleep(PLENTY.toMillis());
        case "wait for one child after another" -> {
          Children.Last unusedWords = Children.ifInterrupted(() -> System.out.println("words"));
          Children.Last unused = Children.cleanUp(() -> System.out.println("tidied up"));
          while (true) {
            System.out.println("a child");
            System.out.println("ended " + told("sleep").log(Path.of("child.log")).run(PLENTY));
          }
        }
        default -> { // a parent, which is killed while its child sleeps
          Process child = told("sleep").log(Path.of("child.log")).start();
          Files.writeString(Path.of("pid"), Long.toString(child.pid()));
          Runtime.getRuntime().halt(0);
        }
      }
    }
  }

  private static ChildJvm told(String what) {
    return ChildJvm.of(Told.class.getName()).heap(16).arguments(List.of(what));
  }

  @Test
  void a_JVM_runs_in_its_folder_with_its_options_and_tells_its_status() throws Exception {
    Path log = folder.resolve("log");
    ChildJvm.End end =
        told("exit")
            .folder(folder.resolve("new"))
            .log(log)
            .options(List.of("-Dtold=x"))
            .run(PLENTY);
    assertThat(end.status()).hasValue(5);
    assertThat(end.isOutOfTime()).isFalse();
    assertThat(log).hasContent(folder.resolve("new").toRealPath() + " x\n");
  }

  @Test
  void a_JVM_is_ended_when_its_time_is_over() throws Exception {
    ChildJvm.End end = told("sleep").log(folder.resolve("log")).run(Duration.ofMillis(300));
    assertThat(end.isOutOfTime()).isTrue();
    assertThat(end.seconds()).isBetween(0.3, 60.0);
  }

  @Test
  void a_child_ends_when_its_parent_was_killed() throws Exception {
    told("be a parent").folder(folder).log(folder.resolve("log")).run(PLENTY);
    long pid = Long.parseLong(Files.readString(folder.resolve("pid")));
    long end = System.nanoTime() + PLENTY.toNanos();
    while (runs(pid) && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(runs(pid)).isFalse();
  }

  /** Whether a process runs: one that has ended, and whose new parent has not asked, does not. */
  private static boolean runs(long pid) throws IOException {
    if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
      return false;
    }
    Path stat = Path.of("/proc/" + pid + "/stat");
    try {
      return !Files.exists(stat) || !Files.readString(stat).matches("(?s).*\\) Z .*");
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Test
  void a_program_that_is_ended_takes_no_child_for_failed_and_starts_no_other() throws Exception {
    Path log = folder.resolve("log");
    Process parent = told("wait for one child after another").folder(folder).log(log).start();
    while (!Files.exists(folder.resolve("child.log"))) {
      Thread.sleep(20);
    }
    parent.destroy();
    assertThat(parent.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(parent.exitValue()).isEqualTo(ExitStatus.INCONCLUSIVE.code());
    assertThat(log).hasContent("a child\nwords\ntidied up\n");
  }

  @Test
  void a_process_is_ended_with_what_it_has_started() throws IOException {
    Process process = told("sleep").log(folder.resolve("log")).start();
    Children.end(process);
    assertThat(process.isAlive()).isFalse();
  }
}
