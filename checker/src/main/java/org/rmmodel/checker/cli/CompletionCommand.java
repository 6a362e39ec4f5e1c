package org.rmmodel.checker.cli;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Terminal;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete this program's command line. */
@Command(
    name = "completion",
    description = "Print a script by which bash or zsh completes commands and options.",
    footer = {
      "",
      "It completes spec/check, ./check and check: a shell looks at the last part of the name.",
      "",
      "Examples:",
      "  source <(spec/check completion)                  in this bash",
      "  spec/check completion > ~/.rmmodel-completion    and source that in ~/.bashrc",
      "  autoload -U +X bashcompinit && bashcompinit      before either, in zsh"
    })
public final class CompletionCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Spec private @Nullable CommandSpec spec;

  /**
   * The command.
   *
   * @param terminal where the script goes
   */
  public CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandSpec root = requireNonNull(spec, "picocli sets it").root();
    String name = root.name();
    terminal.print(
        AutoComplete.bash(name.substring(name.lastIndexOf('/') + 1), root.commandLine())
            .stripTrailing());
    return 0;
  }
}
