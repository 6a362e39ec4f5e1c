package org.rmmodel.checker.trace;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * @param goesWhileUsed whether a load may have failed in init(), or an unload was forced, so that
 *     gets may cross the change to GOING
 * @param maxInitialRefs at most so many references can have been held when the log begins, if the
 *     module was there; NOT_THERE if it was not
 * @param mostReferences at most so many, if it was there
 * @param doubts events of which the log does not say which step they are
 * @param usedEvents how many lines of the log are in the script
 */
public record ModuleScript(
    String module,
    List<Line> lines,
    Map<Role, List<List<Operation>>> operations,
    boolean phantom,
    boolean permanent,
    boolean goesWhileUsed,
    int maxInitialRefs,
    int mostReferences,
    List<Doubt> doubts,
    int usedEvents)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No value is known. */
  static final int UNKNOWN = -(1 << 28);

  /** A gate that is never passed. */
  static final int NEVER = 1 << 28;

  private static final Set<LineKind> COUNTS = EnumSet.of(LineKind.MODULE_GET, LineKind.MODULE_PUT);

  /** No references, as the module is not there when the log begins. */
  static final int NOT_THERE = -1;

  /**
   * An event of which the call site does not say which step it is.
   *
   * @param number its line in the file
   * @param link whether all that is open is if it makes a link
   */
  record Doubt(long number, boolean link) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The same, if its first load had begun before the log.
   *
   * @return the script; empty if that load has not: then nothing of the module comes before its
   *     module_load
   */
  Optional<ModuleScript> begunInALoad() {
    boolean mayHave =
        maxInitialRefs == NOT_THERE
            && COUNTS.contains(lines.get(0).kind())
            && of(Role.LOADER).stream()
                .anyMatch(
                    list -> list.get(0).kind() == OperationKind.LOAD && list.get(0).from() == 0);
    return mayHave
        ? Optional.of(
            new ModuleScript(
                module,
                lines,
                operations,
                phantom,
                permanent,
                goesWhileUsed,
                mostReferences,
                mostReferences,
                doubts,
                usedEvents))
        : Optional.empty();
  }

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

    // As with operations below: compared millions of times.

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Line that
              && number == that.number
              && nth == that.nth
              && value == that.value
              && kind == that.kind
              && role == that.role
              && task.equals(that.task)
              && text.equals(that.text)
              && due.equals(that.due));
    }

    @Override
    public int hashCode() {
      int hash = (Long.hashCode(number) * 31 + nth) * 31 + value;
      return ((hash * 31 + kind.hashCode()) * 31 + task.hashCode()) * 31 + due.hashCode();
    }
  }

  /**
   * An operation that must have read the count.
   *
   * @param task its protocol task
   * @param nth its number among that task's operations, from 1
   */
  record Due(String task, int nth) implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Due that && nth == that.nth && task.equals(that.task);
    }

    @Override
    public int hashCode() {
      return task.hashCode() * 31 + nth;
    }
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
   * @param formed the module is formed after this line, the last get of a link
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
      int formed,
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
            0,
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
        OperationKind kind,
        int from,
        int line,
        int value,
        int old,
        int after,
        int result,
        int formed,
        int load,
        int free) {
      return new Operation(
          kind,
          from,
          line,
          value,
          old,
          after,
          result,
          formed,
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
          gate(formed, cursor),
          gate(load, cursor),
          sub,
          gate(notZero, cursor),
          readd,
          gate(going, cursor),
          gate(free, cursor),
          dependents,
          then);
    }

    // A search compares and hashes operations millions of times. What a record does of its own
    // accord is
    // the same, and takes several times as long.

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Operation that
              && value == that.value
              && old == that.old
              && line == that.line
              && from == that.from
              && after == that.after
              && result == that.result
              && formed == that.formed
              && load == that.load
              && sub == that.sub
              && notZero == that.notZero
              && readd == that.readd
              && going == that.going
              && free == that.free
              && kind == that.kind
              && dependents == that.dependents
              && then.equals(that.then));
    }

    @Override
    public int hashCode() {
      int hash = kind.hashCode() * 31 + dependents.hashCode();
      hash = ((hash * 31 + from) * 31 + line) * 31 + value;
      hash = ((hash * 31 + old) * 31 + after) * 31 + result;
      hash = ((hash * 31 + formed) * 31 + load) * 31 + sub;
      hash = ((hash * 31 + notZero) * 31 + readd) * 31 + going;
      return (hash * 31 + free) * 31 + then.hashCode();
    }

    private static int gate(int line, int cursor) {
      return cursor >= line ? 0 : NEVER;
    }
  }
}
