package org.rmmodel.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A JVM of its own, of the same JDK, with limits of memory and time. Its standard input is a pipe
 * that stays open as long as this JVM lives, for {@link EndsWithParent} to watch.
 */
public final class ChildJvm {
  private final String main;
  private String classPath = System.getProperty("java.class.path");
  private final List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC"));
  private final List<String> arguments = new ArrayList<>();
  private @Nullable Path folder;
  private @Nullable Path log;

  private ChildJvm(String main) {
    this.main = main;
  }

  /**
   * A JVM that runs a class, on the class path of this one.
   *
   * @param main the name of the class
   * @return the JVM, not yet started
   */
  public static ChildJvm of(String main) {
    return new ChildJvm(main);
  }

  /**
   * Gives it another class path.
   *
   * @param path jars and folders
   * @return this
   */
  public ChildJvm classPath(String path) {
    classPath = path;
    return this;
  }

  /**
   * Limits its Java heap.
   *
   * @param mebibytes the most, in MiB
   * @return this
   */
  public ChildJvm heap(int mebibytes) {
    options.add("-Xmx" + mebibytes + "m");
    return this;
  }

  /**
   * Gives it options.
   *
   * @param more options of the JVM
   * @return this
   */
  public ChildJvm options(List<String> more) {
    options.addAll(more);
    return this;
  }

  /**
   * Gives it arguments.
   *
   * @param more arguments of the class's main
   * @return this
   */
  public ChildJvm arguments(List<String> more) {
    arguments.addAll(more);
    return this;
  }

  /**
   * Says where it runs.
   *
   * @param directory its working directory, made if it is missing (default: this JVM's)
   * @return this
   */
  public ChildJvm folder(Path directory) {
    folder = directory;
    return this;
  }

  /**
   * Says where its standard output and its errors go.
   *
   * @param file the file, which is replaced (default: pipes, for the caller to read)
   * @return this
   */
  public ChildJvm log(Path file) {
    log = file;
    return this;
  }

  /**
   * How a JVM ended.
   *
   * @param status its exit status; empty if it was ended because its time was over
   * @param seconds how long it ran
   */
  public record End(OptionalInt status, double seconds) {
    /**
     * Whether its time was over.
     *
     * @return true if it did not end by itself
     */
    public boolean isOutOfTime() {
      return status.isEmpty();
    }
  }

  /**
   * Starts it. It is ended at the end of this JVM, or by {@link Children#end}.
   *
   * @return its process
   * @throws IOException if it cannot be started
   */
  public Process start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    if (folder != null) {
      builder.directory(Files.createDirectories(folder).toFile());
    }
    if (log != null) {
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
    }
    return Children.start(builder);
  }

  /**
   * Runs it to its end. It needs a {@link #log}, as nobody reads its pipes.
   *
   * @param limit the wall-clock time that it may take; then it is ended with what it has started
   * @return how it ended
   * @throws IOException if it cannot be started
   * @throws InterruptedException if this thread is interrupted; the JVM has been ended
   */
  public End run(Duration limit) throws IOException, InterruptedException {
    if (log == null) {
      throw new IllegalStateException("a JVM that is waited for needs a file for what it says");
    }
    long begun = System.nanoTime();
    Process process = start();
    try {
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      Children.stopIfEnding();
      double seconds = (System.nanoTime() - begun) / 1e9;
      return new End(ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty(), seconds);
    } finally {
      Children.end(process);
    }
  }
}
