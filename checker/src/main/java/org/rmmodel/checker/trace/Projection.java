package org.rmmodel.checker.trace;

import static java.util.Objects.requireNonNull;
import static org.rmmodel.checker.trace.ModuleScript.NEVER;
import static org.rmmodel.checker.trace.ModuleScript.UNKNOWN;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.trace.ModuleScript.Role;
import org.rmmodel.checker.trace.TraceEvent.Operation;
import org.rmmodel.checker.trace.TraceEvent.Span;
import org.rmmodel.checker.trace.TraceEvent.Syscall;

/**
 * Takes a log apart, module by module. Events that name no module belong to the call in which their
 * task is; what cannot be attributed is counted, not guessed.
 *
 * <p>Order is certain within a task, and between lines of one CPU as far as preemption was off: the
 * atomic instruction of a get or put comes after the previous line of its task (and of its CPU),
 * and before its own line; the count that it prints is read after its own line and before the next
 * line of its task (or its CPU). A line written in an interrupt counts as a task of its own, one
 * per CPU.
 */
final class Projection {
  /** The flag of delete_module that forces. */
  private static final int O_TRUNC = 0x200;

  /** More lines than this are refused: a log of this size takes hours, and memory without end. */
  private static final int MAX_LINES = 4_000_000;

  /** A log names no more modules and tasks than this, unless it means harm. */
  private static final int MAX_MODULES = 4_096;

  private static final int MAX_TASKS = 1 << 20;

  /** Lines whose value tells the count. */
  private static final Set<LineKind> PRINTS =
      EnumSet.of(LineKind.MODULE_GET, LineKind.MODULE_PUT, LineKind.REL_SUB, LineKind.USER_READ);

  private final String name;
  private final List<TraceLine> lines = new ArrayList<>();
  private final Map<Long, TaskState> tasks = new HashMap<>();
  private final Map<String, List<Op>> byModule = new TreeMap<>();
  private final Map<String, List<int[]>> links = new HashMap<>();
  private final List<Op> nameless = new ArrayList<>();
  private final Map<String, String> texts = new HashMap<>();
  private int[] taskPrev = {};
  private int[] taskNext = {};
  private int[] cpuPrev = {};
  private int[] cpuNext = {};

  /** What each module that is loaded uses, as far as its load is in the log. */
  private final Map<String, Uses> uses = new HashMap<>();

  /** The links to each module, and which modules each module has been seen to use. */
  private final Map<String, List<Link>> linksTo = new HashMap<>();

  private final Map<String, Set<String>> usedBy = new TreeMap<>();

  /** Gets less puts of the life of each module, in file order. */
  private final Map<String, Integer> held = new HashMap<>();

  private boolean deletesSeen;
  private boolean loadsSeen;
  private boolean releasesSeen;
  private boolean returnsSeen;

  /** What the kernel says of gets and puts; empty if the flags of a line do. */
  private final Optional<Boolean> preemptOff;

  private Projection(String name, Optional<Boolean> preemptOff) {
    this.name = name;
    this.preemptOff = preemptOff;
  }

  /** Was preemption off where this line was emitted? */
  private boolean preemptOff(TraceLine line) {
    return preemptOff.orElse(line.preemptOff());
  }

  /**
   * What a log says.
   *
   * @param events how many event lines it has
   * @param unused how many of them say nothing about the protocol
   * @param unattributed how many would, but nothing says of which module
   * @param links what each module that is loaded in the log uses
   * @param scripts one script per module, by name
   */
  record Log(
      int events,
      int unused,
      int unattributed,
      Map<String, Set<String>> links,
      List<ModuleScript> scripts) {}

  /** An operation under construction; positions are indices into the list of lines. */
  private static final class Op {
    final Role role;
    String kind;
    @Nullable String module;

    /** The operation begins after this position; -1 is the log's beginning. */
    int from;

    /** The operation has ended by this position, or is open. */
    int end = Integer.MAX_VALUE;

    int main = -1;
    int value = UNKNOWN;
    int old = UNKNOWN;
    int result = UNKNOWN;
    int load = -1;
    int loadLine = -1;
    int sub = UNKNOWN;
    int notZero = -1;
    int readd = UNKNOWN;
    int going = -1;
    int free = -1;
    int freeLine = -1;
    int due = Integer.MAX_VALUE;
    int putFrom = -1;
    boolean worker;
    boolean begunBefore;
    boolean forced;
    String then = "";

    /** The protocol task that carries it out, and its number among that task's operations. */
    String protocolTask = "";

    int nth;
    final List<Mark> marks = new ArrayList<>(1);

    Op(Role role, String kind, @Nullable String module, int from) {
      this.role = role;
      this.kind = kind;
      this.module = module;
      this.from = from;
    }

    /** Whom the specification has carry it out. */
    Role as() {
      return forced ? Role.FORCER : role;
    }

    void line(int position, LineKind lineKind, int lineValue) {
      marks.add(new Mark(position, lineKind, lineValue));
    }
  }

  /** What a line of the log is to an operation. */
  private record Mark(int position, LineKind kind, int value) {}

  /** The modules that a load took references on, and where: those by symbol resolution, and all. */
  private record Uses(Map<String, Integer> bySymbol, Set<String> all) {
    Uses() {
      this(new LinkedHashMap<>(), new LinkedHashSet<>());
    }
  }

  /**
   * A module that is loaded uses another one: certain from its module_load on, by when all symbols
   * are resolved, to its module_free.
   */
  private static final class Link {
    final String user;
    final int since;
    int until = Integer.MAX_VALUE;

