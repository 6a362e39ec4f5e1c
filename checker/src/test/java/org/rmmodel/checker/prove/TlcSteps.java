package org.rmmodel.checker.prove;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.util.FP64;
import util.SimpleFilenameToStream;
import util.ToolIO;

/**
 * The steps that TLC finds of a module. TLC keeps in its classes where a module's variables and
 * definitions lie, and another module in the same classes would find them elsewhere. So each call
 * has classes of its own.
 */
public final class TlcSteps {
  private TlcSteps() {}

  /**
   * The steps from the first states that can be reached.
   *
   * @param places where modules lie
   * @param module the module
   * @param cfg its cfg
   * @param most from how many states
   * @return of each state, by variables, the states that it leads to; values as TLC prints them
   */
  static Map<Map<String, String>, Set<Map<String, String>>> of(
      List<Path> places, String module, Path cfg, int most) throws IOException {
    try (URLClassLoader own =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      @SuppressWarnings("unchecked")
      Map<Map<String, String>, Set<Map<String, String>>> steps =
          (Map<Map<String, String>, Set<Map<String, String>>>)
              own.loadClass(TlcSteps.class.getName())
                  .getDeclaredMethod("find", String[].class, String.class, String.class, int.class)
                  .invoke(
                      null,
                      places.stream().map(Path::toString).toArray(String[]::new),
                      module,
                      cfg.toString().replaceFirst("\\.cfg$", ""),
                      most);
      return steps;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(
          e instanceof InvocationTargetException it ? it.getTargetException() : e);
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String part :
        List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))) {
      urls.add(Path.of(part).toUri().toURL());
    }
    return urls.toArray(new URL[0]);
  }

  /** What {@link #of} calls in classes of its own. */
  public static Map<Map<String, String>, Set<Map<String, String>>> find(
      String[] places, String module, String cfg, int most) {
    ToolIO.out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    FP64.Init(0);
    FastTool tlc =
        new FastTool(places[places.length - 1], module, cfg, new SimpleFilenameToStream(places));
    Map<Map<String, String>, Set<Map<String, String>>> steps = new LinkedHashMap<>();
    Deque<TLCState> toDo = new ArrayDeque<>();
    Set<Map<String, String>> seen = new HashSet<>();
    add(tlc.getInitStates(), toDo, seen, new HashSet<>());
    while (steps.size() < most && !toDo.isEmpty()) {
      TLCState state = toDo.remove();
      Set<Map<String, String>> successors = new HashSet<>();
      for (Action action : tlc.getActions()) {
        add(tlc.getNextStates(action, state), toDo, seen, successors);
      }
      steps.put(values(state), successors);
    }
    return steps;
  }

  private static void add(
      StateVec states,
      Deque<TLCState> toDo,
      Set<Map<String, String>> seen,
      Set<Map<String, String>> found) {
    for (int i = 0; i < states.size(); i++) {
      Map<String, String> values = values(states.elementAt(i));
      found.add(values);
      if (seen.add(values)) {
        toDo.add(states.elementAt(i));
      }
    }
  }

  private static Map<String, String> values(TLCState state) {
    Map<String, String> values = new TreeMap<>();
    state.getVals().forEach((name, value) -> values.put(name.toString(), value.toString()));
    return values;
  }
}
