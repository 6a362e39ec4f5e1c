package org.rmmodel.checker.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints a run's whole cfg. */
@Command(
    name = "cfg",
    description = "Print the whole cfg of a run, as TLC alone reads it.",
    footer = {
      "",
      "The defaults, the model's own constants and the kernel's are in it.",
      "",
      "Example, in spec/:",
      "  ./check cfg OneUser:v6.2-preempt > run.cfg",
      "  java -DTLA-Library=.:models -cp tla2tools.jar tlc2.TLC -config run.cfg models/MC.tla"
    })
public final class CfgCommand implements Callable<Integer> {
  private final Supplier<Catalogue> catalogues;
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Parameters(
      paramLabel = "MODEL:KERNEL",
      description = "A model and a kernel, which may be one of your own (v3.19-preempt+CHANGE).")
  private String name;

  /**
   * The command.
   *
   * @param catalogues reads the catalogue; it is not asked when only help is wanted
   * @param terminal where results and progress go
   */
  public CfgCommand(Supplier<Catalogue> catalogues, Terminal terminal) {
    this.catalogues = catalogues;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Catalogue catalogue = catalogues.get();
    List<Case> cases = catalogue.find(List.of(name), true);
    if (cases.size() > 1) {
      throw new BadInput(
          name
              + " is more than one run: name one, for example "
              + cases.get(cases.size() - 1).id());
    }
    Case of = cases.get(0);
    terminal.print(
        "\\* "
            + of.id()
            + ": "
            + of.model().title()
            + "\n\\* Module: models/"
            + of.model().module()
            + ".tla\n"
            + of.cfg(catalogue.kernels()).text().stripTrailing());
    return 0;
  }
}
