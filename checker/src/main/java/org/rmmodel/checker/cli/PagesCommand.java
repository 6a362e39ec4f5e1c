package org.rmmodel.checker.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Flaw;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.report.FlawPage;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Output;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a page for each flaw. */
@Command(
    name = "pages",
    description = "Write one page for each flaw, each with the counterexample that TLC finds now.",
    footer = {"", "Example:", "  spec/check pages --out spec/flaws"})
public final class PagesCommand implements Callable<Integer> {
  private final Supplier<Catalogue> catalogues;
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Mixin private RunOptions options;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where they go.")
  private Path out;

  /**
   * The command.
   *
   * @param catalogues reads the catalogue; it is not asked when only help is wanted
   * @param terminal where results and progress go
   */
  public PagesCommand(Supplier<Catalogue> catalogues, Terminal terminal) {
    this.catalogues = catalogues;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Catalogue catalogue = catalogues.get();
    Path folder = Output.makeFolder("--out", out);
    Map<FlawPage, Optional<Case>> pages = new LinkedHashMap<>();
    for (Flaw flaw : catalogue.facts().flaws()) {
      FlawPage page = new FlawPage(catalogue, flaw);
      pages.put(page, page.shownBy());
    }
    List<Case> cases = pages.values().stream().flatMap(Optional::stream).distinct().toList();
    List<RunResult> results = new ArrayList<>();
    if (!cases.isEmpty()) {
      results.addAll(new Runner(catalogue, options, terminal).run(cases, Runner.Lines.ERR));
    }
    pages.forEach(
        (page, of) ->
            Output.write(
                folder.resolve(page.file()), page.markdown(of.flatMap(one -> find(results, one)))));
    terminal.print(pages.size() + " pages in " + out);
    return Status.of(results).code();
  }

  private static Optional<RunResult> find(List<RunResult> results, Case of) {
    return results.stream().filter(result -> result.of().equals(of)).findFirst();
  }
}