    Link(String user, int since) {
      this.user = user;
      this.since = since;
    }
  }

  /** What a task is in the middle of. */
  private static final class TaskState {
    /**
     * What the load under way uses so far; what the module that is being freed used and has not put
     * yet.
     */
    Uses loading = new Uses();

    @Nullable Uses freeing;

    /** The grace period of what it is freeing has begun, so the targets have been put. */
    boolean waits;

    boolean inTeardown;
    @Nullable Op load;
    @Nullable Op delete;
    @Nullable Op operation;
    int loadEnter = -1;
    int deleteEnter = -1;
    boolean forced;
    int deleteStep;

    /** No event so far shows that it was outside of a load or an unload begun before the log. */
    boolean fresh = true;

    boolean anyWorkerCall;
    final Set<String> workerModules = new LinkedHashSet<>();
  }

  /**
   * Reads a whole log.
   *
   * @param reader the log; read to its end
   * @param preemptOff whether gets and puts run with preemption off; empty if each line's flags say
   *     it
   * @return what it says
   * @throws BadLogException if the text is no complete log, or has no event of the protocol
   */
  static Log of(FtraceReader reader, Optional<Boolean> preemptOff) throws BadLogException {
    Projection projection = new Projection(reader.name(), preemptOff);
    for (TraceLine line = reader.next(); line != null; line = reader.next()) {
      if (projection.lines.size() == MAX_LINES) {
        throw new BadLogException(
            reader.name(), line.number(), "more than " + MAX_LINES + " events");
      }
      projection.lines.add(line);
    }
    return projection.project();
  }

  private static long key(TraceLine line) {
    return line.interrupt()
        ? -1L - line.cpu()
        : line.pid() == 0 ? (1L << 40) + line.cpu() : line.pid();
  }

