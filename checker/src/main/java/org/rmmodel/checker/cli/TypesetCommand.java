package org.rmmodel.checker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.typeset.Typeset;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.NearestNames;
import org.rmmodel.common.Output;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes modules as pages. */
@Command(
    name = "typeset",
    description = {
      "Write the specification's modules as HTML, with TLA+'s symbols instead of ASCII.",
      "Each name is a link to its definition, and each action says which kernel function and which",
      "change it models. The pages need nothing else; begin with DIR/index.html."
    },
    footer = {
      "",
      "Examples:",
      "  spec/check typeset --out pages               every module",
      "  spec/check typeset Unload Load --out pages   these; links to others are left out"
    })
public final class TypesetCommand implements Callable<Integer> {
  private static final String SUFFIX = ".tla";

  private final Supplier<SpecFolder> folders;
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Parameters(
      paramLabel = "MODULE",
      arity = "0..*",
      description = "Modules of the specification's folder (default: all).")
  private List<String> names = List.of();

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where they go.")
  private Path out;

  /**
   * The command.
   *
   * @param folders finds the specification; it is not asked when only help is wanted
   * @param terminal where results go
   */
  public TypesetCommand(Supplier<SpecFolder> folders, Terminal terminal) {
    this.folders = folders;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    SpecFolder folder = folders.get();
    List<String> all = modules(folder);
    for (String name : names) {
      if (!all.contains(name)) {
        throw new BadInput("unknown module " + name + NearestNames.hint(name, all));
      }
    }
    Path where = Output.makeFolder("--out", out);
    Map<String, String> pages = Typeset.pages(folder, names.isEmpty() ? all : names);
    pages.forEach((file, text) -> Output.write(where.resolve(file), text));
    terminal.print(pages.size() + " pages; the first is " + out.resolve("index.html"));
    return 0;
  }

  private static List<String> modules(SpecFolder folder) {
    try (Stream<Path> files = Files.list(folder.root())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new BadInput(folder.root() + ": cannot be listed");
    }
  }
}
