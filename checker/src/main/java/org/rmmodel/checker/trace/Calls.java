package org.rmmodel.checker.trace;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The calls that a log shows, by the module that each is about. */
final class Calls {
  private final Map<String, List<Call>> byModule = new TreeMap<>();
  private final List<Nameless> nameless = new ArrayList<>();
  private final List<Window> failedLoads = new ArrayList<>();
  private final Map<String, List<Doubt>> doubts = new HashMap<>();

  /**
   * A load without module_load that has failed, or has not ended.
   *
   * @param from the position of its system call's entry; negative if that is not in the log
   * @param end that of its return
   */
  record Window(int from, int end) {
    boolean holds(int position) {
      return from < position && position < end;
    }
  }

  /**
   * An event of which the call site does not say which step it is.
   *
   * @param position where
   * @param link whether all that is open is if it makes a link
   */
  record Doubt(int position, boolean link) {}

  /** A call of which no line has named the module, and its task. */
  private record Nameless(Call call, LogTask task) {}

  /** The calls of each module, in the order in which they were found. */
  Map<String, List<Call>> byModule() {
    return byModule;
  }

  /** The loads that have failed before module_load, as far as system calls show them. */
  List<Window> failedLoads() {
    return failedLoads;
  }

  /** A load has failed before module_load. */
  void loadFails(int from, int end) {
    failedLoads.add(new Window(from, end));
  }

  /** What is not certain of a module. */
  List<Doubt> doubts(String module) {
    return doubts.getOrDefault(module, List.of());
  }

  /** It is not certain which step an event of a module is. */
  void doubt(String module, int position) {
    doubts.computeIfAbsent(module, k -> new ArrayList<>()).add(new Doubt(position, false));
  }

  /** It is not certain whether a get of a module has made a link to it. */
  void doubtLink(String module, int position) {
    doubts.computeIfAbsent(module, k -> new ArrayList<>()).add(new Doubt(position, true));
  }

  /** Adds a call whose module is known. */
  <C extends Call> C add(C call) {
    byModule.computeIfAbsent(requireNonNull(call.module), k -> new ArrayList<>()).add(call);
    return call;
  }

  /** Adds a call whose module may be found out later. */
  void keep(Call call, LogTask task) {
    if (call.module == null) {
      nameless.add(new Nameless(call, task));
    } else {
      add(call);
    }
  }

  /** Complains of modules that should have been put by now. */
  void notPut(int i, List<String> modules) {
    for (String module : modules) {
      CountCall missing = new CountCall(OperationKind.PUT, false, module, i);
      missing.mark(i, LineKind.NOT_PUT);
      missing.end = i;
      add(missing);
    }
  }

  /**
   * Gives each call that names no module the one that its task is known to work on, if there is
   * just one.
   *
   * @param tasks all tasks of the log
   */
  void attributeNameless(Collection<LogTask> tasks) {
    Set<String> workers = new LinkedHashSet<>();
    tasks.forEach(task -> workers.addAll(task.workerModules));
    for (Nameless each : nameless) {
      Call call = each.call;
      if (call.module != null) {
        continue; // A later line has named it.
      }
      Set<String> known =
          call instanceof DeleteCall
              ? byModule.keySet()
              : each.task.workerModules.isEmpty() ? workers : each.task.workerModules;
      if (known.size() == 1) {
        call.module = known.iterator().next();
        add(call);
      }
    }
  }
}
