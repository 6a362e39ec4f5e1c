package org.rmmodel.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own, with a limit of time. What it prints goes to a file.
 *
 * @param exit its exit status; -1 if it was ended because the time was over
 * @param seconds how long it ran
 */
record Child(int exit, double seconds) {
  /** The exit status of a JVM that ran out of time. */
  static final int OUT_OF_TIME = -1;

  /**
   * Runs a JVM to its end.
   *
   * @param folder its working directory
   * @param log where its output goes
   * @param limit how many seconds it may take
   * @param arguments its arguments
   */
  static Child java(Path folder, Path log, long limit, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    if (Runtime.version().feature() >= 21) {
      command.add("-XX:+EnableDynamicAgentLoading"); // Lincheck attaches its agent
    }
    command.addAll(arguments);
    long begin = System.nanoTime();
    Process process = null;
    try {
      Files.createDirectories(folder);
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process.getOutputStream().close(); // nobody answers it
      boolean ended = process.waitFor(limit, TimeUnit.SECONDS);
      double seconds = (System.nanoTime() - begin) / 1e9;
      return new Child(ended ? process.exitValue() : OUT_OF_TIME, seconds);
    } catch (IOException e) {
      throw new BadInput("no JVM could be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Child(OUT_OF_TIME, (System.nanoTime() - begin) / 1e9);
    } finally {
      if (process != null && process.isAlive()) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }
}
