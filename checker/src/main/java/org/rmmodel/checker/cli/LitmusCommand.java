package org.rmmodel.checker.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Input;
import org.rmmodel.common.Json;
import org.rmmodel.common.OneLine;
import org.rmmodel.common.Output;
import org.rmmodel.common.Terminal;
import org.rmmodel.common.TimeConverter;
import org.rmmodel.lkmm.check.Checker;
import org.rmmodel.lkmm.check.Result;
import org.rmmodel.lkmm.check.Verdict;
import org.rmmodel.lkmm.execution.Execution;
import org.rmmodel.lkmm.execution.Limits;
import org.rmmodel.lkmm.model.MemoryModel;
import org.rmmodel.lkmm.model.Version;
import org.rmmodel.lkmm.parse.Litmus;
import org.rmmodel.lkmm.parse.LitmusException;
import org.rmmodel.lkmm.parse.Quantifier;
import org.rmmodel.lkmm.report.Account;
import org.rmmodel.lkmm.report.Answer;
import org.rmmodel.lkmm.report.HerdVerdicts;
import org.rmmodel.lkmm.report.Objections;
import org.rmmodel.lkmm.report.Picture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks litmus tests by the Linux kernel's memory model. */
@Command(
    name = "litmus",
    description = {
      "Check litmus tests by the Linux kernel's memory model.",
      "Tests are in the kernel's C dialect (tools/memory-model); the answers are those of herd7."
    },
    footer = {
      "",
      "Of a folder all files named *.litmus are checked, each in one line. Exit status: 0 all is",
      "decided and as asked (exists asks for nothing), 1 a ~exists or forall does not hold or a verdict",
      "differs, 2 bad usage or input, 3 a limit was reached.",
      "",
      "Examples:",
      "  spec/check litmus                               the protocol's own, with what is expected",
      "  spec/check litmus MP.litmus                     states and verdict",
      "  spec/check litmus MP.litmus --explain           the execution, or why there is none",
      "  spec/check litmus MP.litmus --svg pictures      the execution as pictures/MP.svg",
      "  spec/check litmus tests --model 6.1             a folder, by the model of Linux 6.1",
      "  spec/check litmus --model sc                    what is possible in order, too",
      "  spec/check litmus tests --compare herd7.tsv     with verdicts of herd7"
    })
public final class LitmusCommand implements Callable<Integer> {
  private static final String UNKNOWN = "without herd7's verdict";
  private static final Duration USUAL_TIME = Duration.ofSeconds(10);

  /** Four bytes make at most one character of a test that is not too long. */
  private static final int LARGEST_TEST = 4 * Litmus.MAX_CHARACTERS;

  private static final int LARGEST_TABLE = 16 << 20;
  private static final long MAX_CANDIDATES = 10_000_000;

  private final Supplier<SpecFolder> folders;
  private final Terminal terminal;
  private final Map<String, List<String>> tally = new LinkedHashMap<>();
  private final List<Map<String, Object>> json = new ArrayList<>();
  private final List<ExitStatus> statuses = new ArrayList<>();

