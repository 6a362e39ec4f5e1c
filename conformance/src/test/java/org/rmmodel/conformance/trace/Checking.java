package org.rmmodel.conformance.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rmmodel.checker.files.SpecFolder;

/** Checks recordings as the command does, several at a time. */
final class Checking {
  static final SpecFolder FOLDER = new SpecFolder(Path.of("../spec"));

  private static final int JOBS = 2;

  private Checking() {}

  /** Checks groups of recordings, each group by the JVM that has had the fewest so far. */
  static List<List<Verdict>> check(Path folder, List<List<Recording>> groups) throws Exception {
    List<List<Path>> files = new ArrayList<>();
    List<List<Path>> jobs = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      jobs.add(new ArrayList<>());
    }
    for (int i = 0; i < groups.size(); i++) {
      files.add(write(folder, i, groups.get(i)));
      jobs.stream().min(Comparator.comparingInt(List::size)).orElseThrow().addAll(files.get(i));
    }
    Map<Path, Verdict> verdicts = new HashMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(JOBS);
    try {
      List<Future<List<Verdict>>> all = new ArrayList<>();
      for (List<Path> job : jobs) {
        all.add(
            threads.submit(
                () -> new RecordingChecker(FOLDER, RecordingChecker.DEFAULT).check(job)));
      }
      for (int i = 0; i < JOBS; i++) {
        List<Verdict> some = all.get(i).get();
        for (int k = 0; k < some.size(); k++) {
          verdicts.put(jobs.get(i).get(k), some.get(k));
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
    return files.stream().map(some -> some.stream().map(verdicts::get).toList()).toList();
  }

  private static List<Path> write(Path folder, int group, List<Recording> recordings)
      throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < recordings.size(); i++) {
      Path file = folder.resolve("recording-" + group + "-" + i + ".txt");
      RecordingFile.write(recordings.get(i), file);
      files.add(file);
    }
    return files;
  }
}
