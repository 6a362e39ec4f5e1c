package org.rmmodel.conformance.trace;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.files.WorkFolder;
import org.rmmodel.checker.tlc.Limits;
import org.rmmodel.common.ChildJvm;
import org.rmmodel.conformance.trace.Verdict.Outcome;

/** Decides whether recordings are behaviours of the specification, in a JVM of its own. */
public final class RecordingChecker {
  /** What is enough for recordings of 100 000 steps: for each recording, and the heap for all. */
  public static final Limits DEFAULT = new Limits(1024, Duration.ofMinutes(10));

  private static final int OUT_OF_MEMORY = 3;

  private final SpecFolder folder;
  private final Limits limits;

  /**
   * A checker.
   *
   * @param folder the specification
   * @param limits the Java heap of the search, and the time that each recording may cost
   */
  public RecordingChecker(SpecFolder folder, Limits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  /**
   * Checks recordings.
   *
   * @param files the files of the recordings
   * @return the verdicts, in the same order
   * @throws org.rmmodel.common.BadInput if one of them is no whole recording
   * @throws IOException if the work folder cannot be written or no JVM can be started
   * @throws InterruptedException if this thread is interrupted; the JVM is then destroyed
   */
  public List<Verdict> check(List<Path> files) throws IOException, InterruptedException {
    Map<Path, Verdict> verdicts = new HashMap<>();
    // Those of one cfg one after another: the specification is loaded once for them.
    Map<String, List<Path>> byCfg = new LinkedHashMap<>();
    for (Path file : files) {
      Recording recording = RecordingFile.read(file);
      if (recording.cpus().stream()
          .flatMap(List::stream)
          .anyMatch(call -> call.result() == RecordedCall.DEATH)) {
        verdicts.put(
            file,
            Verdict.inconclusive(
                recording.events(),
                "a task has died of a BUG(), and what the others do then is open"));
        continue;
      }
      String cfg = Slots.of(recording).cfg(folder, recording);
      byCfg.computeIfAbsent(cfg, c -> new ArrayList<>()).add(file);
    }
    if (!byCfg.isEmpty()) {
      search(byCfg, verdicts);
    }
    return files.stream().map(verdicts::get).toList();
  }

  private void search(Map<String, List<Path>> byCfg, Map<Path, Verdict> verdicts)
      throws IOException, InterruptedException {
    try (WorkFolder folders = WorkFolder.create(folder)) {
      Path work = folders.forRun("recordings");
      Path tmp = Files.createDirectories(work.resolve("tmp"));
      List<String> lines = new ArrayList<>();
      List<Path> order = new ArrayList<>();
      int number = 0;
      for (Map.Entry<String, List<Path>> each : byCfg.entrySet()) {
        Path cfg = work.resolve("Recorded" + number++);
        Files.writeString(Path.of(cfg + ".cfg"), each.getKey());
        for (Path file : each.getValue()) {
          lines.add(cfg.toString());
          lines.add(file.toAbsolutePath().toString());
          order.add(file);
        }
      }
      Path in = Files.write(work.resolve("recordings"), lines);
      Path out = work.resolve("verdicts");
      Path log = work.resolve("log");
      ChildJvm.End end =
          ChildJvm.of(SearchWorker.class.getName())
              .heap(limits.mebibytes())
              .options(
                  List.of(
                      "-XX:+ExitOnOutOfMemoryError",
                      "-Dfile.encoding=UTF-8",
                      "-Djava.io.tmpdir=" + tmp,
                      "-DTLA-Library=" + folder.root() + File.pathSeparator + folder.models()))
              .arguments(
                  List.of(
                      folder.root().toString(),
                      in.toString(),
                      out.toString(),
                      Long.toString(limits.processor().toSeconds())))
              .folder(work)
              .log(log)
              .run(limits.wall().multipliedBy(order.size()));
      List<Verdict> found = read(out);
      String problem =
          end.isOutOfTime()
              ? limits.wallText() + " was reached"
              : end.status().getAsInt() == OUT_OF_MEMORY
                  ? limits.memoryText() + " was reached"
                  : "the search failed: " + firstLine(log);
      for (int i = 0; i < order.size(); i++) {
        verdicts.put(
            order.get(i), i < found.size() ? found.get(i) : Verdict.inconclusive(0, problem));
      }
    }
  }

  private static String firstLine(Path log) throws IOException {
    return Files.readAllLines(log).stream().filter(line -> !line.isBlank()).findFirst().orElse("");
  }

  private static List<Verdict> read(Path out) throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    if (!Files.exists(out) || Files.size(out) == 0) {
      return verdicts;
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new BufferedInputStream(Files.newInputStream(out)))) {
      while (true) {
        Verdict verdict = (Verdict) in.readObject();
        verdicts.add(verdict.with((Long) in.readObject()));
      }
    } catch (EOFException e) {
      return verdicts;
    } catch (ClassNotFoundException e) {
      throw new IOException("the search wrote what this program does not know", e);
    }
  }

  /** Whether all have the outcome. */
  static boolean all(List<Verdict> verdicts, Outcome outcome) {
    return verdicts.stream().allMatch(verdict -> verdict.outcome() == outcome);
  }
}
