package org.rmmodel.checker.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Copies of a log with one module event changed, none of which the kernel could have recorded. */
final class Mutations {
  private static final Pattern EVENT =
      Pattern.compile(
          "^ *(.*-\\d+) +\\[\\d+\\] .* (module_(?:load|get|put|free)): (\\S+)"
              + "(?: call_site=(\\S+).* refcnt=(-?\\d+))?.*$");

  private Mutations() {}

  /** What is done to an event. */
  enum Kind {
    /** It is not there. */
    DROPPED,
    /** It is there twice. */
    DOUBLED,
    /** It prints a count that cannot be. */
    IMPOSSIBLE_REFCNT,
    /** It comes before what causes it. */
    BEFORE_ITS_CAUSE
  }

  /**
   * A changed log.
   *
   * @param kind what was done
   * @param event the event's name
   * @param module the module that it is about
   * @param line the line's number in the unchanged log, from 1
   * @param lines the changed log
   */
  record Mutation(Kind kind, String event, String module, int line, List<String> lines) {
    @Override
    public String toString() {
      return kind + " " + event + " " + module + " line " + line;
    }
  }

  /**
   * Which mutations a log has.
   *
   * @param log the log's lines
   * @return for each event and kind of mutation where to find it, in the order of the lines
   */
  static Map<Integer, List<Kind>> of(List<String> log) {
    Map<Integer, List<Kind>> all = new LinkedHashMap<>();
    for (int i = 0; i < log.size(); i++) {
      Matcher event = EVENT.matcher(log.get(i));
      if (event.matches()) {
        List<Kind> kinds = new ArrayList<>(List.of(Kind.DROPPED, Kind.DOUBLED));
        if (event.group(5) != null) {
          kinds.add(Kind.IMPOSSIBLE_REFCNT);
        }
        if (cause(log, i, event) >= 0) {
          kinds.add(Kind.BEFORE_ITS_CAUSE);
        }
        all.put(i, kinds);
      }
    }
    return all;
  }

  /**
   * Changes a log.
   *
   * @param log the log's lines
   * @param at the index of the event's line
   * @param kind what to do
   * @return the changed log
   */
  static Mutation mutate(List<String> log, int at, Kind kind) {
    Matcher event = EVENT.matcher(log.get(at));
    if (!event.matches()) {
      throw new IllegalArgumentException("no module event in line " + (at + 1));
    }
    List<String> lines = new ArrayList<>(log);
    switch (kind) {
      case DROPPED -> lines.remove(at);
      case DOUBLED -> lines.add(at, log.get(at));
      case IMPOSSIBLE_REFCNT -> {
        int refcnt = Integer.parseInt(event.group(5));
        lines.set(at, log.get(at).replaceFirst(" refcnt=-?\\d+", " refcnt=" + (refcnt + 9)));
      }
      case BEFORE_ITS_CAUSE -> {
        int cause = cause(log, at, event);
        lines.remove(at);
        lines.add(cause, log.get(at));
      }
    }
    return new Mutation(kind, event.group(2), event.group(3), at + 1, lines);
  }

  /**
   * Where the event's cause is: of module_load and module_free the system call of the same task
   * (the probe on it, if that is all there is); of the put of the init hold the module_load; of a
   * get the system call that loads (before module_load it may come: the module is COMING); of a put
   * the first get of its life. -1 if the log does not have it.
   */
  private static int cause(List<String> log, int at, Matcher event) {
    String task = event.group(1) + " ";
    String module = " " + event.group(3) + " ";
    String name = event.group(2);
    boolean initHold = name.equals("module_put") && event.group(4).startsWith("do_init_module");
    int first = -1;
    for (int i = at - 1; i >= 0; i--) {
      String line = log.get(i) + " ";
      boolean ownTask = line.strip().startsWith(task.strip() + " ");
      if ((name.equals("module_load") && ownTask && line.contains(": sys_finit_module("))
          || (name.equals("module_free")
              && ownTask
              && (line.contains(": del_call: ") || line.contains(": init_call: ")))
          || (initHold && line.contains(": module_load:" + module))) {
        return i;
      }
      if (name.equals("module_get") && line.contains(": module_load:" + module)) {
        return call(log, i);
      }
      if (name.equals("module_put") && !initHold) {
        if (line.contains(": module_get:" + module)) {
          first = i;
        } else if (line.contains(": module_load:" + module)) {
          return first;
        }
      }
      if (line.contains(": module_free:" + module)) {
        return -1;
      }
    }
    return -1;
  }

  /** The system call in which a module_load lies; -1 if the log does not have it. */
  private static int call(List<String> log, int load) {
    Matcher event = EVENT.matcher(log.get(load));
    if (event.matches()) {
      String task = event.group(1).strip() + " ";
      for (int i = load - 1; i >= 0; i--) {
        if (log.get(i).strip().startsWith(task) && log.get(i).contains(": sys_finit_module(")) {
          return i;
        }
      }
    }
    return -1;
  }
}
