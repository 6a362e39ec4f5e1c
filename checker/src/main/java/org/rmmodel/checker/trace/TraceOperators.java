package org.rmmodel.checker.trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tlc2.overrides.TLAPlusOperator;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.Value;
import util.UniqueString;

/** The operators of TraceProtocol.tla that Java defines: the log, as the specification reads it. */
public final class TraceOperators {
  /** The task whose failing unloads the log could not show. */
  static final String PHANTOM = "phantom";

  private static final int CACHED = 8192;
  private static final ModuleScript.Line END =
      new ModuleScript.Line(0, LineKind.END, "", null, "none", 0, ModuleScript.UNKNOWN, List.of());

  /** What the operators speak of. */
  private interface Log {
    ModuleScript.Operation operation(String task, int k);

    ModuleScript.Line line(int i);

    int maxInitialRefs();
  }

  // TLC calls static methods, and this JVM searches one module at a time.
  private static Log log = new Part();
  private static final Map<ModuleScript.Line, Value> LINES = lru();
  private static final Map<ModuleScript.Operation, Value> OPERATIONS = lru();

  /** Nothing but what one evaluation may depend on. */
  private static class Part implements Log {
    @Override
    public ModuleScript.Operation operation(String task, int k) {
      throw new IllegalStateException("the step depends on the operation " + k + " of " + task);
    }

    @Override
    public ModuleScript.Line line(int i) {
      throw new IllegalStateException("the step depends on line " + i);
    }

    @Override
    public int maxInitialRefs() {
      throw new IllegalStateException("the step depends on the beginning");
    }
  }

  private TraceOperators() {}

  private static <K> Map<K, Value> lru() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, Value> eldest) {
        return size() > CACHED;
      }
    };
  }

  /**
   * From now on the operators speak of a whole module.
   *
   * @param script the module's script
   */
  static void use(ModuleScript script) {
    Map<String, List<ModuleScript.Operation>> tasks = script.byTask();
    log =
        new Log() {
          @Override
          public ModuleScript.Operation operation(String task, int k) {
            if (task.equals(PHANTOM) && script.phantom()) {
              return ModuleScript.Operation.REFUSED;
            }
            List<ModuleScript.Operation> list = tasks.getOrDefault(task, List.of());
            return k >= 1 && k <= list.size() ? list.get(k - 1) : ModuleScript.Operation.NONE;
          }

          @Override
          public ModuleScript.Line line(int i) {
            return i >= 1 && i <= script.lines().size() ? script.lines().get(i - 1) : END;
          }

          @Override
          public int maxInitialRefs() {
            return script.maxInitialRefs();
          }
        };
  }

  /**
   * From now on the operators speak of one operation only.
   *
   * @param of the task in whose step it is asked for
   * @param operation the operation, whatever its number
   */
  static void only(String of, ModuleScript.Operation operation) {
    log =
        new Part() {
          @Override
          public ModuleScript.Operation operation(String task, int k) {
            return task.equals(of) ? operation : super.operation(task, k);
          }
        };
  }

  /**
   * From now on the operators speak of one line only.
   *
   * @param line the line, whatever its number
   */
  static void only(ModuleScript.Line line) {
    log =
        new Part() {
          @Override
          public ModuleScript.Line line(int i) {
            return line;
          }
        };
  }

  /**
   * TLA+: LineAt(i).
   *
   * @param index the line's number in the script, from 1
   * @return a record
   */
  @TLAPlusOperator(identifier = "LineAt", module = "TraceProtocol", warn = false)
  public static Value lineAt(IntValue index) {
    return LINES.computeIfAbsent(
        log.line(index.val),
        line -> {
          Value[] due =
              line.due().stream()
                  .map(
                      d ->
                          record(
                              Map.of(
                                  "task", new StringValue(d.task()), "nth", IntValue.gen(d.nth()))))
                  .toArray(Value[]::new);
          return record(
              Map.of(
                  "kind", new StringValue(line.kind().word()),
                  "task", new StringValue(line.task()),
                  "nth", IntValue.gen(line.nth()),
                  "value", IntValue.gen(line.value()),
                  "due", new TupleValue(due)));
        });
  }

  /**
   * TLA+: OperationOf(t, k).
   *
   * @param task the protocol task
   * @param k the number of its operation, from 1
   * @return a record
   */
  @TLAPlusOperator(identifier = "OperationOf", module = "TraceProtocol", warn = false)
  public static Value operationOf(StringValue task, IntValue k) {
    return OPERATIONS.computeIfAbsent(
        log.operation(task.val.toString(), k.val),
        op -> {
          Map<String, Value> fields = new LinkedHashMap<>();
          fields.put("kind", new StringValue(op.kind().word()));
          fields.put("from", IntValue.gen(op.from()));
          fields.put("line", IntValue.gen(op.line()));
          fields.put("value", IntValue.gen(op.value()));
          fields.put("old", IntValue.gen(op.old()));
          fields.put("after", IntValue.gen(op.after()));
          fields.put("result", IntValue.gen(op.result()));
          fields.put("formed", IntValue.gen(op.formed()));
          fields.put("load", IntValue.gen(op.load()));
          fields.put("sub", IntValue.gen(op.sub()));
          fields.put("notZero", IntValue.gen(op.notZero()));
          fields.put("readd", IntValue.gen(op.readd()));
          fields.put("going", IntValue.gen(op.going()));
          fields.put("free", IntValue.gen(op.free()));
          fields.put("dependents", new StringValue(op.dependents().word()));
          fields.put("then", new StringValue(op.then()));
          return record(fields);
        });
  }

  /**
   * TLA+: MaxInitialRefs(i).
   *
   * @param ignored makes the operator's argument a variable, so that TLC evaluates it each time
   * @return the most references that can have been held when the log began
   */
  @TLAPlusOperator(identifier = "MaxInitialRefs", module = "TraceProtocol", warn = false)
  public static Value maxInitialRefs(IntValue ignored) {
    return IntValue.gen(log.maxInitialRefs());
  }

  private static Value record(Map<String, Value> fields) {
    UniqueString[] names =
        fields.keySet().stream().map(UniqueString::uniqueStringOf).toArray(UniqueString[]::new);
    Value record = new RecordValue(names, fields.values().toArray(Value[]::new), false);
    record.deepNormalize();
    return record;
  }
}
