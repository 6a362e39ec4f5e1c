package org.rmmodel.conformance.trace;

import org.rmmodel.common.BadInput;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Program;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command line: {@code conformance/recordings}. */
@Command(
    name = "conformance/recordings",
    description = {
      "Record runs of the implementation, and decide whether recordings are behaviours of the",
      "specification.",
      ""
    },
    subcommands = {RecordCommand.class, CheckCommand.class, GrowthCommand.class},
    footer = {
      "",
      "Examples:",
      "  conformance/recordings record --kernel p5 --threads 4 --events 10000 --out run.txt",
      "  conformance/recordings check run.txt"
    })
public final class Recordings implements Runnable {
  @Mixin private HelpOption help;

  private final Terminal terminal;

  private Recordings(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Runs the program and ends the JVM with its exit status.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofThisProcess();
    Program.main(new Recordings(terminal), terminal, args);
  }

  /**
   * Runs the program.
   *
   * @param terminal where results go, and the line that says what is wrong
   * @param args the command line
   * @return the exit status
   */
  static int run(Terminal terminal, String... args) {
    return Program.run(new Recordings(terminal), terminal, args);
  }

  Terminal terminal() {
    return terminal;
  }

  @Override
  public void run() {
    throw new BadInput(
        "a command is missing: record, check or growth; see conformance/recordings --help");
  }
}
