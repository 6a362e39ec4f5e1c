package org.rmmodel.checker.trace;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.files.WorkFolder;
import org.rmmodel.checker.tlc.Cfg;
import org.rmmodel.checker.tlc.CfgParser;
import org.rmmodel.checker.tlc.Limits;

/**
 * Decides whether the modules of a log behaved as the protocol says: each in turn, in one of the
 * JVMs that search.
 */
final class TraceChecker {
  private static final String NAME = "TraceProtocol";

  private final SpecFolder folder;
  private final SearchJvms jvms;
  private final Limits limits;
  private final TraceKernel kernels;

  /** The most states per module; far above what a log that is a behaviour needs. */
  private static final long MOST_STATES = 100_000_000L;

  /**
   * A checker.
   *
   * @param jvms where it searches
   * @param limits what a log may cost
   * @param kernels which kernels there are
   */
  TraceChecker(SearchJvms jvms, Limits limits, TraceKernel kernels) {
    this.folder = jvms.folder();
    this.jvms = jvms;
    this.limits = limits;
    this.kernels = kernels;
  }

  /**
   * What came out.
   *
   * @param verdicts one per module; those of modules that were not reached are inconclusive
   * @param problem why the search ended early, or empty
   * @param mebibytes the most memory that the search's JVM had, as far as it lived to tell
   */
  public record Outcome(List<ModuleVerdict> verdicts, String problem, long mebibytes) {}

  /**
   * Searches an explanation for each script.
   *
   * @param scripts what the log says about each module
   * @param kernel the kernel that it is taken to be of
   * @param progress gets a line now and then
   * @return the verdicts, in the same order
   * @throws IOException if the work folder cannot be written or no JVM can be started
   * @throws InterruptedException if this thread is interrupted; the JVM is then destroyed
   */
  public Outcome check(List<ModuleScript> scripts, Kernel kernel, Consumer<String> progress)
      throws IOException, InterruptedException {
    if (scripts.isEmpty()) {
      return new Outcome(List.of(), "", 0);
    }
    Outcome outcome = withoutExit(scripts, kernel, run(scripts, false, kernel, progress), progress);
    List<ModuleVerdict> verdicts = new ArrayList<>();
    for (int i = 0; i < scripts.size(); i++) {
      verdicts.add(Doubts.weigh(scripts.get(i), outcome.verdicts().get(i)));
    }
    return new Outcome(verdicts, outcome.problem(), outcome.mebibytes());
  }

  private Outcome withoutExit(
      List<ModuleScript> scripts, Kernel kernel, Outcome outcome, Consumer<String> progress)
      throws IOException, InterruptedException {
    // A module without exit() is always refused. Nothing in the log says so, except that it
    // explains the refusals.
    List<ModuleScript> again = new ArrayList<>();
    List<Integer> index = new ArrayList<>();
    for (int i = 0; i < scripts.size(); i++) {
      ModuleScript script = scripts.get(i);
      if (outcome.verdicts().get(i).outcome() == ModuleVerdict.Outcome.REJECTED
          && script.permanent()
          && script.of(Role.UNLOADER).stream()
              .flatMap(List::stream)
              .anyMatch(op -> Errno.EBUSY.is(op.result()))) {
        again.add(script);
        index.add(i);
      }
    }
    if (again.isEmpty()) {
      return outcome;
    }
    List<ModuleVerdict> verdicts = new ArrayList<>(outcome.verdicts());
    Outcome second = run(again, true, kernel, progress);
    for (int i = 0; i < again.size(); i++) {
      if (second.verdicts().get(i).outcome() != ModuleVerdict.Outcome.REJECTED) {
        verdicts.set(index.get(i), second.verdicts().get(i));
      }
    }
    return new Outcome(
        verdicts,
        outcome.problem() + second.problem(),
        Math.max(outcome.mebibytes(), second.mebibytes()));
  }

