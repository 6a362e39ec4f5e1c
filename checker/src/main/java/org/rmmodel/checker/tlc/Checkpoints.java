package org.rmmodel.checker.tlc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.BadInput;

/**
 * Where the server of a distributed run keeps its checkpoints. The folder belongs to one run: the
 * same specification, cfg and TLC.
 *
 * @param folder the folder, in which TLC makes one for each start
 * @param last that of the newest checkpoint, if there is one
 */
record Checkpoints(Path folder, Optional<Path> last) {
  private static final String OWNER = "run.txt";

  /** What TLC writes last but one for a checkpoint: the table of its words. */
  private static final String COMMITTED = "vars.chkpt";

  /**
   * Takes a folder into use.
   *
   * @param folder the folder, made if it is missing
   * @param task the run
   * @param jar TLC's jar
   * @param spec the specification
   * @return the folder, and the checkpoint to go on from
   * @throws BadInput if it has the checkpoints of another run, or cannot be written
   */
  static Checkpoints of(Path folder, TlcRun.Task task, TlcJar jar, SpecFolder spec) {
    try {
      Path absolute = Files.createDirectories(folder).toAbsolutePath();
      Path owner = absolute.resolve(OWNER);
      String mine = owner(task, jar, spec);
      if (!Files.exists(owner)) {
        Files.writeString(owner, mine);
      } else if (!Files.readString(owner).equals(mine)) {
        throw new BadInput(
            "--checkpoints " + folder + ": it has those of another model, specification or TLC");
      }
      return new Checkpoints(absolute, newest(absolute));
    } catch (IOException e) {
      throw new BadInput("--checkpoints " + folder + ": cannot be written");
    }
  }

  private static Optional<Path> newest(Path folder) throws IOException {
    try (Stream<Path> starts = Files.list(folder)) {
      return starts
          .filter(start -> Files.exists(start.resolve(COMMITTED)))
          .max(Comparator.comparing(start -> start.resolve(COMMITTED).toFile().lastModified()));
    }
  }

  /** What can be done after a run was cut short. */
  String whatIsThere() {
    try {
      return newest(folder).isPresent()
          ? "; the same command goes on from the last checkpoint"
          : "; there was no checkpoint yet, so what it has found is lost";
    } catch (IOException e) {
      return "; " + folder + " cannot be read";
    }
  }

  private static String owner(TlcRun.Task task, TlcJar jar, SpecFolder spec) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : TlaSources.modules(spec)) {
        digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
      return String.join(
          "\n",
          "module " + task.module(),
          "modules " + HexFormat.of().formatHex(digest.digest()),
          "tlc " + TlcIdentity.digest(TlcIdentity.of(jar)),
          task.cfg().text());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
