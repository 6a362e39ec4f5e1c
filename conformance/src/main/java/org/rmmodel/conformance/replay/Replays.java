package org.rmmodel.conformance.replay;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.graph.Graphs;
import org.rmmodel.checker.graph.StateGraph;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Lane;
import org.rmmodel.common.MarkedText;
import org.rmmodel.common.OneLine;
import org.rmmodel.common.Program;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line: {@code conformance/replay}. */
@Command(
    name = "conformance/replay",
    description = {
      "Take every edge of TLC's state graphs on the real classes, and explore what the real classes"
          + " can do: both must be the same to the last state and edge.",
      ""
    },
    sortOptions = false,
    footer = {
      "",
      "It differs when specification and implementation do; the line says where, and after which"
          + " steps.",
      "",
      "Examples:",
      "  conformance/replay                        all compared runs; a minute on two processors",
      "  conformance/replay Borrow:p5-nopreempt    one run of a model"
    })
public final class Replays implements Callable<Integer> {
  /** The table in README.md. */
  static final MarkedText TABLE = MarkedText.of("replayed runs");

  /** The table in CONFORMANCE.md. */
  static final MarkedText ACTIONS = MarkedText.of("action by action");

  private final PrintWriter out;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..*",
      description = "Only these, as spec/check names them (default: those of the build).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--into",
      paramLabel = "FILE",
      description =
          "README.md: put the table between its marks, and that of the actions into CONFORMANCE.md"
              + " beside it; only for all runs.")
  private @Nullable Path into;

  @Mixin private HelpOption help;

  private Replays(Terminal terminal) {
    this.out = terminal.out();
  }

  /**
   * Runs the program and ends the JVM with its exit status.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofThisProcess();
    Program.main(new Replays(terminal), terminal, args);
  }

  /**
   * Runs the program.
   *
   * @param terminal where the table goes, and the line that says what is wrong
   * @param args the command line
   * @return the exit status
   */
  static int run(Terminal terminal, String... args) {
    return Program.run(new Replays(terminal), terminal, args);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (into != null && !names.isEmpty()) {
      throw new BadInput("--into goes with all runs");
    }
    Catalogue catalogue = Catalogue.load(SpecFolder.find());
    Map<String, List<Case>> topics = topics(catalogue);
    List<Case> runs = topics.values().stream().flatMap(List::stream).toList();
    long begin = System.nanoTime();
    Map<Case, StateGraph> graphs;
    try {
      graphs = Graphs.of(catalogue, TlcJar.find(), runs);
    } catch (IOException e) {
      throw new BadInput(OneLine.of(e));
    }
    double tlc = (System.nanoTime() - begin) / 1e9;
    Map<Case, Comparison> compared = new LinkedHashMap<>();
    int different = 0;
    for (Case of : runs) {
      try {
        Comparison comparison = Comparison.of(catalogue, of, requireNonNull(graphs.get(of)));
        compared.put(of, comparison);
        out.println("ok " + comparison.line());
      } catch (Disagreement e) {
        different++;
        out.println("!! " + of.id() + ": " + e.getMessage());
      }
      out.flush();
    }
    if (!compared.isEmpty()) {
      out.println(speed(compared.values(), tlc));
    }
    out.flush();
    if (different > 0) {
      return ExitStatus.DIFFERS.code();
    }
    if (into != null) {
      TABLE.write(into, table(topics, compared));
      ACTIONS.write(
          into.resolveSibling("CONFORMANCE.md"), ActionTable.of(catalogue, graphs.values()));
    }
    return ExitStatus.AS_EXPECTED.code();
  }

  private Map<String, List<Case>> topics(Catalogue catalogue) {
    return names.isEmpty()
        ? ComparedRuns.of(catalogue, Lane.FULL)
        : Map.of(
            "", names.stream().map(name -> ComparedRuns.of(catalogue, name)).distinct().toList());
  }

  private static String speed(Iterable<Comparison> compared, double tlc) {
    long states = 0;
    long edges = 0;
    double java = 0;
    for (Comparison comparison : compared) {
      states += comparison.states();
      edges += comparison.edges();
      java += comparison.exploreSeconds();
    }
    return String.format(
        Locale.ROOT,
        "%d states, %d edges: TLC's evaluator %.0f states/s (with its start), the explorer %.0f",
        states,
        edges,
        states / tlc,
        states / java);
  }

  /** The table of the README. */
  static String table(Map<String, List<Case>> topics, Map<Case, Comparison> compared) {
    StringBuilder table = new StringBuilder();
    table.append(
        "| about | run | TLC's states | edges, all taken | steps | projected: states | edges |\n");
    table.append("|---|---|---|---|---|---|---|\n");
    topics.forEach(
        (topic, runs) -> {
          for (Case of : runs) {
            Comparison one = requireNonNull(compared.get(of));
            table.append(
                "| %s | `%s` | %d | %d | %d | %d | %d |\n"
                    .formatted(
                        topic,
                        one.id(),
                        one.states(),
                        one.edges(),
                        one.replay().steps(),
                        one.projectedStates(),
                        one.projectedEdges()));
          }
        });
    return table.toString();
  }
}
