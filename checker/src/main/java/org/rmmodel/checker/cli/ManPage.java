package org.rmmodel.checker.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of a command, in roff with the macros of man(7), from what picocli knows of the
 * command. Picocli's own generator writes AsciiDoc, which only Asciidoctor turns into roff: some 40
 * MB of JRuby for what is written here.
 */
final class ManPage {
  private static final int DESCRIPTION = 4;

  private final CommandSpec command;
  private final Help help;
  private final StringBuilder out = new StringBuilder();

  ManPage(CommandSpec command) {
    this.command = command;
    this.help = command.commandLine().getHelp();
  }

  /**
   * The page's name.
   *
   * @return for example {@code spec-check-run}
   */
  String name() {
    return name(command);
  }

  private static String name(CommandSpec command) {
    return command.qualifiedName("-").replace('/', '-');
  }

  /**
   * The page.
   *
   * @param version the program's version
   * @return roff
   */
  String text(String version) {
    List<String> description = lines(command.usageMessage().description());
    line(".TH \"" + name().toUpperCase(Locale.ROOT) + "\" 1 \"\" \"" + version + "\"");
    section("NAME");
    para(name() + " - " + description.get(0).replaceAll("\\.$", ""));
    section("SYNOPSIS");
    para(help.synopsis(0).replaceAll("\\s+", " ").strip());
    section("DESCRIPTION");
    para(String.join(" ", description));
    args("ARGUMENTS", command.positionalParameters());
    args("OPTIONS", command.options());
    commands();
    footer();
    exitStatus();
    seeAlso();
    return out.toString();
  }

  private void args(String title, List<? extends ArgSpec> args) {
    List<? extends ArgSpec> shown = args.stream().filter(arg -> !arg.hidden()).toList();
    if (shown.isEmpty()) {
      return;
    }
    section(title);
    for (ArgSpec arg : shown) {
      item(label(arg), description(arg));
    }
  }

  private static String label(ArgSpec arg) {
    if (!(arg instanceof OptionSpec option)) {
      return "\\fI" + escaped(arg.paramLabel()) + "\\fR";
    }
    String names =
        Arrays.stream(option.names())
            .map(name -> "\\fB" + escaped(name) + "\\fR")
            .collect(Collectors.joining(", "));
    return option.arity().max() == 0
        ? names
        : names + " \\fI" + escaped(option.paramLabel()) + "\\fR";
  }

  /** As the help shows it: with its variables replaced. */
  private String description(ArgSpec arg) {
    Text[][] rows =
        arg instanceof OptionSpec option
            ? help.createDefaultOptionRenderer()
                .render(option, help.createDefaultParamLabelRenderer(), help.colorScheme())
            : help.createDefaultParameterRenderer()
                .render(
                    (PositionalParamSpec) arg,
                    help.createDefaultParamLabelRenderer(),
                    help.colorScheme());
    return Arrays.stream(rows)
        .map(row -> row[DESCRIPTION].plainString())
        .collect(Collectors.joining(" "));
  }

  private void commands() {
    if (command.subcommands().isEmpty()) {
      return;
    }
    section("COMMANDS");
    command
        .subcommands()
        .forEach(
            (name, sub) ->
                item(
                    "\\fB" + escaped(name) + "\\fR",
                    String.join(" ", lines(sub.getCommandSpec().usageMessage().description()))));
  }

  /** Paragraphs, and then examples, each on a line of its own. */
  private void footer() {
    List<String> lines = lines(command.usageMessage().footer());
    int examples = lines.size();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches("Examples?(?:, in spec/)?:")) {
        examples = i;
        break;
      }
    }
    List<String> notes = lines.subList(0, examples).stream().filter(of -> !of.isBlank()).toList();
    if (!notes.isEmpty()) {
      section("NOTES");
      asTheyAre(lines.subList(0, examples));
    }
    if (examples < lines.size()) {
      section("EXAMPLES");
      asTheyAre(lines.subList(examples + 1, lines.size()));
    }
  }

  private void asTheyAre(List<String> lines) {
    line(".nf");
    String.join("\n", lines).strip().lines().forEach(this::para);
    line(".fi");
  }

  private void exitStatus() {
    section("EXIT STATUS");
    command
        .root()
        .usageMessage()
        .exitCodeList()
        .forEach((code, words) -> item(escaped(code.strip()), words));
  }

  private void seeAlso() {
    List<String> pages = new ArrayList<>();
    if (command.parent() != null) {
      pages.add(name(command.root()));
    }
    command.subcommands().values().forEach(sub -> pages.add(name(sub.getCommandSpec())));
    section("SEE ALSO");
    para(pages.stream().map(page -> page + "(1)").collect(Collectors.joining(", ")));
  }

  private void item(String label, String description) {
    line(".TP");
    line(label);
    para(description.isBlank() ? "-" : description);
  }

  private void section(String title) {
    line(".SH " + title);
  }

  private void para(String text) {
    line(escaped(text.stripTrailing()));
  }

  private void line(String roff) {
    out.append(roff).append('\n');
  }

  private static List<String> lines(String... texts) {
    return Arrays.stream(texts).map(text -> String.format(text)).toList();
  }

  /**
   * A text in which roff sees nothing to obey.
   *
   * @param text one line
   * @return roff
   */
  static String escaped(String text) {
    String roff = text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti");
    return roff.startsWith(".") || roff.startsWith("'") || roff.startsWith(" ")
        ? "\\&" + roff
        : roff;
  }
}
