package org.rmmodel.checker.trace;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a log says about one module, over all its lives, as the trace specification reads it: the
 * lines in file order, and the operations that the tasks carry out, each with the lines that it
 * must pass. A protocol task stands for whichever log task is in an operation; two operations at
 * once are two protocol tasks.
 *
 * @param module the module's name
 * @param lines the lines; line i is at index i - 1
 * @param operations for each role and each of its tasks, the operations in order
 * @param phantom whether unloads that fail may have happened unseen, as the log has no calls of
 *     delete_module
 * @param permanent whether a refusal as a module without exit() is possible: the log never shows it
 *     unloaded
 * @param preemptible whether a get or put was recorded with preemption on (kernels from 6.5 on)
 * @param goesWhileUsed whether a load may have failed in init(), or an unload was forced, so that
 *     gets may cross the change to GOING
 * @param maxInitialRefs at most so many references can have been held when the log begins, if the
 *     module was there; NOT_THERE if it was not
 * @param usedEvents how many lines of the log are in the script
 */
public record ModuleScript(
    String module,
    List<Line> lines,
    Map<Role, List<List<Operation>>> operations,
    boolean phantom,
    boolean permanent,
    boolean preemptible,
    boolean goesWhileUsed,
    int maxInitialRefs,
    int usedEvents)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No value is known. */
  static final int UNKNOWN = -(1 << 28);

  /** A gate that is never passed. */
  static final int NEVER = 1 << 28;

  /** No references, as the module is not there when the log begins. */
  static final int NOT_THERE = -1;

  /** Each task of a role, and its operations. */
  List<List<Operation>> of(Role role) {
    return operations.getOrDefault(role, List.of());
  }

  /** Each protocol task's operations, by its name. */
  Map<String, List<Operation>> byTask() {
    Map<String, List<Operation>> all = new LinkedHashMap<>();
    for (Role role : Role.values()) {
      for (int i = 0; i < of(role).size(); i++) {
        all.put(role.task(i), of(role).get(i));
      }
    }
    return all;
  }

  /**
   * A line of the log.
   *
   * @param number its number in the file
   * @param kind what the trace specification calls it
   * @param text what it says, for messages
   * @param role whom the specification has carry the operation out; null of the log's end
   * @param task the protocol task that wrote it
   * @param nth the number of the operation of that task, from 1
   * @param value the value that the specification compares, or UNKNOWN
   * @param due the operations that must have read what they print before this line
   */
  record Line(
      long number,
      LineKind kind,
      String text,
      @Nullable Role role,
      String task,
      int nth,
      int value,
      List<Due> due)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * An operation that must have read the count.
   *
   * @param task its protocol task
   * @param nth its number among that task's operations, from 1
   */
  record Due(String task, int nth) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * An operation. Gates are indices of lines: the step behind the gate comes after the line; 0 is
   * an open gate.
   *
   * @param kind what it is
   * @param from the operation begins after this line
   * @param line the line of the tracepoint module_get or module_put (a loader's: the put of the
   *     init hold)
   * @param value what it printed, or what a reader saw
   * @param old the exact value that its read-modify-write replaced, or UNKNOWN
   * @param after the put of the init hold comes after this line (of its CPU, as preemption is off)
   * @param result what the call returned, or UNKNOWN; of a get 1 or 0
   * @param load the line of module_load and of init_call
   * @param sub the exact value that the subtraction of the base replaced, NEVER if there was none,
   *     or UNKNOWN
   * @param notZero the line before the recovery
   * @param readd the exact value that the recovery replaced, NEVER if it read zero, or UNKNOWN
   * @param going the line before the state becomes GOING
   * @param free the line of module_free
   * @param dependents whether another module used this one
   * @param then the state that a reader saw afterwards, or ""
   */
  record Operation(
      OperationKind kind,
      int from,
      int line,
      int value,
      int old,
      int after,
      int result,
      int load,
      int sub,
      int notZero,
      int readd,
      int going,
      int free,
      Dependents dependents,
      String then)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What a task does that has nothing left to do. */
    static final Operation NONE =
        new Operation(
            OperationKind.NONE,
            NEVER,
            NEVER,
            UNKNOWN,
            UNKNOWN,
            0,
            UNKNOWN,
            NEVER,
            UNKNOWN,
            0,
            UNKNOWN,
            0,
            NEVER,
            Dependents.NO,
            "");

    /** An unload that fails as the module is in use, unseen. */
    static final Operation REFUSED =
        delete(0, Errno.EWOULDBLOCK.result(), UNKNOWN, 0, UNKNOWN, NEVER, NEVER, Dependents.NO);

    /** A get or put. */
    static Operation count(OperationKind kind, int from, int line, int value, int old, int result) {
      return new Operation(
          kind,
          from,
          line,
          value,
          old,
          0,
          result,
          0,
          UNKNOWN,
          0,
          UNKNOWN,
          0,
          NEVER,
          Dependents.NO,
          "");
    }

    /**
     * A get or put that was under way when the recording stopped, so that its line is not there.
     */
    static Operation unseen(int from) {
      return count(OperationKind.EITHER, from, NEVER, UNKNOWN, UNKNOWN, UNKNOWN);
    }

    /** A read of the count, or a look at a missing file. */
    static Operation read(OperationKind kind, int from, int line, int value, String then) {
      return new Operation(
          kind,
          from,
          line,
          value,
          UNKNOWN,
          0,
          UNKNOWN,
          0,
          UNKNOWN,
          0,
          UNKNOWN,
          0,
          NEVER,
          Dependents.NO,
          then);
    }

    /** A call of delete_module. */
    static Operation delete(
        int from,
        int result,
        int sub,
        int notZero,
        int readd,
        int going,
        int free,
        Dependents dependents) {
      return new Operation(
          OperationKind.DELETE,
          from,
          NEVER,
          UNKNOWN,
          UNKNOWN,
          0,
          result,
          0,
          sub,
          notZero,
          readd,
          going,
          free,
          dependents,
          "");
    }

    /** A call of load_module. */
    static Operation load(
        int from, int line, int value, int old, int after, int result, int load, int free) {
      return new Operation(
          OperationKind.LOAD,
          from,
          line,
          value,
          old,
          after,
          result,
          load,
          UNKNOWN,
          0,
          UNKNOWN,
          0,
          free,
          Dependents.NO,
          "");
    }

    /**
     * The same, its gates being 0 if they have been passed, and NEVER if they have not.
     *
     * @param cursor how many lines are explained
     * @return the operation as of this line
     */
    Operation at(int cursor) {
      return new Operation(
          kind,
          gate(from, cursor),
          gate(line, cursor),
          value,
          old,
          gate(after, cursor),
          result,
          gate(load, cursor),
          sub,
          gate(notZero, cursor),
          readd,
          gate(going, cursor),
          gate(free, cursor),
          dependents,
          then);
    }

    private static int gate(int line, int cursor) {
      return cursor >= line ? 0 : NEVER;
    }
  }
}
