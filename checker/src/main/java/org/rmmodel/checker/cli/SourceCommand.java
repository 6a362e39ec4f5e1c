package org.rmmodel.checker.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.catalogue.Release;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.report.Outcome;
import org.rmmodel.checker.report.Question;
import org.rmmodel.checker.report.Scope;
import org.rmmodel.checker.report.VerdictTables;
import org.rmmodel.checker.source.KnownForms;
import org.rmmodel.checker.source.Modelled;
import org.rmmodel.checker.source.Reading;
import org.rmmodel.checker.source.SourceTree;
import org.rmmodel.checker.source.TreeJudge;
import org.rmmodel.checker.source.TreeReader;
import org.rmmodel.checker.source.TreeReport;
import org.rmmodel.checker.source.TreeVerdict;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Json;
import org.rmmodel.common.Lane;
import org.rmmodel.common.Output;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks whether the specification is true of a source tree. */
@Command(
    name = "source",
    description = "Is the model still true of your tree? Looks at each function that is modelled.",
    footer = {
      "",
      "Each function has a fingerprint of its tokens, without comments and white space. A known one",
      "says which changes of kernels.yaml the tree has. Exit status: 0 if all are known, 1 if one is",
      "not, 2 if DIR is no whole source tree of Linux.",
      "",
      "Examples:",
      "  spec/check source ~/linux                  which kernel is it, and which functions are new?",
      "  spec/check source ~/linux --check          and what is wrong with it, by running the models",
      "  spec/check source ~/linux --json out.json",
      "  spec/check source ~/linux --record v6.20   remember its forms as this release's"
    })
public final class SourceCommand implements Callable<Integer> {
  private final Supplier<SpecFolder> folders;
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Mixin private RunOptions options;

  @Parameters(paramLabel = "DIR", description = "A source tree of Linux.")
  private Path folder;

  @Option(
      names = "--check",
      description =
          "Run the models on exactly the changes that the tree has, and print its verdicts.")
  private boolean check;

  @Option(
      names = "--record",
      paramLabel = "RELEASE",
      description =
          "Write the tree's forms to sources.lock, as those of this release (v6.8, v6.1.9).")
  private @Nullable String record;

  /**
   * The command.
   *
   * @param folders finds the specification; it is not asked when only help is wanted
   * @param terminal where results and progress go
   */
  public SourceCommand(Supplier<SpecFolder> folders, Terminal terminal) {
    this.folders = folders;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    options.json().ifPresent(file -> Output.checkFile("--json", file));
    if (record != null && check) {
      throw new BadInput("--record keeps what the tree is, and --check asks for it: one at a time");
    }
    SpecFolder spec = folders.get();
    Kernels kernels = Kernels.load(spec);
    Modelled modelled = Modelled.load(spec, kernels);
    KnownForms forms = KnownForms.load(spec);
    SourceTree tree = SourceTree.at(folder, modelled.needs());
    List<Reading> readings = TreeReader.read(modelled, tree);
    if (record != null) {
      return record(
          record, spec, kernels, forms.with(release(record), readings, ids(modelled, tree)));
    }
    TreeVerdict verdict = new TreeJudge(kernels, forms).judge(tree.release(), readings);
    TreeReport report = new TreeReport(verdict, forms);
    terminal.print(report.text());
    int status = verdict.isKnown() ? 0 : 1;
    Map<String, Object> json = new LinkedHashMap<>(report.json());
    if (check) {
      status = Math.max(status, check(spec, verdict.kernel(), json));
    } else {
      terminal.print("Its verdicts: spec/check source " + folder + " --check");
    }
    json.put("status", status);
    options.json().ifPresent(file -> Json.write(file, json));
    return status;
  }

  private static Release release(String name) {
    return Release.of(name)
        .orElseThrow(() -> new BadInput("--record " + name + ": a release is expected, as v6.8"));
  }

  private static Map<String, String> ids(Modelled modelled, SourceTree tree) {
    Map<String, String> ids = new LinkedHashMap<>();
    modelled.files().forEach(file -> tree.id(file).ifPresent(id -> ids.put(file, id)));
    return ids;
  }

  private int record(String name, SpecFolder spec, Kernels kernels, KnownForms forms) {
    Release release = release(name);
    kernels.named(release.toString());
    Output.write(spec.knownForms(), forms.text());
    terminal.print(
        "The forms of "
            + forms.trees().getOrDefault(release, Map.of()).size()
            + " functions are in "
            + spec.nameOf(spec.knownForms())
            + " as those of "
            + release);
    return 0;
  }

  /** Runs the models on a kernel, as {@code history --kernel} does. */
  private int check(SpecFolder spec, String kernel, Map<String, Object> json) {
    Catalogue catalogue = Catalogue.load(spec);
    VerdictTables tables =
        new VerdictTables(
            catalogue,
            Arrays.asList(Question.values()),
            new Scope(List.of(catalogue.kernels().named(kernel)), Optional.empty(), false));
    Lane lane = options.lane().orElse(Lane.FULL);
    List<Case> cases =
        new ArrayList<>(catalogue.cases(lane).stream().filter(tables::need).toList());
    cases.addAll(tables.undecided(lane));
    List<RunResult> results = new Runner(tables, options, terminal).run(cases, Runner.Lines.ERR);
    List<Outcome> outcomes = results.stream().map(Outcome::of).toList();
    json.put("tables", tables.json(outcomes));
    terminal.print("\n" + (tables.text(outcomes) + VerdictTables.differences(results)).strip());
    return Status.of(results).code();
  }
}
