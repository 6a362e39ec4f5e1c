package org.rmmodel.checker.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.prove.Proof;
import org.rmmodel.checker.prove.Proofs;
import org.rmmodel.checker.prove.Prover;
import org.rmmodel.checker.tlc.Cfg;
import org.rmmodel.checker.tlc.CfgParser;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Output;
import org.rmmodel.common.Terminal;
import org.rmmodel.common.TimeConverter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves an invariant of a counted module for every number of tasks. */
@Command(
    name = "prove",
    description = {
      "Prove an invariant, and what follows from it, for every number of tasks, modules, lists.",
      "It holds initially, every action keeps it, and each property follows."
    },
    footer = {
      "",
      "Each obligation is discharged by Z3, and written to DIR/MODULE as a file in SMT-LIB 2.6 that",
      "any solver can check: it says in words what it claims, and its status is the answer that it",
      "has to get (unknown where --with replaces something). Exit status: 0 all are proved, 1 one is",
      "false (a state shows it), 2 bad usage or input, 3 Z3 does not know.",
      "",
      "Examples:",
      "  spec/check prove                                all that is proved of this specification",
      "  spec/check prove MCMany --smt smt               the protocol alone, and its files to smt/MCMany",
      "  spec/check prove MCMany --with 'DecidedAtZero <- DecidedUnlessTaken'",
      "                                                  a part of the invariant weakened: an action fails",
      "  spec/check prove MCMany --with 'RecoverGuard <- Always'",
      "                                                  a guard broken: that action fails",
      "  spec/check prove MCWalkers --with 'Awaited <- OnlyThoseAtTheHead'",
      "                                                  a grace period that forgets some walkers"
    })
public final class ProveCommand implements Callable<Integer> {
  private final Supplier<SpecFolder> folders;
  private final Terminal terminal;

  private static final int FAILS = 1;
  private static final int UNKNOWN = 3;
  private static final Duration USUAL_TIME = Duration.ofMinutes(1);

  @Mixin private HelpOption help;

  @Parameters(
      paramLabel = "MODULE",
      arity = "0..1",
      description = "The module (default: each of MCMany, MCSums, MCWalkers, MCLinks, MCNames).")
  private @Nullable String module;

  @Option(
      names = "--invariant",
      paramLabel = "NAME",
      description = "The invariant (default: that of the module's usual proof, else Inv).")
  private @Nullable String invariant;

  @Option(
      names = "--implies",
      paramLabel = "NAME",
      split = ",",
      description = "What is to follow from it (default: what the module promises).")
  private @Nullable List<String> implied;

  @Option(
      names = "--with",
      paramLabel = "OP",
      description =
          "Replace an operator, as a cfg does: 'RecoverGuard <- Always'; may be repeated.")
  private @Nullable List<String> replaced;

  @Option(
      names = "--smt",
      paramLabel = "DIR",
      description = "Where the SMT-LIB files go (default: checker/target/prove).")
  private @Nullable Path smt;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Wall-clock time of each obligation, e.g. 90s (default: 60s).")
  private @Nullable Duration timeout;

  /**
   * The command.
   *
   * @param folders finds the specification; it is not asked when only help is wanted
   * @param terminal where results and progress go
   */
  public ProveCommand(Supplier<SpecFolder> folders, Terminal terminal) {
    this.folders = folders;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    SpecFolder folder = folders.get();
    Path files = smt == null ? folder.output().resolve("prove") : smt;
    if (Files.exists(files)) {
      files = Output.makeFolder("--smt", files);
    }
    Prover prover = new Prover(files, timeout == null ? USUAL_TIME : timeout);
    Prover.Tally all = new Prover.Tally(0, 0, 0);
    for (Proof.Task task : tasks()) {
      Proof proof = new Proof(folder, task);
      terminal.print(
          task.module()
              + ": "
              + task.invariant()
              + ", for every number"
              + (task.replaced().isEmpty() ? "" : ", with " + with(task.replaced())));
      all = all.and(prover.prove(proof, terminal::print));
    }
    terminal.print(
        "\n"
            + all.proved()
            + " proved, "
            + all.failed()
            + " false, "
            + all.unknown()
            + " unknown; SMT-LIB in "
            + folder.nameOf(files));
    return all.failed() > 0 ? FAILS : all.unknown() > 0 ? UNKNOWN : 0;
  }

  private static String with(Map<String, String> replaced) {
    return String.join(
        ", ",
        replaced.entrySet().stream()
            .map(entry -> entry.getKey() + " <- " + entry.getValue())
            .toList());
  }

  private List<Proof.Task> tasks() {
    if (module == null) {
      if (invariant != null || implied != null || replaced != null) {
        throw new BadInput("name a module: what is asked for would not be the same in each");
      }
      return List.copyOf(Proofs.usual().values());
    }
    Proof.Task usual =
        Proofs.usual().getOrDefault(module, new Proof.Task(module, "Inv", List.of(), Map.of()));
    return List.of(
        new Proof.Task(
            module,
            invariant == null ? usual.invariant() : invariant,
            implied == null ? usual.implied() : implied,
            replacements()));
  }

  private Map<String, String> replacements() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String text : replaced == null ? List.<String>of() : replaced) {
      Cfg one = CfgParser.parseConstant("--with", 1, text);
      if (one.substitutions().isEmpty()) {
        throw new BadInput("--with " + text + ": OPERATOR <- OPERATOR is expected");
      }
      one.substitutions().forEach((name, by) -> all.put(name, by.text()));
    }
    return all;
  }
}
