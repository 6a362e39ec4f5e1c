package org.rmmodel.checker.cli;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.NearestNames;
import org.rmmodel.common.Output;
import org.rmmodel.common.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints manual pages. */
@Command(
    name = "man",
    description = "Print a manual page, or write all of them.",
    footer = {
      "",
      "Examples:",
      "  spec/check man | man -l -           of the program",
      "  spec/check man history | man -l -   of a command",
      "  spec/check man --out share/man      all, as share/man/man1/spec-check-history.1 and so on",
      "  MANPATH=share/man man spec-check"
    })
public final class ManCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..1",
      description = "A command of this program (default: the program itself).")
  private @Nullable String name;

  @Option(names = "--out", paramLabel = "DIR", description = "Write all pages, to DIR/man1.")
  private @Nullable Path out;

  /**
   * The command.
   *
   * @param terminal where a page goes
   */
  public ManCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandSpec root = requireNonNull(spec, "picocli sets it").root();
    String version = String.join(" ", root.version());
    if (out == null) {
      terminal.print(new ManPage(command(root)).text(version).stripTrailing());
      return 0;
    }
    if (name != null) {
      throw new BadInput("--out writes the pages of all commands, and " + name + " is one of them");
    }
    Path folder = Output.makeFolder("--out", out.resolve("man1"));
    List<CommandSpec> all = new ArrayList<>(List.of(root));
    root.subcommands().values().stream().map(CommandLine::getCommandSpec).forEach(all::add);
    for (CommandSpec command : all) {
      ManPage page = new ManPage(command);
      Output.write(folder.resolve(page.name() + ".1"), page.text(version));
    }
    terminal.print(all.size() + " pages in " + out.resolve("man1"));
    return 0;
  }

  private CommandSpec command(CommandSpec root) {
    if (name == null) {
      return root;
    }
    CommandLine command = root.subcommands().get(name);
    if (command == null) {
      throw new BadInput(
          "unknown command " + name + NearestNames.hint(name, root.subcommands().keySet()));
    }
    return command.getCommandSpec();
  }
}
