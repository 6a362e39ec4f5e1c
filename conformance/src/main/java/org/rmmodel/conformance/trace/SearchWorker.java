package org.rmmodel.conformance.trace;

import java.io.BufferedOutputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rmmodel.common.EndsWithParent;
import org.rmmodel.conformance.trace.Search.Bounds;
import util.ToolIO;

/**
 * What runs in the search's own JVM, so that its memory has a bound. Searches one recording after
 * another, and writes a verdict for each as soon as there is one.
 */
public final class SearchWorker {
  private SearchWorker() {}

  /**
   * Searches.
   *
   * @param args the specification's folder; a file with a cfg and a recording in every two lines;
   *     the file for verdicts; the most seconds of processor time for each recording
   * @throws Exception if a file cannot be read or written, or the specification does not parse: the
   *     JVM then ends with status 1 and the reason on standard error
   */
  public static void main(String[] args) throws Exception {
    EndsWithParent.watch();
    // TLC's parser reports on standard output; only what goes wrong is of interest.
    ToolIO.out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    List<String> lines = Files.readAllLines(Path.of(args[1]));
    Bounds bounds = new Bounds(Double.parseDouble(args[3]));
    String loaded = "";
    ProtocolSteps protocol = null;
    try (ObjectOutputStream out =
        new ObjectOutputStream(new BufferedOutputStream(Files.newOutputStream(Path.of(args[2]))))) {
      for (int i = 0; i < lines.size(); i += 2) {
        Recording recording = RecordingFile.read(Path.of(lines.get(i + 1)));
        if (protocol == null || !loaded.equals(lines.get(i))) {
          loaded = lines.get(i);
          protocol = new ProtocolSteps(args[0], loaded, Slots.of(recording));
        }
        out.writeObject(Search.search(protocol, Translation.of(recording), bounds));
        out.writeObject(mebibytes());
        out.reset();
        out.flush();
      }
    }
  }

  /** The most memory that this JVM has had, in MiB; 0 where the system does not say. */
  private static long mebibytes() throws java.io.IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> (Long.parseLong(line.replaceAll("\\D", "")) + 1023) / 1024)
        .findFirst()
        .orElse(0);
  }
}
