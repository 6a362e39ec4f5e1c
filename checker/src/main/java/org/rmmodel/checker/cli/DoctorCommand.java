package org.rmmodel.checker.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Expectation;
import org.rmmodel.checker.check.Checker;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.check.Watcher;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.checker.tlc.TlcProbe;
import org.rmmodel.checker.tlc.Verdict;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.OneLine;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tries a TLC in seconds. */
@Command(
    name = "doctor",
    description = {
      "Try a TLC in seconds, and say in one line each what works with it: its version, what this",
      "program reaches into, and a small model that holds, that is violated, that goes round."
    },
    footer = {
      "",
      "The models must come out with the recorded states and depth, and with the actions that fire.",
      "",
      "Examples:",
      "  spec/check doctor                       the TLC of the build",
      "  spec/check doctor --tlc tla2tools.jar   another one"
    })
public final class DoctorCommand implements Callable<Integer> {
  private static final int STEPS = 5;

  private final Supplier<Catalogue> catalogues;
  private final Terminal terminal;
  private boolean isWell = true;

  @Mixin private HelpOption help;

  @Option(
      names = "--tlc",
      paramLabel = "JAR",
      description = "Try this TLC, e.g. an upstream tla2tools.jar (default: that of the build).")
  private @Nullable Path tlc;

  /**
   * The command.
   *
   * @param catalogues reads the catalogue; it is not asked when only help is wanted
   * @param terminal where results go
   */
  public DoctorCommand(Supplier<Catalogue> catalogues, Terminal terminal) {
    this.catalogues = catalogues;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    TlcJar jar = tlc == null ? TlcJar.find() : TlcJar.of(tlc);
    Catalogue catalogue = catalogues.get();
    inside(jar);
    models(catalogue, jar);
    return (isWell ? ExitStatus.AS_EXPECTED : ExitStatus.DIFFERS).code();
  }

  private void say(String what, boolean works, String detail) {
    isWell &= works;
    terminal.print(
        String.format(
            "%s %-9s  %s",
            terminal.coloured(works ? "ok " : "BAD", works), what, OneLine.of(detail)));
  }

  private void inside(TlcJar jar) {
    try {
      TlcProbe.Findings found = TlcProbe.look(jar);
      say("version", true, found.version().orElse("TLC does not say") + ", " + jar.path());
      say(
          "internals",
          found.lacks().isEmpty(),
          found.lacks().isEmpty()
              ? "what a run needs is there"
              : "a run needs " + String.join(", ", found.lacks()));
      if (!found.without().isEmpty()) {
        say(
            "internals",
            true,
            "gone around, as they are not there: " + String.join(", ", found.without()));
      }
      if (TlcProbe.distributes(jar)) {
        say("several", true, "spec/check run --distributed works with it");
      } else {
        terminal.print("--  several    spec/check run --distributed " + Distributed.CANNOT);
      }
    } catch (IOException e) {
      throw new BadInput(jar.path() + ": cannot be read: " + OneLine.of(e));
    }
  }

  private void models(Catalogue catalogue, TlcJar jar) {
    List<String> names = new ArrayList<>();
    List<Case> cases = new ArrayList<>();
    add(names, cases, "holds", smallest(catalogue, of -> expects(of, Expectation.Holds.class)));
    add(names, cases, "violates", smallest(catalogue, of -> isViolated(of) && !isTemporal(of)));
    add(names, cases, "temporal", smallest(catalogue, of -> isViolated(of) && isTemporal(of)));
    try (Checker checker = new Checker(catalogue, jar, Checker::usualLimits, 1)) {
      List<RunResult> results = checker.checkAll(cases, Watcher.NONE);
      for (int i = 0; i < results.size(); i++) {
        RunResult result = results.get(i);
        say(names.get(i), result.status() == Status.AS_EXPECTED, detail(result));
      }
    }
  }

  private static void add(List<String> names, List<Case> cases, String name, Optional<Case> of) {
    of.ifPresent(
        one -> {
          names.add(name);
          cases.add(one);
        });
  }

  private static String detail(RunResult result) {
    if (result.status() != Status.AS_EXPECTED) {
      return result.of().id() + ": " + String.join("; ", result.deviations());
    }
    String steps =
        result.verdict() instanceof Verdict.Violates violates
            ? ", a counterexample of " + violates.trace().steps().size() + " states"
            : "";
    return String.format(
        "%s %s: %d states, depth %d, %d actions fired%s",
        result.of().id(),
        result.verdict().text(),
        result.tlc().states(),
        result.tlc().depth(),
        result.fired().values().stream().filter(count -> count > 0).count(),
        steps);
  }

  private static boolean isViolated(Case of) {
    return expects(of, Expectation.Violates.class);
  }

  private static boolean expects(Case of, Class<? extends Expectation> kind) {
    return kind.isInstance(of.run().expect());
  }

  private static boolean isTemporal(Case of) {
    return !of.model().cfg().properties().isEmpty();
  }

  /** One that takes some steps, if there is one. */
  private static Optional<Case> smallest(Catalogue catalogue, Predicate<Case> which) {
    return smallest(catalogue, which, STEPS).or(() -> smallest(catalogue, which, 1));
  }

  private static Optional<Case> smallest(Catalogue catalogue, Predicate<Case> which, int depth) {
    return catalogue.cases().stream()
        .filter(of -> of.isRecorded() && of.model().workers() == 1)
        .filter(of -> of.run().depth().orElse(0) >= depth)
        .filter(which)
        .min(Comparator.comparingLong(of -> of.run().states().orElse(Long.MAX_VALUE)));
  }
}