  private Outcome run(
      List<ModuleScript> scripts, boolean permanent, Kernel kernel, Consumer<String> progress)
      throws IOException, InterruptedException {
    try (WorkFolder folders = WorkFolder.create(folder)) {
      Path work = folders.forRun("trace");
      Files.writeString(
          work.resolve(NAME + ".cfg"), cfg(folder, scripts, permanent, kernels.constants(kernel)));
      Path in = work.resolve("scripts");
      Path out = work.resolve("verdicts");
      try (ObjectOutputStream stream =
          new ObjectOutputStream(new BufferedOutputStream(Files.newOutputStream(in)))) {
        stream.writeInt(scripts.size());
        for (ModuleScript script : scripts) {
          stream.writeObject(script);
          stream.reset();
        }
      }
      TraceWorker.Search search =
          new TraceWorker.Search(
              work.resolve(NAME),
              in,
              out,
              new Meter.Bounds(MOST_STATES, limits.processor().toSeconds()));
      String problem = jvms.search(search, limits, progress);
      List<ModuleVerdict> verdicts = new ArrayList<>();
      long mebibytes = verdicts(out, verdicts);
      for (ModuleScript script : scripts.subList(verdicts.size(), scripts.size())) {
        verdicts.add(notReached(script, problem));
      }
      return new Outcome(verdicts, problem, mebibytes);
    }
  }

  private static ModuleVerdict notReached(ModuleScript script, String problem) {
    return new ModuleVerdict(
        script.module(),
        ModuleVerdict.Outcome.INCONCLUSIVE,
        0,
        script.lines().size(),
        script.usedEvents(),
        0,
        0,
        0,
        0,
        0,
        0,
        "",
        problem,
        Map.of());
  }

  /** Reads the verdicts; returns the memory that the search says it had. */
  private static long verdicts(Path out, List<ModuleVerdict> verdicts) throws IOException {
    long mebibytes = 0;
    if (!Files.exists(out) || Files.size(out) == 0) {
      return mebibytes;
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new BufferedInputStream(Files.newInputStream(out)))) {
      while (true) {
        verdicts.add((ModuleVerdict) in.readObject());
        mebibytes = (Long) in.readObject();
      }
    } catch (EOFException e) {
      return mebibytes;
    } catch (ClassNotFoundException e) {
      throw new IOException("the search wrote what this program does not know", e);
    }
  }

  /**
   * The cfg: models/TraceProtocol.cfg on the defaults, the tasks that the scripts need, and the
   * kernel.
   *
   * @param folder the specification
   * @param scripts the scripts
   * @param permanent whether the module has no exit()
   * @param kernel the constants that tell the kernel
   * @return the cfg's text
   */
  static String cfg(SpecFolder folder, List<ModuleScript> scripts, boolean permanent, Cfg kernel) {
    List<String> forcers = tasks(scripts, Role.FORCER, 0);
    List<String> unloaders = tasks(scripts, Role.UNLOADER, 0);
    unloaders.addAll(forcers);
    if (scripts.stream().anyMatch(ModuleScript::phantom)) {
      unloaders.add(TraceOperators.PHANTOM);
    }
    Path file = folder.models().resolve(NAME + ".cfg");
    return CfgParser.parse(folder.nameOf(file), folder.read(file))
        .over(
            CfgParser.parseDefaults(
                folder.nameOf(folder.defaults()), folder.read(folder.defaults())))
        .with(set("Permanent", permanent ? List.of("m") : List.of()))
        .with(set("Users", tasks(scripts, Role.USER, 1)))
        .with(set("Borrowers", tasks(scripts, Role.USER, 1)))
        .with(set("Readers", tasks(scripts, Role.READER, 0)))
        .with(set("Unloaders", unloaders))
        .with(set("Forcers", forcers))
        .with(set("Loaders", tasks(scripts, Role.LOADER, 1)))
        .with(kernel)
        .text();
  }

  private static Cfg set(String constant, List<String> values) {
    return CfgParser.parseConstant(
        "the log",
        1,
        values.stream()
            .map(value -> '"' + value + '"')
            .collect(Collectors.joining(", ", constant + " = {", "}")));
  }

  private static List<String> tasks(List<ModuleScript> scripts, Role role, int atLeast) {
    int most =
        Math.max(
            atLeast, scripts.stream().mapToInt(script -> script.of(role).size()).max().orElse(0));
    return IntStream.range(0, most)
        .mapToObj(role::task)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /**
   * What a property says: the comment above its definition in Properties.tla.
   *
   * @param folder the specification
   * @param property its name
   * @return the comment in one line, or the name if there is none
   */
  static String meaning(SpecFolder folder, String property) {
    List<String> lines = folder.read(folder.root().resolve("Properties.tla")).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(property + " ==")) {
        List<String> comment = new ArrayList<>();
        for (int j = i - 1; j >= 0 && lines.get(j).startsWith("\\* "); j--) {
          comment.add(lines.get(j).substring(3).strip());
        }
        Collections.reverse(comment);
        return comment.isEmpty() ? property : String.join(" ", comment);
      }
    }
    return property;
  }
}
