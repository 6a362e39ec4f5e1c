package org.rmmodel.checker.trace;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Why no behaviour explains a log: the event that has no explanation, what it wanted, and what was
 * possible instead.
 *
 * @param line the event's line in the file
 * @param prefix how many lines of the module's script have an explanation
 * @param text what the line says
 * @param wanted what it wanted, and what was possible
 */
record Rejection(long line, int prefix, String text, String wanted) {
  private static final int MOST_SHOWN = 8;
  private static final Set<String> TRACES =
      Set.of("TryModuleGet_Trace", "ModuleGet_Trace", "ModulePut_Trace");

  /**
   * Finds the reason.
   *
   * @param agenda what the tasks had to do
   * @param closure every node that explains the lines so far
   * @param at how many these are
   * @return the reason
   */
  static Rejection of(Agenda agenda, List<Node> closure, int at) {
    ModuleScript.Line line = agenda.line(at);
    String possible = possible(closure);
    TreeSet<Integer> owed = owed(agenda, closure, line);
    if (!owed.isEmpty()) {
      ModuleScript.Due due = line.due().get(owed.first());
      ModuleScript.Operation op = agenda.operation(agenda.number(due.task()), due.nth());
      ModuleScript.Line printed = agenda.line(op.line() - 1);
      String when =
          line.kind() == LineKind.END_OF_LOG ? " at the end" : " before line " + line.number();
      return new Rejection(
          printed.number(),
          op.line() - 1,
          printed.text(),
          printed.kind().word() + " wanted to read refcnt=" + op.value() + when + "; " + possible);
    }
    ModuleScript.Operation op = agenda.operation(agenda.number(line.task()), line.nth());
    return new Rejection(line.number(), at, line.text(), wants(line, op) + "; " + possible);
  }

  private static String possible(List<Node> closure) {
    TreeSet<Integer> counts = new TreeSet<>();
    TreeSet<String> states = new TreeSet<>();
    TreeSet<Integer> references = new TreeSet<>();
    for (Node node : closure) {
      states.add(node.state.allocated ? node.state.module : "not loaded");
      if (node.state.allocated) {
        counts.add(node.state.refcnt);
        references.add(node.state.refs);
      }
    }
    return "possible: state "
        + String.join(" or ", states)
        + (counts.isEmpty() ? "" : ", refcnt " + some(counts))
        + (references.isEmpty() ? "" : ", references " + some(references));
  }

  /** Which of the reads that are due have not been possible: in any node, or else in some node. */
  private static TreeSet<Integer> owed(Agenda agenda, List<Node> closure, ModuleScript.Line line) {
    TreeSet<Integer> some = new TreeSet<>();
    TreeSet<Integer> all = new TreeSet<>();
    for (int d = 0; d < line.due().size(); d++) {
      ModuleScript.Due due = line.due().get(d);
      int task = agenda.number(due.task());
      long owing = closure.stream().filter(node -> owes(node, task, due.nth())).count();
      if (owing > 0) {
        some.add(d);
      }
      if (owing == closure.size()) {
        all.add(d);
      }
    }
    return all.isEmpty() ? some : all;
  }

  private static boolean owes(Node node, int task, int nth) {
    String label = node.label(task);
    return node.nth[task] == nth && label != null && TRACES.contains(label);
  }

  private static String some(Set<Integer> values) {
    StringBuilder text = new StringBuilder();
    int shown = 0;
    for (Integer value : values) {
      if (shown++ == MOST_SHOWN) {
        return text.append(", ...").toString();
      }
      text.append(text.length() == 0 ? "" : ", ").append(value);
    }
    return text.toString();
  }

  private static String wants(ModuleScript.Line line, ModuleScript.Operation op) {
    return switch (line.kind()) {
      case GET_DONE -> "wanted a get that succeeded" + replacing(op);
      case MODULE_GET ->
          "wanted a get that succeeded" + replacing(op) + " (refcnt=" + op.value() + " after it)";
      case MODULE_PUT, PUT_DONE -> "wanted a put" + replacing(op) + " of a reference that is held";
      case GET_REFUSED -> "wanted a get that was refused: GOING, or refcnt 0";
      case OPERATION_RET -> wantsReturn(op);
      case USER_READ -> wantsRead(op);
      case MODULE_LOAD, INIT_CALL -> "wanted a load, of a name that is not loaded";
      case LOAD_RET, LOAD_EXIT ->
          "wanted a load that ended with " + (op.result() < 0 ? "an error" : "success");
      case REL_SUB -> "wanted the base released, replacing exactly " + op.sub();
      case REL_NZ -> "wanted a release that did not give zero";
      case REL_READD -> "wanted the base recovered, replacing exactly " + op.readd();
      case GOING -> "wanted an unload that is decided, state still LIVE";
      case FREE_CALL, MODULE_FREE -> "wanted an unload that is decided, or an init that failed";
      case FREE_RET -> "wanted the module freed";
      case DELETE_RET -> "wanted delete_module to return " + op.result();
      case NOT_USED -> "wanted that the module which is freed has used this one";
      case NOT_PUT -> "wanted that the module which was freed has put this one, which it used";
      case PUT_LATE -> "wanted this put before the grace period of the module that used this one";
      case USED_TWICE -> "wanted one reference for each module that is used";
      case IN_USE -> "wanted that no module that is loaded uses this one any more";
      case SAME -> "wanted the value that the probe on the return saw";
      case CALL, END_OF_LOG, END, IMPOSSIBLE -> "does not fit any operation of its task";
    };
  }

  private static String replacing(ModuleScript.Operation op) {
    return op.old() == ModuleScript.UNKNOWN ? "" : " replacing exactly " + op.old();
  }

  private static String wantsReturn(ModuleScript.Operation op) {
    if (op.kind() != OperationKind.GET && op.kind() != OperationKind.TRY) {
      return "wanted a put before";
    }
    return op.result() == 0
        ? "wanted a get that was refused: GOING, or refcnt 0"
        : "wanted a get that succeeded before";
  }

  private static String wantsRead(ModuleScript.Operation op) {
    return op.kind() == OperationKind.ABSENT
        ? "wanted no file"
        : "wanted a count of "
            + op.value()
            + " (refcnt "
            + (op.value() + 1)
            + ")"
            + (op.then().isEmpty() ? "" : ", then " + op.then());
  }
}
