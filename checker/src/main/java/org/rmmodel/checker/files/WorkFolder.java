package org.rmmodel.checker.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.rmmodel.common.BadInput;

/** A folder for what TLC writes, with one folder in it for each run; it is removed when closed. */
public final class WorkFolder implements AutoCloseable {
  private final Path root;

  private WorkFolder(Path root) {
    this.root = root;
  }

  /**
   * Makes a folder of its own: below {@code check} in the program's output folder, or where the
   * system keeps temporary files if that cannot be written.
   *
   * @param folder the specification
   * @return the folder
   * @throws BadInput if neither can be written
   */
  public static WorkFolder create(SpecFolder folder) {
    Path output = folder.output();
    try {
      if (Files.isDirectory(output) && Files.isWritable(output)) {
        return new WorkFolder(
            Files.createTempDirectory(Files.createDirectories(output.resolve("check")), "run"));
      }
      return new WorkFolder(Files.createTempDirectory("rmmodel"));
    } catch (IOException e) {
      throw new BadInput("cannot write to " + output + " nor to the folder for temporary files");
    }
  }

  /**
   * Makes the folder for one run.
   *
   * @param name a run's id
   * @return a new folder
   * @throws IOException if it cannot be made
   */
  public Path forRun(String name) throws IOException {
    return Files.createTempDirectory(root, name.replaceAll("[^A-Za-z0-9-]", "_"));
  }

  /** Removes the folder and everything in it, as far as it can. */
  @Override
  public void close() {
    remove(root);
  }

  /**
   * Removes a folder and everything in it, as far as it can.
   *
   * @param folder the folder
   */
  public static void remove(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
              Files.deleteIfExists(dir);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // TLC may still be writing; what is left lies in the output folder.
    }
  }
}
