package org.rmmodel.checker.graph;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.files.WorkFolder;
import org.rmmodel.checker.tlc.TlaValue;
import org.rmmodel.checker.tlc.TlaValueParser;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.checker.tlc.TlcJvm;
import org.rmmodel.common.Children;

/** Computes state graphs, in a JVM with TLC. */
public final class Graphs {
  private static final int MEBIBYTES = 1024;
  private static final int MOST_STATES = 200_000;

  private Graphs() {}

  /** A step that is reached has no value, such as one that takes an entry off no list. */
  public static final class NoValueException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int run;

    NoValueException(int run, String message) {
      super(message);
      this.run = run;
    }

    /**
     * In which run.
     *
     * @return its number, in the order in which they were given
     */
    public int run() {
      return run;
    }
  }

  /**
   * Computes the state graphs of runs.
   *
   * @param catalogue the catalogue
   * @param jar TLC
   * @param runs the runs; their modules extend {@code Protocol}
   * @return the graph of each
   * @throws IOException if TLC cannot evaluate one, or it has more than 200,000 states
   * @throws InterruptedException if the thread is interrupted; TLC is ended
   */
  public static Map<Case, StateGraph> of(Catalogue catalogue, TlcJar jar, Collection<Case> runs)
      throws IOException, InterruptedException {
    try (WorkFolder work = WorkFolder.create(catalogue.folder())) {
      Path home = work.forRun("graphs");
      write(catalogue, jar, runs, home);
      Map<Case, StateGraph> graphs = new LinkedHashMap<>();
      for (Case of : runs) {
        graphs.put(of, read(home, graphs.size()));
      }
      return graphs;
    }
  }

  /**
   * Computes the state graphs of runs, and keeps them.
   *
   * @param catalogue the catalogue
   * @param jar TLC
   * @param runs the runs; their modules extend {@code Protocol}
   * @param home the folder for them
   * @throws NoValueException if a step that is reached has no value
   * @throws IOException if TLC fails otherwise, or a graph has more than 200,000 states
   * @throws InterruptedException if the thread is interrupted; TLC is ended
   */
  public static void write(Catalogue catalogue, TlcJar jar, Collection<Case> runs, Path home)
      throws IOException, InterruptedException {
    int run = 0;
    for (Case of : runs) {
      String name = GraphWorker.MODULE + run++;
      Files.writeString(home.resolve(name + ".tla"), module(name, of.model().module()));
      Files.writeString(home.resolve(name + ".cfg"), of.cfg(catalogue.kernels()).text());
    }
    run(catalogue, jar, home, List.of("" + MOST_STATES, home.toString(), "" + run));
  }

  /**
   * Reads a graph that was kept.
   *
   * @param home the folder
   * @param number of the run, in the order in which they were given
   * @return the graph
   * @throws IOException if there is none, or half of it
   */
  public static StateGraph read(Path home, int number) throws IOException {
    return read(home.resolve(GraphWorker.GRAPH + number));
  }

  private static void run(Catalogue catalogue, TlcJar jar, Path home, List<String> arguments)
      throws IOException, InterruptedException {
    Path said = home.resolve("said");
    ProcessBuilder jvm =
        TlcJvm.of(jar, catalogue.folder(), MEBIBYTES, home, GraphWorker.class, arguments)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    jvm.command().add(1, "-XX:TieredStopAtLevel=1"); // the graphs are small
    Process process = Children.start(jvm);
    try {
      while (!process.waitFor(1, TimeUnit.SECONDS)) {
        // Its heap is bounded, and so are its states.
      }
    } finally {
      Children.end(process);
    }
    if (process.exitValue() == GraphWorker.NO_VALUE) {
      String[] line = Files.readAllLines(said).get(0).split(" ", 2);
      throw new NoValueException(Integer.parseInt(line[0]), line[1]);
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "TLC gave no graph, exit status "
              + process.exitValue()
              + ": "
              + Files.readAllLines(said).stream().limit(3).collect(Collectors.joining(" ")));
    }
  }

  private static String module(String name, String extended) {
    return "---- MODULE "
        + name
        + " ----\nEXTENDS "
        + extended
        + "\n"
        + GraphWorker.SHAPE
        + " == <<[m \\in Modules |-> NameOf(m)], [m \\in Modules |-> ImportsOf(m)]>>\n====\n";
  }

  private static StateGraph read(Path file) throws IOException {
    List<Map<String, TlaValue>> states = new ArrayList<>();
    List<Integer> initial = new ArrayList<>();
    List<StateGraph.Edge> edges = new ArrayList<>();
    // A state differs from others in few variables.
    Map<String, TlaValue> parsed = new HashMap<>();
    Map<String, String> words = new HashMap<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      TlaValue.Tuple shape = (TlaValue.Tuple) TlaValueParser.parse(text(in));
      while (true) {
        switch (in.readByte()) {
          case GraphWorker.STATE -> {
            if (in.readBoolean()) {
              initial.add(states.size());
            }
            Map<String, TlaValue> state = new LinkedHashMap<>();
            int variables = in.readInt();
            for (int i = 0; i < variables; i++) {
              String name = in.readUTF();
              state.put(
                  words.computeIfAbsent(name, n -> n),
                  parsed.computeIfAbsent(text(in), TlaValueParser::parse));
            }
            states.add(state);
          }
          case GraphWorker.EDGE -> {
            int from = in.readInt();
            String action = words.computeIfAbsent(in.readUTF(), n -> n);
            String task = words.computeIfAbsent(in.readUTF(), n -> n);
            edges.add(new StateGraph.Edge(from, action, task, in.readInt()));
          }
          default -> {
            return new StateGraph(
                names(shape.elements().get(0)),
                imports(shape.elements().get(1)),
                states,
                initial,
                edges);
          }
        }
      }
    }
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  private static Map<String, String> names(TlaValue value) {
    Map<String, String> names = new LinkedHashMap<>();
    entries(value).forEach((slot, name) -> names.put(slot.text(), name.text()));
    return names;
  }

  private static Map<String, List<String>> imports(TlaValue value) {
    Map<String, List<String>> imports = new LinkedHashMap<>();
    entries(value)
        .forEach(
            (slot, symbols) ->
                imports.put(
                    slot.text(),
                    ((TlaValue.Tuple) symbols).elements().stream().map(TlaValue::text).toList()));
    return imports;
  }

  private static Map<TlaValue, TlaValue> entries(TlaValue value) {
    return ((TlaValue.Function) value).entries();
  }
}
