package org.rmmodel.checker.trace;

import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.trace.TraceEvent.Operation;
import org.rmmodel.checker.trace.TraceEvent.ReleaseStep;
import org.rmmodel.checker.trace.TraceEvent.Span;
import org.rmmodel.checker.trace.TraceEvent.Syscall;

/** Turns the text after the timestamp into a {@link TraceEvent}. */
final class EventParser {
  private static final TraceEvent UNUSED = new TraceEvent.Unused();

  /** No module has more references than this; a larger number is no count. */
  private static final int MAX_COUNT = 1 << 24;

  private EventParser() {}

  /** A known event in an unknown form. */
  static final class MalformedEvent extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedEvent(String what) {
      super(what);
    }
  }

  /**
   * Parses an event.
   *
   * @param text the text after the timestamp's colon
   * @return the event; {@link TraceEvent.Unused} if it is none of those that the protocol knows
   * @throws MalformedEvent if it is a known event, but incomplete or with a value that cannot be
   */
  static TraceEvent parse(String text) throws MalformedEvent {
    int end = 0;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    String event = text.substring(0, end);
    String rest = text.substring(end);
    if (event.equals("sys_delete_module")) {
      return syscall(Syscall.DELETE, rest);
    }
    if (event.equals("sys_finit_module") || event.equals("sys_init_module")) {
      return syscall(Syscall.LOAD, rest);
    }
    if (!rest.startsWith(":")) {
      // The function tracer's "module_put <-caller" is a call of the function, not the event.
      if (isKnown(event) && !rest.startsWith(" <-")) {
        throw new MalformedEvent("event " + event + " is cut off");
      }
      return UNUSED;
    }
    String args = rest.substring(1).startsWith(" ") ? rest.substring(2) : rest.substring(1);
    return switch (event) {
      case "sys_enter_delete_module" ->
          new TraceEvent.SyscallEnter(Syscall.DELETE, hex(after(args, "flags: ")));
      case "sys_enter_finit_module", "sys_enter_init_module" ->
          new TraceEvent.SyscallEnter(Syscall.LOAD, 0);
      case "sys_exit_delete_module" -> new TraceEvent.SyscallExit(Syscall.DELETE, errno(args));
      case "sys_exit_finit_module", "sys_exit_init_module" ->
          new TraceEvent.SyscallExit(Syscall.LOAD, errno(args));
      case "module_load" -> new TraceEvent.ModuleLoad(loadName(args));
      case "module_free" -> new TraceEvent.ModuleFree(name(args));
      case "module_get" -> counted(Operation.TRY_GET, args);
      case "module_put" -> counted(Operation.PUT, args);
      case "del_call" -> new TraceEvent.DeleteCall(quoted(args, "name"), hex(field(args, "flags")));
      case "del_ret" -> new TraceEvent.DeleteReturn(errno(field(args, "ret")));
      case "tmg_call" -> call(Operation.TRY_GET, args);
      case "mg_call" -> call(Operation.GET, args);
      case "put_call" -> call(Operation.PUT, args);
      case "tmg_ok" ->
          new TraceEvent.OperationDone(Operation.TRY_GET, quoted(args, "mod"), count(args, "old"));
      case "put_ok" ->
          new TraceEvent.OperationDone(Operation.PUT, quoted(args, "mod"), exactOld(args));
      case "mg_done" -> {
        count(args, "refcnt");
        yield new TraceEvent.GetDone(quoted(args, "mod"));
      }
      case "tmg_fail" -> {
        number(field(args, "state"));
        count(args, "refcnt");
        yield new TraceEvent.GetRefused();
      }
      case "rel_sub" -> release(ReleaseStep.SUB, args);
      case "rel_nz" -> release(ReleaseStep.NOT_ZERO, args);
      case "rel_readd" -> release(ReleaseStep.READD, args);
      case "going" -> release(ReleaseStep.GOING, args);
      case "init_call" -> new TraceEvent.SpanCall(Span.INIT, quotedOrFault(args));
      case "free_call" -> new TraceEvent.SpanCall(Span.FREE, quotedOrFault(args));
      case "teardown_call" -> new TraceEvent.SpanCall(Span.TEARDOWN, quotedOrFault(args));
      case "sync_call" -> new TraceEvent.SpanCall(Span.SYNC, null);
      case "init_ret" -> {
        errno(field(args, "ret"));
        yield new TraceEvent.SpanReturn(Span.INIT);
      }
      case "free_ret" -> new TraceEvent.SpanReturn(Span.FREE);
      case "teardown_ret" -> new TraceEvent.SpanReturn(Span.TEARDOWN);
      case "sync_ret" -> new TraceEvent.SpanReturn(Span.SYNC);
      case "tm_call" -> new TraceEvent.WorkerCall(workerOperation(args));
      case "tm_ret" ->
          new TraceEvent.WorkerReturn(workerOperation(args), number(field(args, "ret")));
      case "tracing_mark_write" -> mark(args);
      default -> UNUSED;
    };
  }

  private static boolean isKnown(String event) {
    return switch (event) {
      case "module_load", "module_free", "module_get", "module_put" -> true;
      default -> false;
    };
  }

  private static TraceEvent syscall(Syscall call, String rest) throws MalformedEvent {
    if (rest.startsWith("(") && rest.endsWith(")")) {
      int flags = rest.lastIndexOf("flags: ");
      return new TraceEvent.SyscallEnter(
          call, flags < 0 ? 0 : hex(rest.substring(flags + "flags: ".length(), rest.length() - 1)));
    }
    if (rest.startsWith(" -> ")) {
      return new TraceEvent.SyscallExit(call, errno(rest.substring(4)));
    }
    throw new MalformedEvent("a system call that neither starts nor returns");
  }

  private static TraceEvent counted(Operation operation, String args) throws MalformedEvent {
    int site = args.indexOf(" call_site=");
    int count = args.lastIndexOf(" refcnt=");
    if (site <= 0 || count < site) {
      throw new MalformedEvent("module_get or module_put without module, call_site or refcnt");
    }
    return new TraceEvent.Counted(
        operation,
        name(args.substring(0, site)),
        CallSite.of(args.substring(site + " call_site=".length(), count)),
        countValue(args.substring(count + " refcnt=".length())));
  }

  private static TraceEvent call(Operation operation, String args) throws MalformedEvent {
    number(field(args, "state"));
    number(field(args, "refcnt"));
    return new TraceEvent.OperationCall(operation, quotedOrFault(args));
  }

  private static int exactOld(String args) throws MalformedEvent {
    int old = count(args, "old");
    if (count(args, "new") != old - 1) {
      throw new MalformedEvent("a put whose new value is not the old one less one");
    }
    return old;
  }

  private static TraceEvent release(ReleaseStep step, String args) throws MalformedEvent {
    number(field(args, "state"));
    count(args, "refcnt");
    return new TraceEvent.Release(step, name(field(args, "mod")), count(args, "val"));
  }

  private static Operation workerOperation(String args) throws MalformedEvent {
    String op = field(args, "op");
    return switch (op) {
      case "try_get" -> Operation.TRY_GET;
      case "__get" -> Operation.GET;
      case "put" -> Operation.PUT;
      default -> throw new MalformedEvent("unknown operation op=" + op);
    };
  }

  private static TraceEvent mark(String args) throws MalformedEvent {
    if (!args.startsWith("u refcnt ")) {
      return UNUSED;
    }
    String[] words = args.stripTrailing().split(" ", -1);
    if (words.length != 4) {
      throw new MalformedEvent("a mark 'u refcnt' without module or value");
    }
    String module = name(words[2]);
    int slash = words[3].indexOf('/');
    String value = slash < 0 ? words[3] : words[3].substring(0, slash);
    String then = slash < 0 ? "" : words[3].substring(slash + 1);
    if (!then.isEmpty() && !then.startsWith("then-")) {
      throw new MalformedEvent("a mark 'u refcnt' with '" + then + "' after its value");
    }
    then = then.isEmpty() ? "" : then.substring("then-".length());
    if (value.equals("ENOENT") || value.equals("ENODEV")) {
      return new TraceEvent.UserRead(module, null, true, then);
    }
    if (value.startsWith("E")) {
      return UNUSED;
    }
    return new TraceEvent.UserRead(module, countValue(value), false, then);
  }

  /** The name, then a blank and the taints; without taints, the blank may have been lost. */
  private static String loadName(String args) throws MalformedEvent {
    int space = args.indexOf(' ');
    return name(space < 0 ? args : args.substring(0, space));
  }

  /** A module's name: no blank, at most 55 bytes in the kernel. */
  private static String name(String text) throws MalformedEvent {
    String name = text.stripTrailing();
    if (name.isEmpty() || name.length() > 64) {
      throw new MalformedEvent("no module name");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c == 127 || c == '"') {
        throw new MalformedEvent("'" + name + "' is no module name");
      }
    }
    return name.intern();
  }

  private static String after(String args, String key) throws MalformedEvent {
    int at = args.indexOf(key);
    if (at < 0) {
      throw new MalformedEvent("no " + key.strip() + " in the event");
    }
    return args.substring(at + key.length()).stripTrailing();
  }

  private static String field(String args, String key) throws MalformedEvent {
    int at = args.startsWith(key + "=") ? 0 : args.indexOf(" " + key + "=") + 1;
    if (at == 0 && !args.startsWith(key + "=")) {
      throw new MalformedEvent("no " + key + "= in the event");
    }
    int from = at + key.length() + 1;
    int to = args.indexOf(' ', from);
    return args.substring(from, to < 0 ? args.length() : to);
  }

  private static String quoted(String args, String key) throws MalformedEvent {
    String value = field(args, key);
    if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
      throw new MalformedEvent(key + "= is not in quotes");
    }
    return name(value.substring(1, value.length() - 1));
  }

  /** The module of a probe; null if its memory could not be read. */
  private static @Nullable String quotedOrFault(String args) throws MalformedEvent {
    return field(args, "mod").equals("(fault)") ? null : quoted(args, "mod");
  }

  private static int count(String args, String key) throws MalformedEvent {
    return countValue(field(args, key));
  }

  private static int countValue(String text) throws MalformedEvent {
    long value = number(text);
    if (value < -MAX_COUNT || value > MAX_COUNT) {
      throw new MalformedEvent(text + " is no reference count");
    }
    return (int) value;
  }

  private static long number(String text) throws MalformedEvent {
    try {
      return Long.parseLong(text.stripTrailing());
    } catch (NumberFormatException e) {
      throw new MalformedEvent("'" + text + "' is no number");
    }
  }

  private static int hex(String text) throws MalformedEvent {
    try {
      return (int) Long.parseUnsignedLong(text.startsWith("0x") ? text.substring(2) : text, 16);
    } catch (NumberFormatException e) {
      throw new MalformedEvent("'" + text + "' is no hexadecimal number");
    }
  }

  /** A return value: decimal or hexadecimal, 32 or 64 bits; at least -4095 if it is an error. */
  private static long errno(String text) throws MalformedEvent {
    String digits = text.stripTrailing();
    long value;
    try {
      value =
          digits.startsWith("0x")
              ? Long.parseUnsignedLong(digits.substring(2), 16)
              : Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new MalformedEvent("'" + text + "' is no return value");
    }
    return value > Integer.MAX_VALUE && value <= 0xffffffffL ? (int) value : value;
  }
}
