package org.rmmodel.common;

import picocli.CommandLine.Option;

/** The option that every command has; a mixin of picocli's. */
public final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  /** For picocli. */
  public HelpOption() {}

  /**
   * Whether help was asked for; then no command runs.
   *
   * @return true if it was
   */
  public boolean help() {
    return help;
  }
}
