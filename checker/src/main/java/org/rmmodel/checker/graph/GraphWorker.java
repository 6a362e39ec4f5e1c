package org.rmmodel.checker.graph;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rmmodel.checker.tlc.TlcEvaluator;
import org.rmmodel.checker.tlc.TlcInternals;
import org.rmmodel.common.EndsWithParent;
import tlc2.tool.TLCState;
import tlc2.value.IValue;
import tlc2.value.impl.SetEnumValue;
import util.ToolIO;
import util.UniqueString;

/**
 * What runs in a JVM with TLC: goes through the states of a model, breadth first, by TLC's own
 * evaluation of the initial predicate and of each action, and writes what it reaches. From a state
 * with a fault it does not go on.
 */
final class GraphWorker {
  /** What precedes each record of the answer. */
  static final int STATE = 1;

  static final int EDGE = 2;
  static final int END = 3;

  /** The exit status when a step that was reached has no value; what is said then is one line. */
  static final int NO_VALUE = 4;

  /** The generated modules, which extend those of the models, and their cfgs; a number follows. */
  static final String MODULE = "GraphOf";

  /** The files with the graphs; a number follows. */
  static final String GRAPH = "graph";

  /** The definition in the generated module that gives the shapes of a model. */
  static final String SHAPE = "GraphShape";

  private static final Pattern TASK = Pattern.compile("\\bt->\"?([^\"\\],) ]*)\"?");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");
  private static final UniqueString FAULTS = UniqueString.uniqueStringOf("faults");

  private final TlcEvaluator tlc;
  private final DataOutputStream out;
  private final long most;
  private final Map<Long, Integer> numbers = new HashMap<>();
  private final Deque<TLCState> queue = new ArrayDeque<>();

  private GraphWorker(TlcEvaluator tlc, DataOutputStream out, long most) {
    this.tlc = tlc;
    this.out = out;
    this.most = most;
  }

  /**
   * Writes graphs, one after another: starting a JVM takes longer than most.
   *
   * @param args the most states of each; the folder that has the generated modules with their cfgs
   *     and gets the graphs; how many there are
   * @throws IOException if a file cannot be read or written, or there are more states
   */
  public static void main(String[] args) throws IOException {
    EndsWithParent.watch();
    ToolIO.out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Path folder = Path.of(args[1]);
    int runs = Integer.parseInt(args[2]);
    numberWords(folder, runs);
    for (int run = 0; run < runs; run++) {
      TlcInternals.forget();
      Path file = folder.resolve(MODULE + run);
      TlcEvaluator tlc = new TlcEvaluator(args[1], MODULE + run, file.toString());
      try (DataOutputStream out =
          new DataOutputStream(
              new BufferedOutputStream(Files.newOutputStream(folder.resolve(GRAPH + run))))) {
        new GraphWorker(tlc, out, Long.parseLong(args[0])).write();
      } catch (NoValue e) {
        System.out.println(run + " " + e.getMessage());
        System.exit(NO_VALUE);
      }
    }
  }

  /** TLC sorts by the order in which it meets words, and CHOOSE takes the first. */
  private static void numberWords(Path folder, int runs) throws IOException {
    SortedSet<String> words = new TreeSet<>();
    for (int run = 0; run < runs; run++) {
      WORD.matcher(Files.readString(folder.resolve(MODULE + run + ".cfg")))
          .results()
          .forEach(word -> words.add(word.group()));
    }
    words.forEach(TlcInternals::number);
  }

  private void write() throws IOException {
    boolean shapeIsWritten = false;
    for (TLCState state : tlc.initial()) {
      if (!shapeIsWritten) {
        writeText(tlc.eval(SHAPE, state, state));
        shapeIsWritten = true;
      }
      number(state, true);
    }
    int from = 0;
    while (!queue.isEmpty()) {
      TLCState state = queue.remove();
      if (((SetEnumValue) state.lookup(FAULTS)).size() == 0) {
        writeEdges(from, state);
      }
      from++;
    }
    out.writeByte(END);
  }

  private void writeEdges(int from, TLCState state) throws IOException {
    for (TlcEvaluator.Step step : tlc.steps()) {
      Set<Integer> reached = new HashSet<>();
      for (TLCState after : after(step, state)) {
        int to = number(after, false);
        if (reached.add(to)) {
          out.writeByte(EDGE);
          out.writeInt(from);
          out.writeUTF(step.name());
          out.writeUTF(task(step));
          out.writeInt(to);
        }
      }
    }
  }

  /** TLC throws exceptions of many types for an expression without a value. */
  private List<TLCState> after(TlcEvaluator.Step step, TLCState state) {
    try {
      return tlc.after(step, state);
    } catch (RuntimeException e) {
      throw new NoValue(
          step.name() + "(" + task(step) + ") has no value: " + String.valueOf(e.getMessage()));
    }
  }

  /** A step that was reached has no value. */
  private static final class NoValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoValue(String message) {
      super(message.replaceAll("\\s+", " "));
    }
  }

  private static String task(TlcEvaluator.Step step) {
    Matcher task = TASK.matcher(step.context());
    if (!task.find()) {
      throw new IllegalStateException(step.name() + " is taken by no task: " + step.context());
    }
    return task.group(1);
  }

  private int number(TLCState state, boolean initial) throws IOException {
    state.deepNormalize();
    Integer known = numbers.get(state.fingerPrint());
    if (known != null) {
      return known;
    }
    int number = numbers.size();
    if (number == most) {
      throw new IOException("more than " + most + " states");
    }
    numbers.put(state.fingerPrint(), number);
    queue.add(state);
    out.writeByte(STATE);
    out.writeBoolean(initial);
    out.writeInt(state.getVars().length);
    for (var variable : state.getVars()) {
      out.writeUTF(variable.getName().toString());
      writeText(state.lookup(variable.getName()));
    }
    return number;
  }

  private void writeText(IValue value) throws IOException {
    byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
    out.writeInt(text.length);
    out.write(text);
  }
}
