package org.rmmodel.checker.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.common.ChildJvm;

/** What TLC writes is gone afterwards, however the program ends. */
class WorkFolderTest {
  @TempDir private Path temp;

  /** A program that is ended while its folder is open. */
  public static final class Ended {
    private Ended() {}

    /**
     * Makes a folder and ends.
     *
     * @param args where
     * @throws IOException if it cannot be made
     */
    public static void main(String[] args) throws IOException {
      WorkFolder folder = WorkFolder.create(new SpecFolder(Path.of(args[0]), Path.of(args[0])));
      Files.writeString(folder.forRun("a run").resolve("file"), "text");
      System.exit(5);
    }
  }

  @Test
  void aProgramThatIsEndedLeavesNothing() throws Exception {
    ChildJvm.End end =
        ChildJvm.of(Ended.class.getName())
            .arguments(List.of(temp.toString()))
            .log(temp.resolve("log"))
            .run(Duration.ofMinutes(2));
    assertThat(end.status()).hasValue(5);
    assertThat(temp.resolve("check")).isEmptyDirectory();
  }
}
