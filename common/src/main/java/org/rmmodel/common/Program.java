package org.rmmodel.common;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs a command of picocli's as all programs of this project run: every error is one line, begun
 * with the program's name, and the exit status is one of {@link ExitStatus}.
 *
 * <ul>
 *   <li>What the user mistyped, {@link BadInput}, and results that cannot be printed end with 2.
 *   <li>Any other exception or error is the program's own: it ends with 3, as nothing has been
 *       concluded, and the line says {@code internal error}.
 * </ul>
 */
public final class Program {
  private static final int WIDTH = 100;

  private Program() {}

  /**
   * Runs a command.
   *
   * @param command an object with picocli's {@code @Command}, whose name is the program's; the
   *     option --version is added to it
   * @param terminal where help, results and errors go
   * @param args the command line
   * @return the exit status: what the command returns, or 2 or 3 as said above
   */
  public static int run(Object command, Terminal terminal, String... args) {
    CommandLine commandLine = new CommandLine(command);
    String name = commandLine.getCommandName();
    terminal.printsFor(name);
    commandLine.setOut(terminal.out());
    commandLine.setErr(terminal.err());
    commandLine.setExpandAtFiles(false);
    commandLine.setUsageHelpAutoWidth(false);
    commandLine.setUsageHelpWidth(WIDTH);
    commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    commandLine.addMixin("version", new VersionOption());
    CommandSpec spec = commandLine.getCommandSpec();
    spec.version(name + " " + VersionOption.number());
    UsageMessageSpec usage = spec.usageMessage();
    usage.exitCodeListHeading("%nExit status:%n");
    usage.exitCodeList(ExitStatus.help());
    commandLine.setParameterExceptionHandler(
        (error, arguments) -> {
          terminal.error(name + ": " + OneLine.of(usageError(error)));
          return ExitStatus.BAD_INPUT.code();
        });
    commandLine.setExecutionExceptionHandler((error, failed, result) -> end(name, terminal, error));
    commandLine.setExecutionStrategy(
        result -> {
          refuseOptionsBeforeCommand(result);
          return new CommandLine.RunLast().execute(result);
        });
    try {
      return commandLine.execute(args);
    } catch (Error e) {
      // picocli lets errors through; the JVM would end with 1, which means that something differs.
      return end(name, terminal, e);
    }
  }

  /**
   * Runs a command and ends the JVM with its exit status.
   *
   * @param command as in {@link #run}
   * @param terminal where help, results and errors go
   * @param args the command line
   */
  public static void main(Object command, Terminal terminal, String... args) {
    int status = run(command, terminal, args);
    terminal.flush();
    System.exit(terminal.isLost() ? ExitStatus.BAD_INPUT.code() : status);
  }

  private static int end(String name, Terminal terminal, Throwable error) {
    if (error instanceof BadInput) {
      terminal.error(name + ": " + error.getMessage());
      return ExitStatus.BAD_INPUT.code();
    }
    terminal.error(name + ": " + OneLine.of("internal error: " + error));
    return ExitStatus.INCONCLUSIVE.code();
  }

  /** An option before the command would be without effect. */
  private static void refuseOptionsBeforeCommand(ParseResult result) {
    if (result.hasSubcommand()
        && !result.matchedOptions().isEmpty()
        && !result.isUsageHelpRequested()
        && !result.isVersionHelpRequested()) {
      String option = result.matchedOptions().get(0).longestName();
      throw new ParameterException(
          result.commandSpec().commandLine(),
          "the option "
              + option
              + " goes after the command "
              + result.subcommand().commandSpec().name());
    }
  }

  private static String usageError(ParameterException error) {
    CommandLine command = error.getCommandLine();
    String help = "; see " + command.getCommandSpec().qualifiedName() + " --help";
    if (error instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String argument = unmatched.getUnmatched().get(0);
      if (argument.startsWith("-")) {
        List<String> options = new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
        return "unknown option " + argument + near(argument, options) + help;
      }
      List<String> commands = new ArrayList<>(command.getSubcommands().keySet());
      return (commands.isEmpty() ? "unexpected argument " : "unknown command ")
          + argument
          + NearestNames.hint(argument, commands)
          + help;
    }
    return error.getMessage() + help;
  }

  private static String near(String argument, List<String> options) {
    List<String> near = NearestNames.to(argument, options);
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }
}
