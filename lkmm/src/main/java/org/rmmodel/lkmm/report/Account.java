package org.rmmodel.lkmm.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rmmodel.lkmm.execution.Event;
import org.rmmodel.lkmm.execution.Execution;
import org.rmmodel.lkmm.execution.Relation;
import org.rmmodel.lkmm.parse.Access;
import org.rmmodel.lkmm.parse.FenceKind;

/** An execution told in lines: what each thread does, and what each read reads from. */
public final class Account {
  private Account() {}

  /**
   * Tells an execution.
   *
   * @param execution the execution
   * @return a line for each event of each thread, then the order of the writes
   */
  public static List<String> of(Execution execution) {
    List<String> lines = new ArrayList<>();
    Relation rf = execution.rf();
    for (int i = 0; i < execution.skeleton().size(); i++) {
      Event event = execution.skeleton().event(i);
      if (event.isInitial()) {
        continue;
      }
      StringBuilder line = new StringBuilder(label(execution, i));
      for (int from = 0; from < rf.size(); from++) {
        if (rf.has(from, i)) {
          line.append(", from ").append(source(execution, from));
        }
      }
      lines.add(line.toString());
    }
    for (int i = 0; i < rf.size(); i++) {
      for (int next = 0; next < rf.size(); next++) {
        if (!execution.skeleton().event(i).isInitial() && isNext(execution.co(), i, next)) {
          lines.add(label(execution, i) + " comes before " + label(execution, next));
        }
      }
    }
    return lines;
  }

  private static String source(Execution execution, int from) {
    return execution.skeleton().event(from).isInitial()
        ? "the initial state"
        : label(execution, from);
  }

  /** Whether one write comes directly after another. */
  static boolean isNext(Relation co, int write, int next) {
    if (!co.has(write, next)) {
      return false;
    }
    for (int between = 0; between < co.size(); between++) {
      if (co.has(write, between) && co.has(between, next)) {
        return false;
      }
    }
    return true;
  }

  /**
   * An event in words.
   *
   * @param execution its execution
   * @param number its number
   * @return for example {@code P0 line 12: W release y=1}
   */
  public static String label(Execution execution, int number) {
    Event event = execution.skeleton().event(number);
    String name = event.location() < 0 ? "" : execution.variables().name(event.location());
    if (event.isInitial()) {
      return "initial " + name + "=" + execution.variables().shown(event.value());
    }
    return "P" + event.thread() + " line " + event.place().line() + ": " + what(execution, number);
  }

  /** What an event does, for example {@code W release y=1}. */
  static String what(Execution execution, int number) {
    Event event = execution.skeleton().event(number);
    FenceKind fence = event.fence();
    if (fence != null) {
      return fence.function();
    }
    String name = execution.variables().name(event.location());
    String value = execution.variables().shown(event.value());
    return switch (event.kind()) {
      case READ, WRITE ->
          (event.kind().isRead() ? "R " : "W ")
              + event.access().name().toLowerCase(Locale.ROOT).replace('_', '-')
              + (event.atomic() && event.access() != Access.PLAIN ? " rmw " : " ")
              + name
              + "="
              + value;
      case LOCK_READ -> "spin_lock " + name + " (read)";
      case LOCK_WRITE -> "spin_lock " + name;
      case UNLOCK -> "spin_unlock " + name;
      case SEES_LOCKED -> name + " is locked";
      case SEES_UNLOCKED -> name + " is not locked";
      case SRCU_LOCK -> "srcu_read_lock " + name;
      case SRCU_UNLOCK -> "srcu_read_unlock " + name;
      case SYNC_SRCU -> "synchronize_srcu " + name;
      case FENCE -> "fence";
    };
  }
}
