package org.rmmodel.checker.trace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.Limits;
import org.rmmodel.checker.tlc.TlcJar;

/** The recordings among the test resources, and how to have them checked. */
public final class Logs {
  static final List<String> ALL =
      List.of(
          "v6.1/c3-going-window-1.txt",
          "v6.1/e1-forced-held-open-1.txt",
          "v6.1/d2-init-fails-while-referenced-1.txt",
          "v6.1/f4-kthreads-small-1.txt",
          "v6.1/g7-kprobe-small-1.txt",
          "v6.1-rt/b1-conc-modprobe-1.txt",
          "v6.1-rt/f4-kthreads-small-1.txt");

  /** Each line's flags say whether preemption was off. */
  private static final KernelClass FLAGS = new KernelClass(true, false, false, false);

  /** They end with the program. */
  static final SearchJvms JVMS = new SearchJvms(SpecFolder.find(), TlcJar.find());

  private Logs() {}

  /** A log as it was recorded. */
  public static byte[] bytes(String name) {
    try (var in = Logs.class.getResourceAsStream("/logs/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(String name) {
    return new String(bytes(name), StandardCharsets.ISO_8859_1).lines().toList();
  }

  static Projection.Log project(List<String> lines) throws BadLogException {
    return project((String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  static Projection.Log project(byte[] text) throws BadLogException {
    try (FtraceReader reader = FtraceReader.of("log", new ByteArrayInputStream(text))) {
      return Projection.of(reader.name(), Projection.read(reader, line -> true), FLAGS);
    } catch (BadLogException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<ModuleVerdict> check(List<ModuleScript> scripts)
      throws IOException, InterruptedException {
    return check(scripts, "v6.2-nopreempt");
  }

  static List<ModuleVerdict> check(List<ModuleScript> scripts, String kernel)
      throws IOException, InterruptedException {
    TraceKernel kernels = new TraceKernel(SpecFolder.find(), null);
    return new TraceChecker(JVMS, new Limits(1024, Duration.ofMinutes(4)), kernels)
        .check(scripts, kernels.find(kernel), line -> {})
        .verdicts();
  }
}
