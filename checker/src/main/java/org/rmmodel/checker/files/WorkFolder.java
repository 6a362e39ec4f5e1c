package org.rmmodel.checker.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Children;

/**
 * A folder for what TLC writes, with one folder in it for each run; it is removed when closed, or
 * when this program is ended before.
 */
public final class WorkFolder implements AutoCloseable {
  private static final Pattern OWNER = Pattern.compile("run-(\\d{1,18})-.*");

  private final Path root;
  private final Children.Last cleaner;

  private WorkFolder(Path root) {
    this.root = root;
    this.cleaner = Children.cleanUp(() -> remove(root));
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
        Path all = Files.createDirectories(output.resolve("check"));
        removeWhatTheDeadLeft(all);
        long mine = ProcessHandle.current().pid();
        return new WorkFolder(Files.createTempDirectory(all, "run-" + mine + "-"));
      }
      return new WorkFolder(Files.createTempDirectory("rmmodel"));
    } catch (IOException e) {
      throw new BadInput("cannot write to " + output + " nor to the folder for temporary files");
    }
  }

  /** A program that was killed could not tidy up; the next one does. */
  private static void removeWhatTheDeadLeft(Path all) throws IOException {
    try (Stream<Path> folders = Files.list(all)) {
      for (Path folder : folders.toList()) {
        Matcher owner = OWNER.matcher(String.valueOf(folder.getFileName()));
        if (owner.matches() && ProcessHandle.of(Long.parseLong(owner.group(1))).isEmpty()) {
          remove(folder);
        }
      }
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
    cleaner.close();
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
