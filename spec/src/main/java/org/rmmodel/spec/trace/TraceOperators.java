package org.rmmodel.spec.trace;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
  private static final ModuleScript.Operation NO_OPERATION =
      new ModuleScript.Operation(
          "none",
          ModuleScript.NEVER,
          ModuleScript.NEVER,
          ModuleScript.UNKNOWN,
          ModuleScript.UNKNOWN,
          0,
          ModuleScript.UNKNOWN,
          ModuleScript.NEVER,
          ModuleScript.UNKNOWN,
          0,
          ModuleScript.UNKNOWN,
          0,
          ModuleScript.NEVER,
          "no",
          "");
  private static final ModuleScript.Operation UNSEEN =
      new ModuleScript.Operation(
          "delete",
          0,
          ModuleScript.NEVER,
          ModuleScript.UNKNOWN,
          ModuleScript.UNKNOWN,
          0,
          -11,
          ModuleScript.NEVER,
          ModuleScript.UNKNOWN,
          0,
          ModuleScript.UNKNOWN,
          ModuleScript.NEVER,
          ModuleScript.NEVER,
          "no",
          "");
  private static final ModuleScript.Line END =
      new ModuleScript.Line(0, "end", "", "none", 0, ModuleScript.UNKNOWN, List.of());

  // TLC calls static methods, and this JVM searches one module at a time.
  private static @Nullable ModuleScript script;
  private static Map<String, List<ModuleScript.Operation>> operations = Map.of();
  private static final Map<Integer, Value> LINES = lru();
  private static final Map<String, Value> OPERATIONS = lru();

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
   * From now on the operators speak of this module.
   *
   * @param next the module's script
   * @param tasks each protocol task's operations
   */
  static void use(ModuleScript next, Map<String, List<ModuleScript.Operation>> tasks) {
    script = next;
    operations = tasks;
    LINES.clear();
    OPERATIONS.clear();
  }

  private static ModuleScript script() {
    return requireNonNull(script, "no module is in use");
  }

  /**
   * The k-th operation of a task, from 1.
   *
   * @param task the protocol task
   * @param k which
   * @return the operation; of kind none if there is none
   */
  static ModuleScript.Operation operation(String task, int k) {
    if (task.equals(PHANTOM)) {
      return script().phantom() ? UNSEEN : NO_OPERATION;
    }
    List<ModuleScript.Operation> list = operations.getOrDefault(task, List.of());
    return k >= 1 && k <= list.size() ? list.get(k - 1) : NO_OPERATION;
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
        index.val,
        i -> {
          ModuleScript.Line line =
              i >= 1 && i <= script().lines().size() ? script().lines().get(i - 1) : END;
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
                  "kind", new StringValue(line.kind()),
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
    String name = task.val.toString();
    return OPERATIONS.computeIfAbsent(
        name + "/" + k.val,
        key -> {
          ModuleScript.Operation op = operation(name, k.val);
          Map<String, Value> fields = new LinkedHashMap<>();
          fields.put("kind", new StringValue(op.kind()));
          fields.put("from", IntValue.gen(op.from()));
          fields.put("line", IntValue.gen(op.line()));
          fields.put("value", IntValue.gen(op.value()));
          fields.put("old", IntValue.gen(op.old()));
          fields.put("after", IntValue.gen(op.after()));
          fields.put("result", IntValue.gen(op.result()));
          fields.put("load", IntValue.gen(op.load()));
          fields.put("sub", IntValue.gen(op.sub()));
          fields.put("notZero", IntValue.gen(op.notZero()));
          fields.put("readd", IntValue.gen(op.readd()));
          fields.put("going", IntValue.gen(op.going()));
          fields.put("free", IntValue.gen(op.free()));
          fields.put("dependents", new StringValue(op.dependents()));
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
    return IntValue.gen(script().maxInitialRefs());
  }

  private static Value record(Map<String, Value> fields) {
    UniqueString[] names =
        fields.keySet().stream().map(UniqueString::uniqueStringOf).toArray(UniqueString[]::new);
    Value record = new RecordValue(names, fields.values().toArray(Value[]::new), false);
    record.deepNormalize();
    return record;
  }
}
