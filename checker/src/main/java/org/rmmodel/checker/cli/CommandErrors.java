package org.rmmodel.checker.cli;

import java.util.ArrayList;
import java.util.List;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.NearestNames;
import org.rmmodel.common.OneLine;
import org.rmmodel.common.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Makes every error of the command line one clear line and exit status 2. */
public final class CommandErrors {
  private static final int BAD_USAGE = 2;

  private CommandErrors() {}

  /**
   * Installs the handlers.
   *
   * @param commandLine the program's command line
   * @param terminal where the line goes
   */
  public static void install(CommandLine commandLine, Terminal terminal) {
    commandLine.setParameterExceptionHandler(
        (error, args) -> {
          terminal.error("spec/check: " + OneLine.of(usageError(error)));
          return BAD_USAGE;
        });
    commandLine.setExecutionExceptionHandler(
        (error, failed, result) -> {
          terminal.error(
              "spec/check: "
                  + (error instanceof BadInput
                      ? error.getMessage()
                      : OneLine.of("internal error: " + error)));
          return BAD_USAGE;
        });
    commandLine.setExecutionStrategy(
        result -> {
          refuseOptionsBeforeCommand(result);
          return new CommandLine.RunLast().execute(result);
        });
  }

  /** An option before the command would be without effect. */
  private static void refuseOptionsBeforeCommand(ParseResult result) {
    if (result.hasSubcommand()
        && !result.matchedOptions().isEmpty()
        && !result.isUsageHelpRequested()) {
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
