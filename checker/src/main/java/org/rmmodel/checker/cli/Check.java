package org.rmmodel.checker.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Program;
import org.rmmodel.common.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** The command line: {@code spec/check}. */
@Command(
    name = "spec/check",
    description = "Check the specification of the kernel's module-unload protocol with TLC.",
    footer = {
      "",
      "Without a command, every model of the lane is run, and the verdict tables come last.",
      "Examples:",
      "  spec/check                          all models of the full lane",
      "  spec/check --lane smoke             what takes less than a minute",
      "  spec/check --report DIR             the same as one page: open DIR/index.html",
      "  spec/check --report DIR --against OLD  and what has changed since the report in OLD",
      "  spec/check --shard 1/4 --json 1.json one of four parts; see spec/check merge",
      "  spec/check history                  the verdict tables alone",
      "  spec/check explain UnloadListWalker a counterexample, step by step",
      "  spec/check patch series.mbox        its hunks beside the actions that model them",
      "  spec/check source ~/linux           is the model still true of this source tree?",
      "  spec/check prove                    the counted protocol, for every number of tasks",
      "  spec/check --tlc tla2tools.jar      with another TLC"
    })
public final class Check implements Callable<Integer> {
  private final Supplier<Catalogue> catalogues;
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Mixin private RunAll all;

  private Check(Supplier<Catalogue> catalogues, Terminal terminal) {
    this.catalogues = catalogues;
    this.terminal = terminal;
  }

  /**
   * Runs the program and ends the JVM with its exit status.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofThisProcess();
    Program.main(command(SpecFolder::find, terminal), terminal, args);
  }

  /**
   * Runs the program.
   *
   * @param folders finds the specification; it is not asked when only help is wanted
   * @param terminal where help, results, progress and errors go
   * @param args the command line
   * @return the exit status
   */
  public static int run(Supplier<SpecFolder> folders, Terminal terminal, String... args) {
    return Program.run(command(folders, terminal), terminal, args);
  }

  static CommandSpec command(Supplier<SpecFolder> folders, Terminal terminal) {
    Supplier<Catalogue> catalogues = () -> Catalogue.load(folders.get());
    return new CommandLine(new Check(catalogues, terminal))
        .addSubcommand(new ListCommand(catalogues, terminal))
        .addSubcommand(new RunCommand(catalogues, terminal))
        .addSubcommand(new WorkerCommand(folders, terminal))
        .addSubcommand(new RecordCommand(catalogues, terminal))
        .addSubcommand(new HistoryCommand(catalogues, terminal))
        .addSubcommand(new ExplainCommand(catalogues, terminal))
        .addSubcommand(new CfgCommand(catalogues, terminal))
        .addSubcommand(new PagesCommand(catalogues, terminal))
        .addSubcommand(new TraceCommand(folders, terminal))
        .addSubcommand(new ProveCommand(folders, terminal))
        .addSubcommand(new GrowthCommand(catalogues, terminal))
        .addSubcommand(new LitmusCommand(folders, terminal))
        .addSubcommand(new OrderingCommand(catalogues, terminal))
        .addSubcommand(new SourceCommand(folders, terminal))
        .addSubcommand(new PatchCommand(catalogues, terminal))
        .addSubcommand(new TypesetCommand(folders, terminal))
        .addSubcommand(new MergeCommand(catalogues, terminal))
        .addSubcommand(new DoctorCommand(catalogues, terminal))
        .addSubcommand(new CompletionCommand(terminal))
        .addSubcommand(new ManCommand(terminal))
        .getCommandSpec();
  }

  @Override
  public Integer call() {
    return all.call(catalogues.get(), terminal);
  }
}