  @Mixin private HelpOption help;

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "0..*",
      description = "Tests, or folders of them (default: the protocol's own, spec/litmus).")
  private List<Path> paths = List.of();

  @Option(
      names = "--model",
      paramLabel = "KERNEL",
      defaultValue = "6.12",
      description =
          "Whose memory model: Linux 6.1, 6.12, or sc for sequential consistency (default: 6.12).")
  private String model;

  @Option(
      names = "--explain",
      description = "Tell the execution that has it, or which axiom forbids each candidate.")
  private boolean explain;

  @Option(
      names = "--svg",
      paramLabel = "DIR",
      description =
          "Draw the execution that has it to DIR/TEST.svg, where TEST is as in --compare.")
  private @Nullable Path svg;

  @Option(
      names = "--compare",
      paramLabel = "TSV",
      description = {
        "Compare with the verdicts of this table: TEST, verdict, positive, negative, flags, with tabs;",
        "TEST is the file's name from the folder on."
      })
  private @Nullable Path compare;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Processor time of each test, e.g. 90s (default: 10s).")
  private @Nullable Duration timeout;

  @Option(
      names = "--into",
      paramLabel = "FILE",
      description = {
        "Run the protocol's own tests by all models, and put a table of them into a document, between",
        "its lines <!-- litmus tests: spec/check litmus --into FILE -->",
        "and <!-- end of litmus tests -->."
      })
  private @Nullable Path into;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all verdicts to FILE too.")
  private @Nullable Path jsonFile;

  /**
   * The command.
   *
   * @param folders finds the specification; it is asked only for the protocol's own tests
   * @param terminal where results and progress go
   */
  public LitmusCommand(Supplier<SpecFolder> folders, Terminal terminal) {
    this.folders = folders;
    this.terminal = terminal;
  }

  /** A test's file, and its name in the table. */
  private record TestFile(Path path, String name) {
    /** Its name as it is printed: a line's end in it begins no line that looks like an answer. */
    String shown() {
      return OneLine.of(name);
    }

    /** What its picture is called; of a folder's tests, where in the folder they lie stays. */
    String picture() {
      return name.replaceFirst("\\.litmus$", "") + ".svg";
    }
  }

  @Override
  public Integer call() {
    Version version = version();
    if (paths.isEmpty()) {
      return own(version);
    }
    if (into != null) {
      throw new BadInput("--into is for the protocol's own tests, without a FILE or a DIR");
    }
    if (jsonFile != null) {
      Output.checkFile("--json", jsonFile);
    }
    Path pictures = svg == null ? null : Output.makeFolder("--svg", svg);
    HerdVerdicts herd = compare == null ? null : table(compare);
    List<TestFile> files = files();
    if (pictures != null) {
      checkPictures(files);
    }
    boolean one = files.size() == 1 && herd == null;
    for (int i = 0; i < files.size(); i++) {
      if (!one) {
        terminal.status((i + 1) + " of " + files.size() + ": " + files.get(i).shown());
      }
      check(files.get(i), new MemoryModel(version), herd, one, pictures);
    }
    terminal.clear();
    if (tally.getOrDefault(UNKNOWN, List.of()).size() == files.size()) {
      throw new BadInput("--compare " + compare + ": has no verdict of any of these tests");
    }
    if (!one) {
      terminal.print(summary(files.size()));
    }
    if (jsonFile != null) {
      Map<String, Object> root = new LinkedHashMap<>();
      root.put("model", version.release());
      root.put("tests", json);
      Json.write(jsonFile, root);
    }
    return ExitStatus.worst(statuses).code();
  }

  private static void checkPictures(List<TestFile> files) {
    Map<String, Path> drawn = new LinkedHashMap<>();
    for (TestFile file : files) {
      Path other = drawn.put(file.picture(), file.path());
      if (other != null && !other.equals(file.path())) {
        throw new BadInput(
            "--svg: "
                + other
                + " and "
                + file.path()
                + " would both be drawn to "
                + file.picture());
      }
    }
  }

  /** Runs the protocol's own tests, and compares each with what is expected of it. */
  private int own(Version version) {
    if (explain || svg != null || compare != null || jsonFile != null) {
      throw new BadInput("--explain, --svg, --compare and --json want a FILE or a DIR");
    }
    ProtocolLitmus own = new ProtocolLitmus(folders.get(), terminal, limits());
    return into == null ? own.run(version) : own.table(into);
  }

  private Limits limits() {
    return new Limits(timeout == null ? USUAL_TIME : timeout, MAX_CANDIDATES);
  }

  private Version version() {
    for (Version version : Version.values()) {
      if (version.release().equals(model)) {
        return version;
      }
    }
    throw new BadInput("--model " + model + ": one of " + Version.names() + " is expected");
  }

  private static HerdVerdicts table(Path file) {
    try {
      return HerdVerdicts.parse(Input.text(file, LARGEST_TABLE).lines().toList());
    } catch (IllegalArgumentException e) {
      throw new BadInput(file + ":" + e.getMessage());
    }
  }

  private List<TestFile> files() {
    List<TestFile> all = new ArrayList<>();
    for (Path path : paths) {
      if (path.toString().isEmpty()) {
        // A variable that was not set; the current folder is called a dot.
        throw new BadInput("a test or a folder is expected, not an empty name");
      }
      if (!Files.isDirectory(path)) {
        all.add(new TestFile(path, path.getFileName().toString()));
        continue;
      }
      // The start may be a link to a folder, which would not be followed.
      try (Stream<Path> walk = Files.walk(path.resolve("."))) {
        walk.map(Path::normalize)
            .filter(file -> file.toString().endsWith(".litmus") && Files.isRegularFile(file))
            .sorted()
            .forEach(
                file ->
                    all.add(
                        new TestFile(
                            file,
                            path.normalize().relativize(file).toString().replace('\\', '/'))));
      } catch (IOException | UncheckedIOException e) {
        throw new BadInput(path + ": cannot be read");
      }
    }
    if (all.isEmpty()) {
      throw new BadInput(paths + ": no file named *.litmus");
    }
    return all;
  }

  private void check(
      TestFile file, MemoryModel by, @Nullable HerdVerdicts herd, boolean one, @Nullable Path to) {
    if (herd != null && !herd.knows(file.name())) {
      count(UNKNOWN, file.name());
      return;
    }
    Limits limits = limits();
    Litmus test;
    Result result;
    try {
      test = Litmus.parse(Input.text(file.path(), LARGEST_TEST));
      result = Checker.check(test, by, limits);
    } catch (LitmusException e) {
      unusable(file, file.path() + ":" + e.place() + ": " + e.what(), e.what(), herd, one);
      return;
    } catch (BadInput e) {
      unusable(file, String.valueOf(e.getMessage()), "unreadable", herd, one);
      return;
    }
    statuses.add(status(test, result));
    if (jsonFile != null) {
      record(file, result);
    }
    if (herd != null) {
      against(file, result, herd);
    } else if (one) {
      terminal.print(Answer.of(test, result));
    } else {
      terminal.print(file.shown() + ": " + Answer.line(result) + flags(result));
      count(result.verdict() == null ? "cut short" : result.verdict().word(), file.name());
    }
    Execution witness = result.witness();
    if (explain) {
      terminal.print("");
      List<String> lines = witness == null ? Objections.of(test, by, limits) : Account.of(witness);
      lines.forEach(terminal::print);
    }
    if (to != null && witness != null) {
      Path picture = to.resolve(file.picture());
      Output.makeFolder("--svg", requireNonNull(picture.getParent()));
      Output.write(picture, Picture.of(test.name(), witness));
    }
  }

  private static String flags(Result result) {
    return result.flags().isEmpty() ? "" : ", flags " + String.join(" ", result.flags());
  }

  /** The status of a test that nothing is compared with. */
  private ExitStatus status(Litmus test, Result result) {
    if (result.verdict() == null) {
      return ExitStatus.INCONCLUSIVE;
    }
    boolean asks = test.quantifier() != Quantifier.EXISTS;
    return compare == null && asks && !Answer.isAsAsked(test, result)
        ? ExitStatus.DIFFERS
        : ExitStatus.AS_EXPECTED;
  }

  private void unusable(
      TestFile file, String line, String what, @Nullable HerdVerdicts herd, boolean one) {
    if (one) {
      throw new BadInput(line);
    }
    terminal.print(OneLine.of(line));
    count("unsupported", file.name() + " (" + what + ")");
    statuses.add(herd == null ? ExitStatus.BAD_INPUT : ExitStatus.INCONCLUSIVE);
  }

  private void against(TestFile file, Result result, HerdVerdicts herd) {
    if (result.verdict() == null) {
      count("cut short", file.name());
      terminal.print(file.shown() + ": " + Answer.line(result));
      return;
    }
    String difference = herd.difference(file.name(), result);
    count(difference.isEmpty() ? "agree" : "differ", file.name());
    if (!difference.isEmpty()) {
      terminal.print(file.shown() + ": " + difference);
      statuses.add(ExitStatus.DIFFERS);
    }
  }

  private void record(TestFile file, Result result) {
    Map<String, Object> one = new LinkedHashMap<>();
    Verdict verdict = result.verdict();
    one.put("test", file.name());
    one.put("verdict", verdict == null ? "cut short" : verdict.word());
    one.put("complete", result.complete());
    one.put("positive", result.positive());
    one.put("negative", result.negative());
    one.put("flags", List.copyOf(result.flags()));
    one.put("states", result.states());
    json.add(one);
  }

  private void count(String kind, String name) {
    tally.computeIfAbsent(kind, any -> new ArrayList<>()).add(name);
  }

  private String summary(int tests) {
    List<String> parts = new ArrayList<>();
    tally.forEach((kind, names) -> parts.add(names.size() + " " + kind));
    return "\n" + tests + " tests: " + String.join(", ", parts);
  }
}
