package org.rmmodel.checker.trace;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a log says about one module, over all its lives, as the trace specification reads it: the
 * lines in file order, and the operations that the tasks carry out, each with the lines that it
 * must pass. A protocol task stands for whichever log task is in an operation; two operations at
 * once are two protocol tasks.
 *
 * @param module the module's name
 * @param lines the lines; line i is at index i - 1
 * @param users for each user, its operations in order: try_module_get and module_put
 * @param readers for each reader, its operations in order: reads of the count, and looks at a file
 *     that is not there
 * @param unloaders for each unloader, its calls of delete_module in order
 * @param forcers likewise those that force (O_TRUNC)
 * @param loaders for each loader, its calls of load_module in order
 * @param phantom whether unloads that fail may have happened unseen, as the log has no calls of
 *     delete_module
 * @param permanent whether a refusal as a module without exit() is possible: the log never shows it
 *     unloaded
 * @param preemptible whether a get or put was recorded with preemption on (kernels from 6.5 on)
 * @param goesWhileUsed whether a load may have failed in init(), or an unload was forced, so that
 *     gets may cross the change to GOING
 * @param maxInitialRefs at most so many references can have been held when the log begins, if the
 *     module was there; -1 if it was not
 * @param usedEvents how many lines of the log are in the script
 */
public record ModuleScript(
    String module,
    List<Line> lines,
    List<List<Operation>> users,
    List<List<Operation>> readers,
    List<List<Operation>> unloaders,
    List<List<Operation>> forcers,
    List<List<Operation>> loaders,
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

  /** Who carries an operation out. */
  enum Role {
    USER("u"),
    READER("r"),
    UNLOADER("d"),
    FORCER("f"),
    LOADER("l");

    private final String prefix;

    Role(String prefix) {
      this.prefix = prefix;
    }

    /**
     * A protocol task's name.
     *
     * @param index its number within the role, from 0
     * @return the name, as the specification's constants have it
     */
    String task(int index) {
      return prefix + (index + 1);
    }
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
   * @param kind get, put, either of them, read, absent, delete, or load
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
   * @param dependents whether another module used this one: "no", "yes", "maybe"
   * @param then the state that a reader saw afterwards, or ""
   */
  record Operation(
      String kind,
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
      String dependents,
      String then)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What a task does that has nothing left to do. */
    static final Operation NONE =
        new Operation(
            "none", NEVER, NEVER, UNKNOWN, UNKNOWN, 0, UNKNOWN, NEVER, UNKNOWN, 0, UNKNOWN, 0,
            NEVER, "no", "");

    /** An unload that fails as the module is in use, unseen. */
    static final Operation REFUSED =
        new Operation(
            "delete",
            0,
            NEVER,
            UNKNOWN,
            UNKNOWN,
            0,
            Errno.EWOULDBLOCK.result(),
            NEVER,
            UNKNOWN,
            0,
            UNKNOWN,
            NEVER,
            NEVER,
            "no",
            "");

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

    /**
     * A get or put that was under way when the recording stopped, so that its line is not there.
     */
    static Operation unseen(int from) {
      return new Operation(
          "either", from, NEVER, UNKNOWN, UNKNOWN, 0, UNKNOWN, 0, UNKNOWN, 0, UNKNOWN, 0, NEVER,
          "no", "");
    }
  }
}
