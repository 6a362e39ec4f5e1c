package org.rmmodel.checker.trace;

import static org.rmmodel.checker.trace.ModuleScript.NEVER;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gives each call of a role a protocol task, few tasks in all. A protocol task does one call after
 * another, so it may only be given calls that came one after another: of one log task; or, for gets
 * and puts with preemption off, on one CPU; or where one had ended before the other can have begun.
 */
final class ProtocolTasks {
  private final LogOrder order;
  private final Positions positions;
  private final Lives lives;

  ProtocolTasks(LogOrder order, Positions positions, Lives lives) {
    this.order = order;
    this.positions = positions;
    this.lives = lives;
  }

  /**
   * Assigns the calls of a role; each is told its protocol task and its number.
   *
   * @param role the role
   * @param all every call about the module
   * @return each protocol task's operations
   */
  List<List<ModuleScript.Operation>> assign(Role role, List<Call> all) {
    List<Call> calls = new ArrayList<>(all.stream().filter(call -> call.role() == role).toList());
    calls.sort(Comparator.comparingInt(Call::pivot));
    List<List<ModuleScript.Operation>> operations = new ArrayList<>();
    List<Call> last = new ArrayList<>();
    for (Call call : calls) {
      int task = closest(last, call);
      if (task < 0) {
        task = last.size();
        last.add(call);
        operations.add(new ArrayList<>());
      }
      last.set(task, call);
      operations.get(task).add(call.operation(positions, lives));
      call.protocolTask = role.task(task);
      call.nth = operations.get(task).size();
    }
    if (role == Role.LOADER) {
      // These need not have been: no other call may have to wait for one.
      lives
          .unseenLoads()
          .forEach(call -> operations.add(List.of(call.operation(positions, lives))));
    }
    if (role == Role.USER) {
      // What was under way when the recording stopped may be in the last counts, though its line is
      // not in the log.
      for (List<ModuleScript.Operation> list : operations) {
        int line = list.get(list.size() - 1).line();
        list.add(ModuleScript.Operation.unseen(line == NEVER ? positions.size() : line));
      }
    }
    return operations;
  }

  /** The protocol task whose last call this one follows most closely; -1 if there is none. */
  private int closest(List<Call> last, Call call) {
    int task = -1;
    int best = 0;
    for (int t = 0; t < last.size(); t++) {
      int how = comesAfter(last.get(t), call);
      if (how > best) {
        best = how;
        task = t;
      }
    }
    return task;
  }

  /**
   * Did the second certainly come after the first? 0 if not; the greater, the closer they belong
   * together.
   */
  private int comesAfter(Call first, Call second) {
    if (order.task(first.pivot()) == order.task(second.pivot())) {
      return 3;
    }
    if (first.role() == Role.USER
        && first.printedAt() >= 0
        && second.printedAt() >= 0
        && order.onOneCpu(first.printedAt(), second.printedAt())) {
      return 2;
    }
    // A call has ended once the first line after its end has been taken.
    return first.end != LogOrder.OPEN && positions.before(first.end) < positions.upTo(second.from)
        ? 1
        : 0;
  }
}
