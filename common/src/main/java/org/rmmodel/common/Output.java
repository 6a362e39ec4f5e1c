package org.rmmodel.common;

import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Files that a user wants written: looked at before the work begins, so that a wrong path does not
 * cost its time, and written whole or not at all.
 */
public final class Output {
  /** What {@link #keep} has locked, until this program ends. */
  private static final List<FileChannel> KEPT = new CopyOnWriteArrayList<>();

  private Output() {}

  /**
   * Checks that a file can be written.
   *
   * @param option which option names it, such as {@code --json}
   * @param file the file; it need not exist
   * @throws BadInput if it is a folder, or lies where this user cannot write
   */
  public static void checkFile(String option, Path file) {
    if (isDevice(file) && Files.isWritable(file)) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)
        || folder == null
        || !Files.isDirectory(folder)
        || !Files.isWritable(folder)
        || (Files.exists(file) && !Files.isWritable(file))) {
      throw new BadInput(option + " " + file + ": cannot be written");
    }
  }

  /**
   * Makes a folder if it is missing, and checks that files can be written there.
   *
   * @param option which option names it, such as {@code --report}
   * @param folder the folder
   * @return the folder, absolute
   * @throws BadInput if it cannot be made, or this user cannot write there
   */
  public static Path makeFolder(String option, Path folder) {
    if (folder.toString().isEmpty()) {
      // A variable that was not set; the current folder is called a dot.
      throw new BadInput(option + ": a folder is expected, not an empty name");
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new BadInput(option + " " + folder + ": this folder cannot be made");
    }
    if (!Files.isWritable(folder)) {
      throw new BadInput(option + " " + folder + ": cannot be written");
    }
    return folder.toAbsolutePath().normalize();
  }

  /**
   * Makes a folder, as {@link #makeFolder}, in which no other program works until this one ends:
   * for whoever writes files there that are read again. The lock is on a file in it, {@code .lock}.
   *
   * @param option which option names it, such as {@code --output}
   * @param folder the folder
   * @return the folder, absolute
   * @throws BadInput if it cannot be made or written, or another program works there
   */
  public static Path keep(String option, Path folder) {
    Path kept = makeFolder(option, folder);
    try {
      FileChannel channel =
          FileChannel.open(
              kept.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      KEPT.add(channel);
      if (channel.tryLock() != null) {
        return kept;
      }
    } catch (OverlappingFileLockException e) {
      // It is this program itself.
    } catch (IOException e) {
      throw new BadInput(option + " " + folder + ": cannot be written: " + OneLine.of(e));
    }
    throw new BadInput(option + " " + folder + ": another program works there now");
  }

  /**
   * Writes a file: the old one stays until the new one is whole.
   *
   * @param file the file, which is replaced
   * @param text what it says from now on
   * @throws BadInput with the cause, such as a full disk
   */
  public static void write(Path file, String text) {
    write(file, writer -> writer.write(text));
  }

  /** Writes a file's text, piece by piece. */
  public interface Body {
    /**
     * Writes all of it.
     *
     * @param writer where it goes, in UTF-8
     * @throws IOException if it cannot be written
     */
    void writeTo(Writer writer) throws IOException;
  }

  /**
   * Writes a file that is too large to be held in memory: the old one stays until the new one is
   * whole.
   *
   * @param file the file, which is replaced
   * @param body writes its text
   * @throws BadInput with the cause, such as a full disk
   */
  public static void write(Path file, Body body) {
    try {
      if (isDevice(file)) {
        stream(file, body);
      } else {
        replace(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath(), body);
      }
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be written: " + OneLine.of(e));
    }
  }

  private static void stream(Path file, Body body, OpenOption... options) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file, options)) {
      body.writeTo(writer);
    }
  }

  /** A pipe or a terminal, whose name must not be taken by a file. */
  private static boolean isDevice(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
  }

  private static void replace(Path file, Body body) throws IOException {
    Path whole =
        file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      stream(whole, body, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try {
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(whole);
    }
  }
}
