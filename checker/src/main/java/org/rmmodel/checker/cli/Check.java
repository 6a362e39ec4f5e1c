package org.rmmodel.checker.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.trace.TraceCommand;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command line: {@code spec/check}. */
@Command(
    name = "spec/check",
    description = "Check the specification of the kernel's module-unload protocol with TLC.",
    subcommands = {
      ListCommand.class,
      RunCommand.class,
      RecordCommand.class,
      HistoryCommand.class,
      ExplainCommand.class,
      CfgCommand.class,
      PagesCommand.class,
      TraceCommand.class,
      ProveCommand.class,
      GrowthCommand.class,
    },
    footer = {
      "",
      "Without a command, every model of the lane is run, and the verdict table comes last.",
      "Exit status: 0 every verdict as expected, 1 a verdict differs, 2 bad usage or input,",
      "3 inconclusive: a limit was reached.",
      "",
      "Examples:",
      "  spec/check                          all models of the full lane",
      "  spec/check --lane smoke             what takes less than a minute",
      "  spec/check history                  the verdict table alone",
      "  spec/check explain UnloadListWalker a counterexample, step by step",
      "  spec/check prove                    the counted protocol, for every number of tasks",
      "  spec/check --tlc tla2tools.jar      with another TLC"
    })
public final class Check implements Callable<Integer> {
  private final Supplier<SpecFolder> folder;
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Mixin private RunAll all;

  private Check(Supplier<SpecFolder> folder, Terminal terminal) {
    this.folder = folder;
    this.terminal = terminal;
  }

  /**
   * Runs the program and ends the JVM with its exit status.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter err = writer(FileDescriptor.err);
    boolean colours = System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    Terminal terminal =
        new Terminal(
            out,
            err,
            colours && Boolean.getBoolean("rmmodel.terminal.out"),
            colours && Boolean.getBoolean("rmmodel.terminal.err"));
    int exit = run(SpecFolder::find, terminal, out, err, args);
    out.flush();
    err.flush();
    System.exit(exit);
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /**
   * Runs the program.
   *
   * @param folder finds the specification; it is not asked when only help is wanted
   * @param terminal where results and progress go
   * @param out where help goes
   * @param err where the line goes that says what is wrong
   * @param args the command line
   * @return the exit status: 0 as expected, 1 a verdict differs, 2 bad usage or input, 3
   *     inconclusive
   */
  public static int run(
      Supplier<SpecFolder> folder,
      Terminal terminal,
      PrintWriter out,
      PrintWriter err,
      String... args) {
    CommandLine commandLine = new CommandLine(new Check(folder, terminal));
    commandLine.setOut(out);
    commandLine.setErr(err);
    commandLine.setExpandAtFiles(false);
    commandLine.setUsageHelpAutoWidth(false);
    commandLine.setUsageHelpWidth(100);
    commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    CommandErrors.install(commandLine, terminal);
    return commandLine.execute(args);
  }

  /**
   * Where results and progress go.
   *
   * @return the terminal
   */
  public Terminal terminal() {
    return terminal;
  }

  /**
   * The specification that this program belongs to.
   *
   * @return its folder
   * @throws BadInput if it is not found
   */
  public SpecFolder folder() {
    return folder.get();
  }

  /**
   * The catalogue of the specification that this program belongs to.
   *
   * @return the catalogue, read and checked
   * @throws BadInput if it has an error
   */
  public Catalogue catalogue() {
    return Catalogue.load(folder());
  }

  @Override
  public Integer call() {
    return all.call(catalogue(), terminal);
  }
}
