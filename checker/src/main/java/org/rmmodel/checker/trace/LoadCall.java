package org.rmmodel.checker.trace;

import static org.rmmodel.checker.trace.ModuleScript.NEVER;
import static org.rmmodel.checker.trace.ModuleScript.UNKNOWN;

/** A call of load_module. */
final class LoadCall extends LifeCall {
  /** The line of module_load. */
  private int loadLine = -1;

  /** The last line before init(): that of module_load, or the probe on do_init_module. */
  private int load = -1;

  /** The exact value that the put of the init hold replaced. */
  int old = UNKNOWN;

  /** This put comes after this position. */
  int putFrom = -1;

  /** The module is formed after this position, that of the load's last get of a link. */
  int formed = -1;

  private final OperationKind kind;

  LoadCall(String module, int from) {
    this(module, from, OperationKind.LOAD);
  }

  private LoadCall(String module, int from, OperationKind kind) {
    super(module, from);
    this.kind = kind;
  }

  /** A load that fails before module_load, so that no line shows it. */
  static LoadCall failing(String module, int from) {
    LoadCall load = new LoadCall(module, from, OperationKind.FAILS);
    load.result = -1;
    return load;
  }

  /** Does it fail before module_load? */
  boolean isUnseen() {
    return kind == OperationKind.FAILS;
  }

  /** The tracepoint module_load shows it. */
  void loads(int position) {
    load = position;
    loadLine = position;
    mark(position, LineKind.MODULE_LOAD);
  }

  /** A probe on do_init_module's entry shows it; it comes once. */
  void initialises(int position) {
    mark(position, load <= loadLine ? LineKind.INIT_CALL : LineKind.IMPOSSIBLE);
    load = position;
  }

  @Override
  int loadLine() {
    return loadLine;
  }

  @Override
  Role role() {
    return Role.LOADER;
  }

  @Override
  ModuleScript.Operation operation(Positions at, Lives lives) {
    boolean known = load >= 0 && (loadLine >= 0 || begunBefore);
    return ModuleScript.Operation.load(
        kind,
        at.upTo(loadLine >= 0 ? Math.max(from, lives.freeBefore(this)) : from),
        line >= 0 ? at.upTo(line) : NEVER,
        value,
        old,
        line >= 0 ? at.upTo(putFrom) : 0,
        result,
        formed >= 0 ? at.upTo(formed) : 0,
        known ? at.upTo(load) : begunBefore ? 0 : NEVER,
        freeLine >= 0 ? at.upTo(free) : NEVER);
  }
}
