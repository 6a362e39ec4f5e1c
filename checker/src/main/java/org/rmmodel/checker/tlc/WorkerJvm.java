package org.rmmodel.checker.tlc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rmmodel.checker.files.SpecFolder;

/**
 * How a JVM is started that works for the server of a distributed run.
 *
 * @param jar TLC's jar
 * @param folder the specification; the worker reads that of its server, whatever lies there
 * @param mebibytes the Java heap, in MiB
 * @param joins the server
 * @param itself where it can be reached
 */
public record WorkerJvm(TlcJar jar, SpecFolder folder, int mebibytes, Joins joins, Itself itself) {
  private static final int LONGEST_LINE = 1 << 12;

  /**
   * The server that it works for.
   *
   * @param host its host
   * @param port its port
   * @param patience how long it is waited for
   */
  public record Joins(String host, int port, Duration patience) {}

  /**
   * The worker itself.
   *
   * @param address its address, which the server can reach
   * @param port its port; 0 for any that is free
   * @param key the key that it shares with the server
   * @param threads how many threads work
   * @param keepsFingerprints whether it keeps fingerprints instead of searching
   */
  public record Itself(
      String address, int port, Optional<Path> key, int threads, boolean keepsFingerprints) {}

  /**
   * Makes the way to start it.
   *
   * @param home a folder for what it writes
   * @return the JVM, not yet started
   * @throws IOException if the jar cannot be read or the folder cannot be made
   */
  public ProcessBuilder builder(Path home) throws IOException {
    List<String> arguments =
        List.of(
            joins.host(),
            "" + joins.port(),
            itself.address(),
            "" + itself.port(),
            itself.key().map(file -> file.toAbsolutePath().toString()).orElse(""),
            TlcIdentity.of(jar),
            "" + joins.patience().toSeconds(),
            itself.keepsFingerprints() ? "fingerprints" : "worker");
    ProcessBuilder builder =
        TlcJvm.of(jar, folder, mebibytes, home, DistributedWorker.class, arguments);
    List<String> command = builder.command();
    if (itself.threads() > 1) {
      command.set(command.indexOf(TlcJvm.COLLECTOR), "-XX:+UseParallelGC");
    }
    command.add(1, "-Dtlc2.tool.distributed.TLCWorker.threadCount=" + itself.threads());
    // By these TLC reads its own port, for messages.
    command.add(1, "--add-exports=java.rmi/sun.rmi.server=ALL-UNNAMED");
    command.add(1, "--add-exports=java.rmi/sun.rmi.transport=ALL-UNNAMED");
    return builder;
  }

  /**
   * Reads what a worker says until its end.
   *
   * @param stream its output
   * @param forTheUser gets the lines that are for the user
   */
  public static void drain(InputStream stream, Consumer<String> forTheUser) {
    new BoundedLines(stream, LONGEST_LINE, Long.MAX_VALUE)
        .forEach(
            line -> {
              if (line.startsWith(DistributedWorker.SAYS)) {
                forTheUser.accept(line.substring(DistributedWorker.SAYS.length()));
              }
            });
  }
}
