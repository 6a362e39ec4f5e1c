package org.rmmodel.checker.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Model;
import org.rmmodel.checker.catalogue.ModelRun;
import org.rmmodel.checker.check.Checker;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.check.Watcher;
import org.rmmodel.checker.tlc.Cfg;
import org.rmmodel.checker.tlc.CfgParser;
import org.rmmodel.checker.tlc.Limits;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.checker.tlc.Verdict;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Children;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Terminal;
import org.rmmodel.common.TimeConverter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one model with one number after another, and says how its states grow. */
@Command(
    name = "growth",
    description = {
      "Run a model with one number after another in place of a constant.",
      "One run at a time, until a limit is reached: states and seconds for each. Nothing is expected",
      "of them but that they hold."
    },
    footer = {
      "",
      "Exit status: 0 all held until a limit was reached or the numbers were spent, 1 one did not,",
      "2 bad usage or input.",
      "",
      "Examples:",
      "  spec/check growth ManyNamed --constant Users --values 1,2,4,6,8,10,12,14",
      "  spec/check growth Many --constant Users --values 1,4,16,64,256,1024",
      "  spec/check growth ManyAll --constant Users,Readers,Walkers --values 1,2,4,8"
    })
public final class GrowthCommand implements Callable<Integer> {
  private final Supplier<Catalogue> catalogues;
  private final Terminal terminal;

  private static final int FAILS = 1;
  private static final int MEBIBYTES = 4096;
  private static final Duration USUAL_TIME = Duration.ofMinutes(2);

  @Mixin private HelpOption help;

  @Parameters(
      paramLabel = "MODEL",
      description = "A model, of its runs the first; or one on a kernel (MODEL:v6.5+CHANGE).")
  private String name;

  @Option(
      names = "--constant",
      paramLabel = "NAME",
      required = true,
      split = ",",
      description = "The constant, or several that all get the number.")
  private List<String> constants;

  @Option(
      names = "--values",
      paramLabel = "N",
      required = true,
      split = ",",
      description = "The numbers, in this order.")
  private List<Integer> values;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Processor time of each run, e.g. 90s or 10m (default: 120s).")
  private @Nullable Duration timeout;

  @Option(
      names = "--tlc",
      paramLabel = "JAR",
      description = "Run this TLC, e.g. an upstream tla2tools.jar.")
  private @Nullable Path tlc;

  /**
   * The command.
   *
   * @param catalogues reads the catalogue; it is not asked when only help is wanted
   * @param terminal where results and progress go
   */
  public GrowthCommand(Supplier<Catalogue> catalogues, Terminal terminal) {
    this.catalogues = catalogues;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Catalogue catalogue = catalogues.get();
    Case first = catalogue.find(List.of(name), true).get(0);
    for (String constant : constants) {
      if (!first.model().cfg().constants().containsKey(constant)) {
        throw new BadInput(first.model().name() + " gives no constant " + constant);
      }
    }
    for (int value : values) {
      if (value < 0) {
        throw new BadInput("--values " + value + ": a number from 0 on is expected");
      }
    }
    TlcJar jar = tlc == null ? TlcJar.find() : TlcJar.of(tlc);
    Limits limits = new Limits(MEBIBYTES, timeout == null ? USUAL_TIME : timeout);
    terminal.print(String.format("%10s %12s %9s", "number", "states", "seconds"));
    Children.Last ifInterrupted =
        Children.ifInterrupted(() -> terminal.error("interrupted: the last number is not done"));
    try (Checker checker = new Checker(catalogue, jar, of -> limits, 1)) {
      for (int value : values) {
        RunResult result = checker.submit(with(first, value), Watcher.NONE).join();
        terminal.print(line(value, result));
        if (result.verdict() instanceof Verdict.Inconclusive) {
          return 0;
        }
        if (result.status() == Status.BAD_INPUT) {
          throw new BadInput(String.join("; ", result.deviations()));
        }
        if (!(result.verdict() instanceof Verdict.Holds)) {
          return FAILS;
        }
      }
    } finally {
      ifInterrupted.close();
    }
    return 0;
  }

  private Case with(Case of, int value) {
    Cfg cfg = of.model().cfg();
    for (String constant : constants) {
      cfg = cfg.with(CfgParser.parseConstant("--values", 1, constant + " = " + value));
    }
    Model model = of.model().with(cfg);
    ModelRun run = of.run();
    return new Case(model, ModelRun.unexpected(run.kernel(), run.asks(), run.lane()));
  }

  private static String line(int value, RunResult result) {
    String line =
        String.format(
            Locale.ROOT, "%10d %12d %9.1f", value, result.tlc().states(), result.seconds());
    return result.verdict() instanceof Verdict.Holds ? line : line + "  " + result.verdict().text();
  }
}