  private Log project() throws BadLogException {
    order();
    int protocol = 0;
    int unused = 0;
    for (int i = 0; i < lines.size(); i++) {
      TraceEvent event = lines.get(i).event();
      deletesSeen |=
          event instanceof TraceEvent.DeleteCall
              || event instanceof TraceEvent.DeleteReturn
              || (event instanceof TraceEvent.SyscallEnter e && e.call() == Syscall.DELETE);
      loadsSeen |=
          (event instanceof TraceEvent.SyscallEnter l && l.call() == Syscall.LOAD)
              || (event instanceof TraceEvent.SpanReturn r && r.span() == Span.INIT);
      releasesSeen |= event instanceof TraceEvent.Release;
      returnsSeen |= event instanceof TraceEvent.DeleteReturn;
      protocol +=
          event instanceof TraceEvent.Unused
                  || event instanceof TraceEvent.SyscallEnter
                  || event instanceof TraceEvent.SyscallExit
                  || event instanceof TraceEvent.WorkerCall
                  || event instanceof TraceEvent.WorkerReturn
              ? 0
              : 1;
    }
    if (protocol == 0) {
      throw new BadLogException(
          name,
          lines.isEmpty() ? 0 : lines.get(lines.size() - 1).number(),
          "no module event in the log");
    }
    for (int i = 0; i < lines.size(); i++) {
      TaskState task = tasks.computeIfAbsent(key(lines.get(i)), k -> new TaskState());
      if (tasks.size() > MAX_TASKS) {
        throw new BadLogException(name, lines.get(i).number(), "more than " + MAX_TASKS + " tasks");
      }
      TraceEvent event = lines.get(i).event();
      event(i, task, event);
      task.fresh &=
          !(event instanceof TraceEvent.SyscallEnter
              || event instanceof TraceEvent.SyscallExit
              || event instanceof TraceEvent.DeleteCall
              || event instanceof TraceEvent.DeleteReturn
              || event instanceof TraceEvent.ModuleLoad
              || event instanceof TraceEvent.ModuleFree
              || event instanceof TraceEvent.UserRead
              || event instanceof TraceEvent.WorkerCall
              || (event instanceof TraceEvent.Counted counted && !isUnlink(counted)));
      if (byModule.size() > MAX_MODULES) {
        throw new BadLogException(
            name, lines.get(i).number(), "more than " + MAX_MODULES + " modules");
      }
    }
    attributeNameless();
    byModule.values().forEach(Projection::inferResults);
    boolean[] isUsed = new boolean[lines.size()];
    List<ModuleScript> scripts = new ArrayList<>();
    for (Map.Entry<String, List<Op>> entry : byModule.entrySet()) {
      ModuleScript script = script(entry.getKey(), entry.getValue(), isUsed);
      if (!script.lines().isEmpty()) {
        scripts.add(script);
      }
    }
    int unattributed = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (!isUsed[i]) {
        boolean says =
            (lines.get(i).event() instanceof TraceEvent.SyscallExit exit
                    && exit.call() == Syscall.DELETE)
                || lines.get(i).event() instanceof TraceEvent.WorkerReturn
                || lines.get(i).event() instanceof TraceEvent.DeleteReturn;
        unattributed += says ? 1 : 0;
        unused += says ? 0 : 1;
      }
    }
    return new Log(lines.size(), unused, unattributed, usedBy, scripts);
  }

  /** Neighbours of each line, within its task and on its CPU. */
  private void order() {
    int n = lines.size();
    taskPrev = new int[n];
    taskNext = new int[n];
    cpuPrev = new int[n];
    cpuNext = new int[n];
    Arrays.fill(taskNext, Integer.MAX_VALUE);
    Arrays.fill(cpuNext, Integer.MAX_VALUE);
    Map<Long, Integer> lastOfTask = new HashMap<>();
    Map<Integer, Integer> lastOfCpu = new HashMap<>();
    for (int i = 0; i < n; i++) {
      TraceLine line = lines.get(i);
      Integer task = lastOfTask.put(key(line), i);
      taskPrev[i] = task == null ? -1 : task;
      if (task != null) {
        taskNext[task] = i;
      }
      // An interrupt comes in between; what it interrupts is not ordered against it.
      int cpuKey = line.interrupt() ? -1 - line.cpu() : line.cpu();
      Integer cpu = lastOfCpu.put(cpuKey, i);
      cpuPrev[i] = cpu == null ? -1 : cpu;
      if (cpu != null) {
        cpuNext[cpu] = i;
      }
    }
  }

  /**
   * Does a task that has loaded this module free it because its init() has failed? Where neither
   * system calls nor probes say when the load was over, it may also have unloaded it; then no
   * reference is left.
   */
  private boolean failsInit(Op load, String module) {
    return module.equals(load.module)
        && (deletesSeen || loadsSeen || held.getOrDefault(module, 0) != 0);
  }

  /** The call in which this event of a module that is being freed lies. */
  private Op freeingOf(int i, TaskState task, String module, int step) {
    return task.load != null && failsInit(task.load, module)
        ? task.load
        : deleteOf(i, task, module, step);
  }

  /** After which position an operation seen first at this line has begun. */
  private int begun(int i) {
    return preemptOff(lines.get(i)) ? Math.max(taskPrev[i], cpuPrev[i]) : taskPrev[i];
  }

  /** Before which position what this line prints has been read. */
  private int due(int i) {
    return preemptOff(lines.get(i)) ? Math.min(taskNext[i], cpuNext[i]) : taskNext[i];
  }

  private Op add(Op op) {
    byModule.computeIfAbsent(requireNonNull(op.module), k -> new ArrayList<>()).add(op);
    return op;
  }

  private void event(int i, TaskState task, TraceEvent event) {
    if (event instanceof TraceEvent.SyscallEnter enter) {
      finish(task);
      freed(i, task);
      task.loading = new Uses();
      task.load = null;
      if (enter.call() == Syscall.DELETE) {
        task.delete = null;
        task.deleteEnter = i;
        task.forced = (enter.flags() & O_TRUNC) != 0;
      } else {
        task.loadEnter = i;
      }
    } else if (event instanceof TraceEvent.SyscallExit exit) {
      finish(task);
      freed(i, task);
      if (exit.call() == Syscall.LOAD && exit.result() < 0 && task.load == null) {
        // It failed before its module_load, and has put what it used (free_unload).
        notPut(i, task.loading);
      }
      task.loading = new Uses();
      if (exit.call() == Syscall.DELETE) {
        deleteReturns(i, task, (int) exit.result(), true);
      } else {
        if (task.load != null) {
          task.load.result = exit.result() < 0 ? -1 : 0;
          task.load.line(i, LineKind.LOAD_EXIT, task.load.result);
          task.load.end = i;
        }
        task.load = null;
        task.loadEnter = -1;
      }
    } else if (event instanceof TraceEvent.DeleteCall call) {
      finish(task);
      task.load = null;
      if (task.delete != null && task.delete.result == UNKNOWN && returnsSeen) {
        task.delete.line(i, LineKind.IMPOSSIBLE, UNKNOWN);
      }
      task.delete = add(new Op(Role.UNLOADER, "delete", call.module(), i));
      task.delete.forced = (call.flags() & O_TRUNC) != 0;
      if (task.deleteEnter >= 0) {
        task.delete.line(task.deleteEnter, LineKind.CALL, UNKNOWN);
      }
      task.delete.line(i, LineKind.CALL, UNKNOWN);
    } else if (event instanceof TraceEvent.DeleteReturn ret) {
      finish(task);
      freed(i, task);
      deleteReturns(i, task, (int) ret.result(), false);
    } else if (event instanceof TraceEvent.Release release) {
      Op op = deleteOf(i, task, release.module(), stepOf(release.step()));
      switch (release.step()) {
        case SUB -> {
          op.line(i, op.sub == UNKNOWN ? LineKind.REL_SUB : LineKind.IMPOSSIBLE, release.value());
          op.sub = release.value();
        }
        case NOT_ZERO -> {
          op.line(i, op.notZero < 0 ? LineKind.REL_NZ : LineKind.IMPOSSIBLE, UNKNOWN);
          op.notZero = i;
        }
        case READD -> {
          op.line(
              i, op.readd == UNKNOWN ? LineKind.REL_READD : LineKind.IMPOSSIBLE, release.value());
          op.readd = release.value();
        }
        case GOING -> {
          op.line(i, op.going < 0 ? LineKind.GOING : LineKind.IMPOSSIBLE, UNKNOWN);
          op.going = i;
        }
      }
    } else if (event instanceof TraceEvent.ModuleLoad load) {
      finish(task);
      Op op =
          new Op(
              Role.LOADER,
              "load",
              load.module(),
              task.loadEnter >= 0 ? task.loadEnter : taskPrev[i]);
      op.load = i;
      op.loadLine = i;
      if (task.loadEnter >= 0) {
        op.line(task.loadEnter, LineKind.CALL, UNKNOWN);
      }
      op.line(i, LineKind.MODULE_LOAD, UNKNOWN);
      task.load = add(op);
      held.remove(load.module());
      unlink(i, load.module(), uses.remove(load.module()));
      if (task.loadEnter >= 0 || !task.loading.all.isEmpty()) {
        uses.put(load.module(), task.loading);
      }
      for (String target : task.loading.bySymbol.keySet()) {
        linksTo.computeIfAbsent(target, k -> new ArrayList<>()).add(new Link(load.module(), i));
        usedBy.computeIfAbsent(load.module(), k -> new LinkedHashSet<>()).add(target);
      }
      task.loading = new Uses();
    } else if (event instanceof TraceEvent.ModuleFree free) {
      finish(task);
      Op op = freeingOf(i, task, free.module(), 6);
      freed(i, task);
      if (op.freeLine >= 0) {
        op.line(i, LineKind.IMPOSSIBLE, UNKNOWN);
      } else {
        task.freeing = uses.remove(free.module());
        task.waits = false;
        unlink(i, free.module(), task.freeing);
        op.freeLine = i;
        op.free = i;
        op.line(i, LineKind.MODULE_FREE, UNKNOWN);
        if (linksTo.getOrDefault(free.module(), List.of()).stream()
            .anyMatch(link -> link.until > i)) {
          op.line(i, LineKind.IN_USE, UNKNOWN);
        }
      }
    } else if (event instanceof TraceEvent.SpanCall call) {
      spanCall(i, task, call);
    } else if (event instanceof TraceEvent.SpanReturn ret) {
      spanReturn(i, task, ret.span());
    } else if (event instanceof TraceEvent.WorkerCall call) {
      finish(task);
      task.anyWorkerCall = true;
      task.operation = new Op(Role.USER, kindOf(call.operation()), null, i);
      task.operation.worker = true;
      task.operation.line(i, LineKind.CALL, UNKNOWN);
    } else if (event instanceof TraceEvent.WorkerReturn ret) {
      workerReturns(i, task, ret);
    } else if (event instanceof TraceEvent.OperationCall call && call.module() != null) {
      if (task.operation == null || !task.operation.worker || task.operation.module != null) {
        finish(task);
        task.operation = new Op(Role.USER, kindOf(call.operation()), null, i);
      }
      task.operation.module = call.module();
      task.operation.from = i;
      task.operation.line(i, LineKind.CALL, UNKNOWN);
    } else if (event instanceof TraceEvent.OperationDone done) {
      Op op = operationOf(i, task, kindOf(done.operation()), done.module());
      op.line(
          i,
          op.old != UNKNOWN
              ? LineKind.IMPOSSIBLE
              : op.kind.equals("get") ? LineKind.GET_DONE : LineKind.PUT_DONE,
          UNKNOWN);
      op.old = done.old();
    } else if (event instanceof TraceEvent.GetDone done) {
      operationOf(i, task, "get", done.module()).line(i, LineKind.GET_DONE, UNKNOWN);
    } else if (event instanceof TraceEvent.GetRefused) {
      if (task.operation != null && task.operation.kind.equals("get")) {
        task.operation.result = 0;
        task.operation.line(i, LineKind.GET_REFUSED, 0);
      }
    } else if (event instanceof TraceEvent.Counted counted) {
      counted(i, task, counted);
    } else if (event instanceof TraceEvent.UserRead read) {
      Op op = new Op(Role.READER, read.absent() ? "absent" : "read", read.module(), taskPrev[i]);
      op.value = read.count() == null ? UNKNOWN : read.count();
      op.then = read.then();
      op.main = i;
      op.end = i;
      op.line(i, LineKind.USER_READ, op.value);
      add(op);
    }
  }

  private static int stepOf(TraceEvent.ReleaseStep step) {
    return switch (step) {
      case SUB -> 1;
      case NOT_ZERO -> 2;
      case READD -> 3;
      case GOING -> 4;
    };
  }

  private static String kindOf(Operation operation) {
    return operation == Operation.PUT ? "put" : "get";
  }

  /** The task goes on to something else: a get whose call was seen, but no result, was refused. */
  private void finish(TaskState task) {
    Op op = task.operation;
    task.operation = null;
    if (op == null || (op.main >= 0 && !op.worker)) {
      return;
    }
    if (op.main < 0
        && op.kind.equals("get")
        && op.result == UNKNOWN
        && op.marks.stream().noneMatch(mark -> mark.kind == LineKind.GET_DONE)) {
      op.result = 0;
    }
    keep(op);
  }

  private void keep(Op op) {
    if (op.module == null) {
      nameless.add(op);
    } else {
      add(op);
    }
  }

  /**
   * The call of delete_module in which this event of a module lies; one begun before the log if
   * there is none.
   *
   * @param step how far in the call the event is: from the base's release to module_free
   */
  private Op deleteOf(int i, TaskState task, String module, int step) {
    // Where calls are not recorded, an earlier step than the last one is of another call.
    boolean another = !deletesSeen && step <= task.deleteStep;
    task.deleteStep = step;
    if (task.delete != null && task.delete.module == null) {
      // It had returned before anything said of which module it was.
      task.delete.module = module;
      add(task.delete);
    }
    if (task.delete == null || !module.equals(task.delete.module) || another) {
      Op op =
          new Op(
              Role.UNLOADER,
              "delete",
              module,
              task.deleteEnter >= 0 ? task.deleteEnter : taskPrev[i]);
      op.forced = task.deleteEnter >= 0 && task.forced;
      op.begunBefore = task.fresh;
      op.from = op.begunBefore ? -1 : op.from;
      if (deletesSeen && task.deleteEnter < 0 && !op.begunBefore) {
        op.line(i, LineKind.IMPOSSIBLE, UNKNOWN);
      }
      task.delete = add(op);
    }
    return task.delete;
  }

  private void deleteReturns(int i, TaskState task, int result, boolean last) {
    Op op = task.delete;
    if (op == null && task.deleteEnter >= 0) {
      // A call without a name. If only one module is in the log it is that one; found out at the
      // end.
      op = new Op(Role.UNLOADER, "delete", null, task.deleteEnter);
      op.forced = task.forced;
      op.line(task.deleteEnter, LineKind.CALL, UNKNOWN);
      nameless.add(op);
      task.delete = op;
    }
    if (op != null) {
      if (op.result != UNKNOWN) {
        // The probe's return, then the system call's: the same value, and each only once.
        op.line(
            i,
            last && op.result == result && op.end != i ? LineKind.SAME : LineKind.IMPOSSIBLE,
            result);
      } else {
        op.result = result;
        op.line(i, LineKind.DELETE_RET, result);
      }
      op.end = i;
    }
    if (last || task.deleteEnter < 0) {
      task.delete = null;
      task.deleteEnter = -1;
    }
  }

  private void spanCall(int i, TaskState task, TraceEvent.SpanCall call) {
    task.inTeardown |= call.span() == Span.TEARDOWN;
    if (call.span() == Span.SYNC && task.freeing != null && !task.inTeardown) {
      // Dependencies are put before the grace period.
      notPut(i, task.freeing);
      task.waits = true;
    }
    if (call.module() == null) {
      return;
    }
    if (call.span() == Span.INIT) {
      if (task.load == null || !call.module().equals(task.load.module)) {
        task.load = add(new Op(Role.LOADER, "load", call.module(), -1));
        task.load.begunBefore = taskPrev[i] < 0;
      }
      task.load.line(
          i,
          task.load.load <= task.load.loadLine ? LineKind.INIT_CALL : LineKind.IMPOSSIBLE,
          UNKNOWN);
      task.load.load = i;
    } else if (call.span() == Span.FREE) {
      Op op = freeingOf(i, task, call.module(), 5);
      op.line(i, op.free < 0 ? LineKind.FREE_CALL : LineKind.IMPOSSIBLE, UNKNOWN);
      op.free = i;
    }
  }

  private void spanReturn(int i, TaskState task, Span span) {
    task.inTeardown &= span != Span.TEARDOWN;
    if (span == Span.FREE) {
      Op op = task.load != null && task.load.freeLine >= 0 ? task.load : task.delete;
      if (op != null && op.freeLine >= 0) {
        op.line(i, LineKind.FREE_RET, UNKNOWN);
      }
    } else if (span == Span.INIT && task.load != null) {
      task.load.line(i, LineKind.LOAD_RET, UNKNOWN);
      if (task.loadEnter < 0) {
        task.load.end = i;
        task.load = null;
      }
    }
  }

  private void workerReturns(int i, TaskState task, TraceEvent.WorkerReturn ret) {
    Op op = task.operation;
    task.operation = null;
    if (op == null || !op.worker || !op.kind.equals(kindOf(ret.operation()))) {
      if (op != null) {
        keep(op);
      }
      if (task.anyWorkerCall) {
        Op stray = new Op(Role.USER, kindOf(ret.operation()), null, taskPrev[i]);
        stray.line(i, LineKind.IMPOSSIBLE, UNKNOWN);
        stray.end = i;
        nameless.add(stray);
      }
      return;
    }
    if (op.kind.equals("get")) {
      op.result = ret.result() == 0 ? 0 : 1;
      op.line(i, LineKind.OPERATION_RET, op.result);
    } else {
      op.line(i, LineKind.OPERATION_RET, UNKNOWN);
    }
    op.end = i;
    if (op.module != null) {
      task.workerModules.add(op.module);
    }
    keep(op);
  }

  /** The get or put in which this probe lies. */
  private Op operationOf(int i, TaskState task, String kind, String module) {
    Op op = task.operation;
    if (op == null
        || !op.kind.equals(kind)
        || (op.module != null && !op.module.equals(module))
        || (op.module != null && op.main >= 0)) {
      finish(task);
      op = new Op(Role.USER, kind, module, begun(i));
      task.operation = op;
    }
    if (op.module == null) {
      op.module = module;
    }
    return op;
  }

  private void counted(int i, TaskState task, TraceEvent.Counted counted) {
    String kind = kindOf(counted.operation());
    if (counted.callSite().startsWith("do_init_module") && kind.equals("put")) {
      initPut(i, task, counted);
      return;
    }
    Op op = operationOf(i, task, kind, counted.module());
    op.from = Math.max(op.from, begun(i));
    // A probe of this operation lies between the call and this line, and is no bound to it.
    for (Mark mark : op.marks) {
      if (mark.position == op.from) {
        Mark first = op.marks.get(0);
        op.from =
            first.position < op.from && first.kind == LineKind.CALL
                ? lastCall(op)
                : begun(first.position);
        break;
      }
    }
    held.merge(counted.module(), kind.equals("get") ? 1 : -1, Integer::sum);
    op.main = i;
    op.value = counted.refcnt();
    op.result = 1;
    op.due = due(i);
    op.line(i, kind.equals("get") ? LineKind.MODULE_GET : LineKind.MODULE_PUT, counted.refcnt());
    use(i, task, op, counted);
    if (counted.callSite().startsWith("resolve_symbol")) {
      links.computeIfAbsent(counted.module(), k -> new ArrayList<>()).add(new int[] {i, 1});
    } else if (counted.callSite().startsWith("module_unload_free")) {
      links.computeIfAbsent(counted.module(), k -> new ArrayList<>()).add(new int[] {i, -1});
    }
    if (!op.worker) {
      op.end = op.due;
      add(op);
      task.operation = null;
    }
  }

  private static boolean isUnlink(TraceEvent.Counted counted) {
    return counted.operation() == Operation.PUT
        && counted.callSite().startsWith("module_unload_free");
  }

  /**
   * Use links: a module that is loaded takes at most one reference on each module that it uses, and
   * puts exactly these when it is freed, or when its load fails (ref_module, module_unload_free).
   * Known only of loads that are in the log.
   */
  private void use(int i, TaskState task, Op op, TraceEvent.Counted counted) {
    String module = counted.module();
    if (!isUnlink(counted)) {
      if (op.kind.equals("get")) {
        task.loading.all.add(module);
        if (counted.callSite().startsWith("resolve_symbol")
            && task.loading.bySymbol.put(module, i) != null) {
          op.line(i, LineKind.USED_TWICE, UNKNOWN);
        }
      } else if (task.freeing != null) {
        task.freeing.bySymbol.remove(module);
      }
      return;
    }
    Uses from =
        task.freeing != null
            ? task.freeing
            : task.load == null && task.loadEnter >= 0 ? task.loading : null;
    if (from != null) {
      if (!from.all.remove(module)) {
        op.line(i, LineKind.NOT_USED, UNKNOWN);
      } else if (task.waits) {
        op.line(i, LineKind.PUT_LATE, UNKNOWN);
      }
      from.bySymbol.remove(module);
    }
  }

  /** The task has freed a module: what that used must have been put by now. */
  private void freed(int i, TaskState task) {
    if (task.freeing != null) {
      notPut(i, task.freeing);
    }
    task.freeing = null;
    task.waits = false;
  }

  private void notPut(int i, Uses left) {
    for (String module : left.bySymbol.keySet()) {
      Op op = add(new Op(Role.USER, "put", module, i));
      op.line(i, LineKind.NOT_PUT, UNKNOWN);
      op.end = i;
    }
    left.bySymbol.clear();
  }

  /** From here on it is not certain that the module uses what it used. */
  private void unlink(int i, String module, @Nullable Uses used) {
    if (used == null) {
      return;
    }
    for (String target : used.bySymbol.keySet()) {
      for (Link link : linksTo.getOrDefault(target, List.of())) {
        if (link.user.equals(module) && link.until > i) {
          link.until = i;
        }
      }
    }
  }

  private static int lastCall(Op op) {
    int last = op.from;
    for (Mark mark : op.marks) {
      last = mark.kind == LineKind.CALL ? mark.position : last;
    }
    return last;
  }

  /** The put of the init hold belongs to the load. */
  private void initPut(int i, TaskState task, TraceEvent.Counted counted) {
    Op probes = task.operation;
    task.operation = null;
    Op op = task.load;
    if (op == null || !counted.module().equals(op.module)) {
      op = new Op(Role.LOADER, "load", counted.module(), -1);
      // The load was under way when the log began, or else this put has no load.
      op.begunBefore = task.fresh;
      if (!op.begunBefore) {
        op.line(i, LineKind.IMPOSSIBLE, UNKNOWN);
      }
      task.load = add(op);
    }
    if (op.main >= 0) {
      op.line(i, LineKind.IMPOSSIBLE, UNKNOWN);
      return;
    }
    op.putFrom = begun(i);
    if (probes != null) {
      Mark first = probes.marks.get(0);
      op.putFrom = first.kind == LineKind.CALL ? first.position : begun(first.position);
      for (Mark mark : probes.marks) {
        op.line(
            mark.position,
            mark.kind == LineKind.PUT_DONE ? LineKind.PUT_DONE : LineKind.CALL,
            UNKNOWN);
      }
      op.old = probes.old;
    }
    op.main = i;
    op.value = counted.refcnt();
    op.due = due(i);
    op.line(i, LineKind.MODULE_PUT, counted.refcnt());
  }

  /**
   * Calls that name no module: of the one that their task is known to work on, if there is just
   * one.
   */
  private void attributeNameless() {
    for (TaskState task : tasks.values()) {
      if (task.operation != null) {
        // Under way when the recording stopped: its result is not known.
        keep(task.operation);
      }
    }
    Set<String> workers = new LinkedHashSet<>();
    tasks.values().forEach(t -> workers.addAll(t.workerModules));
    for (Op op : nameless) {
      if (op.module != null) {
        continue; // A later line has named it.
      }
      if (op.role == Role.UNLOADER && byModule.size() == 1) {
        op.module = byModule.keySet().iterator().next();
      } else if (op.role == Role.USER) {
        TaskState task = requireNonNull(tasks.get(key(lines.get(op.marks.get(0).position))));
        Set<String> known = task.workerModules.isEmpty() ? workers : task.workerModules;
        op.module = known.size() == 1 ? known.iterator().next() : null;
      }
      if (op.module != null) {
        add(op);
      }
    }
  }

  // -----------------------------------------------------------------------------------------------
  // From positions in the file to indices in the module's script.

  private ModuleScript script(String module, List<Op> ops, boolean[] isUsed) {
    List<int[]> order = new ArrayList<>(ops.size());
    for (int o = 0; o < ops.size(); o++) {
      List<Mark> marks = ops.get(o).marks;
      for (int j = 0; j < marks.size(); j++) {
        order.add(new int[] {marks.get(j).position, o, j});
      }
    }
    order.sort(Comparator.<int[]>comparingInt(a -> a[0]).thenComparingInt(a -> a[2]));
    int[] positions = order.stream().mapToInt(a -> a[0]).toArray();
    int n = positions.length;

    List<List<ModuleScript.Operation>> users = assign(Role.USER, ops, positions);
    List<List<ModuleScript.Operation>> readers = assign(Role.READER, ops, positions);
    List<List<ModuleScript.Operation>> unloaders = assign(Role.UNLOADER, ops, positions);
    List<List<ModuleScript.Operation>> forcers = assign(Role.FORCER, ops, positions);
    List<List<ModuleScript.Operation>> loaders = assign(Role.LOADER, ops, positions);
    Map<Integer, List<ModuleScript.Due>> due = new HashMap<>();
    boolean preemptible = false;
    int firstValue = UNKNOWN;
    boolean freed = false;
    boolean forced = false;
    for (Op op : ops) {
      boolean printed = op.main >= 0 && op.role != Role.READER;
      preemptible |= printed && !preemptOff(lines.get(op.main));
      freed |= op.as() == Role.UNLOADER && op.freeLine >= 0;
      forced |= op.forced;
      if (printed) {
        due.computeIfAbsent(firstAtLeast(positions, op.due), k -> new ArrayList<>(1))
            .add(new ModuleScript.Due(op.protocolTask, op.nth));
      }
    }
    boolean initFails =
        ops.stream()
            .anyMatch(
                op ->
                    op.role == Role.LOADER
                        && (op.freeLine >= 0 || op.result == UNKNOWN || op.result < 0));
    List<ModuleScript.Line> script = new ArrayList<>(n);
    int distinct = 0;
    for (int k = 0; k < n; k++) {
      Op op = ops.get(order.get(k)[1]);
      Mark mark = op.marks.get(order.get(k)[2]);
      TraceLine line = lines.get(mark.position);
      isUsed[mark.position] = true;
      distinct += k == 0 || positions[k] != positions[k - 1] ? 1 : 0;
      LineKind kind = mark.kind;
      if (firstValue == UNKNOWN && (mark.value != UNKNOWN && PRINTS.contains(kind))) {
        firstValue = mark.value;
      }
      script.add(
          new ModuleScript.Line(
              line.number(),
              kind,
              describe(line, kind),
              op.as(),
              op.protocolTask,
              op.nth,
              mark.value,
              List.copyOf(due.getOrDefault(k, List.of()))));
      due.remove(k);
    }
    // What is in the log has been read, so also what the last lines print.
    if (n > 0) {
      script.add(
          new ModuleScript.Line(
              script.get(n - 1).number(),
              LineKind.END_OF_LOG,
              "the end of the log",
              null,
              "none",
              0,
              UNKNOWN,
              due.getOrDefault(n, List.of())));
    }
    return new ModuleScript(
        module,
        script,
        users,
        readers,
        unloaders,
        forcers,
        loaders,
        !deletesSeen,
        !freed,
        preemptible,
        initFails || forced,
        beginsWithALoad(ops)
            ? -1
            : firstValue == UNKNOWN ? 2 : Math.max(0, firstValue) + 4 + users.size(),
        distinct);
  }

  private List<Op> sameModule(Op op) {
    return byModule.getOrDefault(requireNonNull(op.module), List.of());
  }

  /**
   * Where the life was loaded that this unload ends, or -1. Up to the mutex a delete_module has no
   * effect, and from there on it frees what it has found: so it may as well begin no earlier.
   */
  private int loadBefore(Op unload) {
    int load = -1;
    for (Op op : sameModule(unload)) {
      load = op.loadLine < unload.freeLine ? Math.max(load, op.loadLine) : load;
    }
    return load;
  }

  /** Where the life before this load's was freed, or -1: till then the name is taken. */
  private int freeBefore(Op load) {
    int free = -1;
    for (Op op : sameModule(load)) {
      free = op.freeLine < load.loadLine ? Math.max(free, op.freeLine) : free;
    }
    return free;
  }

  /**
   * Results that the log does not show, but that follow: an unload that frees returns 0, and a load
   * that frees nothing has succeeded if its module is there no longer, or again, further on.
   */
  private static void inferResults(List<Op> ops) {
    int last = -1;
    for (Op op : ops) {
      last = Math.max(last, Math.max(op.loadLine, op.role == Role.UNLOADER ? op.freeLine : -1));
    }
    for (Op op : ops) {
      if (op.result == UNKNOWN
          && ((op.role == Role.UNLOADER && op.freeLine >= 0)
              || (op.role == Role.LOADER
                  && op.freeLine < 0
                  && op.loadLine >= 0
                  && op.loadLine < last))) {
        op.result = 0;
      }
    }
  }

  /** A module that is loaded before it is freed was not there when the log began. */
  private static boolean beginsWithALoad(List<Op> ops) {
    int load = Integer.MAX_VALUE;
    int free = Integer.MAX_VALUE;
    for (Op op : ops) {
      load = op.loadLine >= 0 ? Math.min(load, op.loadLine) : load;
      free = op.free >= 0 ? Math.min(free, op.free) : free;
    }
    return load < free;
  }

  /**
   * Gives each operation of a role a protocol task, few tasks in all. A protocol task does one
   * operation after another, so it may only be given operations that came one after another: of one
   * log task; or, for gets and puts with preemption off, on one CPU; or where one had ended before
   * the other can have begun.
   */
  private List<List<ModuleScript.Operation>> assign(Role role, List<Op> all, int[] positions) {
    List<Op> ops = new ArrayList<>(all.stream().filter(op -> op.as() == role).toList());
    ops.sort(Comparator.comparingInt(Projection::pivot));
    List<List<ModuleScript.Operation>> operations = new ArrayList<>();
    List<Op> last = new ArrayList<>();
    for (Op op : ops) {
      int task = -1;
      int best = 0;
      for (int t = 0; t < last.size(); t++) {
        int how = comesAfter(last.get(t), op, positions);
        if (how > best) {
          best = how;
          task = t;
        }
      }
      if (task < 0) {
        task = last.size();
        last.add(op);
        operations.add(new ArrayList<>());
      }
      last.set(task, op);
      operations.get(task).add(operation(op, positions));
      op.protocolTask = role.task(task);
      op.nth = operations.get(task).size();
    }
    if (role == Role.USER) {
      // What was under way when the recording stopped may be in the last counts, though its line is
      // not in the log.
      for (List<ModuleScript.Operation> list : operations) {
        int line = list.get(list.size() - 1).line();
        list.add(ModuleScript.Operation.unseen(line == NEVER ? positions.length : line));
      }
    }
    return operations;
  }

  private static int pivot(Op op) {
    return op.main >= 0 ? op.main : op.marks.get(op.marks.size() - 1).position;
  }

  /**
   * Did the second certainly come after the first? 0 if not; the greater, the closer they belong
   * together.
   */
  private int comesAfter(Op first, Op second, int[] positions) {
    TraceLine a = lines.get(pivot(first));
    TraceLine b = lines.get(pivot(second));
    if (key(a) == key(b)) {
      return 3;
    }
    if (first.role == Role.USER
        && first.main >= 0
        && second.main >= 0
        && a.cpu() == b.cpu()
        && a.interrupt() == b.interrupt()
        && preemptOff(a)
        && preemptOff(b)) {
      return 2;
    }
    // An operation has ended once the first line after its end has been taken.
    return first.end != Integer.MAX_VALUE
            && firstAtLeast(positions, first.end) < upTo(positions, second.from)
        ? 1
        : 0;
  }

  private ModuleScript.Operation operation(Op op, int[] positions) {
    boolean load = op.role == Role.LOADER;
    boolean delete = op.role == Role.UNLOADER;
    int main =
        op.main >= 0
            ? index(positions, op.main)
            : op.role == Role.USER && op.result == 0 ? 0 : NEVER;
    return new ModuleScript.Operation(
        op.kind,
        upTo(
            positions,
            Math.max(
                op.from,
                delete && op.freeLine >= 0
                    ? loadBefore(op)
                    : load && op.loadLine >= 0 ? freeBefore(op) : -1)),
        main,
        op.value,
        op.old,
        load && op.main >= 0 ? upTo(positions, op.putFrom) : 0,
        op.result,
        load
            ? op.load >= 0 && (op.loadLine >= 0 || op.begunBefore)
                ? index(positions, op.load)
                : op.begunBefore ? 0 : NEVER
            : 0,
        !delete ? UNKNOWN : op.sub == UNKNOWN && releasesSeen && !op.begunBefore ? NEVER : op.sub,
        op.notZero >= 0 ? index(positions, op.notZero) : 0,
        !delete
            ? UNKNOWN
            : op.readd == UNKNOWN && releasesSeen && !op.begunBefore ? NEVER : op.readd,
        op.going >= 0 ? index(positions, op.going) : 0,
        op.freeLine >= 0 ? index(positions, op.free) : NEVER,
        delete ? dependents(op) : "no",
        op.then);
  }

  /** Can another module have been using this one while delete_module looked? */
  private String dependents(Op op) {
    if (linksTo.getOrDefault(op.module, List.of()).stream()
        .anyMatch(link -> link.since <= op.from && op.end <= link.until)) {
      // All the time: whatever it wants, force included, it is refused.
      return "yes";
    }
    if ((!Errno.EWOULDBLOCK.is(op.result) && op.result != UNKNOWN) || op.sub != UNKNOWN) {
      return "no";
    }
    boolean possible = firstLifeIsUnknown(op);
    int count = 0;
    for (int[] link : links.getOrDefault(op.module, List.of())) {
      count += link[1] > 0 ? link[0] < op.end ? 1 : 0 : link[0] <= op.from ? -1 : 0;
    }
    possible |= count > 0;
    return !possible ? "no" : releasesSeen && Errno.EWOULDBLOCK.is(op.result) ? "yes" : "maybe";
  }

  /** Was the module loaded before the log began, and has not been freed yet? */
  private boolean firstLifeIsUnknown(Op op) {
    int first = Integer.MAX_VALUE;
    for (Op other : sameModule(op)) {
      for (int position : new int[] {other.loadLine, other.freeLine}) {
        first = position >= 0 ? Math.min(first, position) : first;
      }
    }
    return op.from < first;
  }

  private static int index(int[] positions, int position) {
    return upTo(positions, position);
  }

  /** How many lines of the script are at or before this position of the file. */
  private static int upTo(int[] positions, int position) {
    return firstAtLeast(positions, position + 1);
  }

  /** How many lines of the script are before this position of the file. */
  private static int firstAtLeast(int[] positions, int position) {
    int low = 0;
    int high = positions.length;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (positions[mid] < position) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  /** The same few texts again and again. */
  private String describe(TraceLine line, LineKind kind) {
    return texts.computeIfAbsent(line.task() + "-" + line.pid() + " " + kind.word(), text -> text);
  }
}
