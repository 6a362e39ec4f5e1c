package org.rmmodel.checker.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the protocol tasks have to do according to a script, with tasks as numbers. */
final class Agenda {
  private final ModuleScript script;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<List<ModuleScript.Operation>> operations;
  private final int[] tasks;
  private final Set<Integer> loaders = new HashSet<>();
  private final int phantom;

  /** The line at which an operation shows its recovery's success. */
  private final Map<Long, Integer> recovered = new HashMap<>();

  /**
   * An agenda.
   *
   * @param script the script
   * @param names all tasks of the specification; a task's number is its place here
   */
  Agenda(ModuleScript script, List<String> names) {
    this.script = script;
    names.forEach(name -> numbers.put(name, numbers.size()));
    phantom = number(TraceOperators.PHANTOM);
    operations = new ArrayList<>(Collections.nCopies(names.size(), List.of()));
    List<Integer> busy = new ArrayList<>();
    script
        .byTask()
        .forEach(
            (task, list) -> {
              operations.set(number(task), list);
              busy.add(number(task));
            });
    if (script.phantom()) {
      busy.add(phantom);
    }
    tasks = busy.stream().mapToInt(Integer::intValue).toArray();
    for (int i = 0; i < script.of(Role.LOADER).size(); i++) {
      loaders.add(number(Role.LOADER.task(i)));
    }
    for (int i = 0; i < script.lines().size(); i++) {
      ModuleScript.Line line = script.lines().get(i);
      if (line.kind() == LineKind.REL_READD) {
        recovered.put(id(number(line.task()), line.nth()), i + 1);
      }
    }
  }

  private static long id(int task, int nth) {
    return ((long) task << 32) + nth;
  }

  ModuleScript script() {
    return script;
  }

  /** The line that comes when so many are explained. */
  ModuleScript.Line line(int explained) {
    return script.lines().get(explained);
  }

  /** The tasks that have something to do. */
  int[] tasks() {
    return tasks;
  }

  /** A task's number; -1 if there is no such task. */
  int number(String task) {
    return numbers.getOrDefault(task, -1);
  }

  boolean isLoader(int task) {
    return loaders.contains(task);
  }

  boolean isPhantom(int task) {
    return task == phantom;
  }

  /** How many operations a task has. */
  int size(int task) {
    return operations.get(task).size();
  }

  /** The k-th operation of a task, from 1; of kind NONE if there is none. */
  ModuleScript.Operation operation(int task, int k) {
    if (task == phantom) {
      return script.phantom() ? ModuleScript.Operation.REFUSED : ModuleScript.Operation.NONE;
    }
    if (task < 0) {
      return ModuleScript.Operation.NONE;
    }
    List<ModuleScript.Operation> list = operations.get(task);
    return k >= 1 && k <= list.size() ? list.get(k - 1) : ModuleScript.Operation.NONE;
  }

  /** The operation that a task is in. */
  ModuleScript.Operation now(Node node, int task) {
    return operation(task, node.nth[task]);
  }

  /** The operation that a task begins next. */
  ModuleScript.Operation soon(Node node, int task) {
    return operation(task, node.nth[task] + 1);
  }

  /** The line that shows that the recovery of the task's operation has succeeded; 0 if none. */
  int recoveredAt(Node node, int task) {
    return recovered.getOrDefault(id(task, node.nth[task]), 0);
  }

  /**
   * Where the base may be away, or a load may fail: after how many lines an unload is under way
   * that may release the base, or a load that may fail.
   *
   * @return one entry for each number of lines, from 0
   */
  boolean[] unsettled() {
    int n = script.lines().size();
    Map<Long, Integer> last = lastLines();
    int[] change = new int[n + 2];
    for (int task : tasks) {
      for (int k = 1; k <= size(task); k++) {
        ModuleScript.Operation op = operation(task, k);
        if (isHarmless(op)) {
          continue;
        }
        int end =
            op.result() == ModuleScript.UNKNOWN ? n + 1 : last.getOrDefault(id(task, k), n + 1);
        if (op.from() + 1 < end) {
          change[op.from() + 1]++;
          change[end]--;
        }
      }
    }
    boolean[] unsettled = new boolean[n + 1];
    int open = 0;
    for (int i = 0; i <= n; i++) {
      open += change[i];
      unsettled[i] = open > 0;
    }
    return unsettled;
  }

  private static boolean isHarmless(ModuleScript.Operation op) {
    return switch (op.kind()) {
      case DELETE -> Errno.ENOENT.is(op.result()) || Errno.EBUSY.is(op.result());
      case LOAD -> op.result() == 0;
      case FAILS -> false;
      case GET, TRY, PUT, EITHER, READ, ABSENT, NONE -> true;
    };
  }

  /** The line by which each load and unload is over. */
  private Map<Long, Integer> lastLines() {
    int n = script.lines().size();
    Map<Long, Integer> last = new HashMap<>();
    int nextLoad = n + 1;
    for (int i = n - 1; i >= 0; i--) {
      ModuleScript.Line line = line(i);
      // An unload whose return is not in the log is certainly over when the module is loaded again.
      if (line.role() != Role.USER && line.role() != Role.READER) {
        last.putIfAbsent(
            id(number(line.task()), line.nth()),
            line.kind() == LineKind.MODULE_FREE || line.kind() == LineKind.FREE_CALL
                ? nextLoad
                : i + 1);
      }
      nextLoad = line.kind() == LineKind.MODULE_LOAD ? i + 1 : nextLoad;
    }
    return last;
  }
}
