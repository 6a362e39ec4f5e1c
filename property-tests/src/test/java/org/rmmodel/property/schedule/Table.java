package org.rmmodel.property.schedule;

import java.util.List;

/** A run as a table: a column for each task, a line for each step. */
final class Table {
  private Table() {}

  static String of(List<Step> steps, int tasks, String last) {
    int width = "task 0".length();
    for (Step step : steps) {
      width = Math.max(width, step.toString().length());
    }
    StringBuilder table = new StringBuilder("    ");
    for (int task = 0; task < tasks; task++) {
      table.append("  ").append(pad("task " + task, task < tasks - 1 ? width : 0));
    }
    int line = 1;
    for (Step step : steps) {
      table.append(String.format("%n%4d", line++));
      for (int task = 0; task < step.task(); task++) {
        table.append("  ").append(pad("", width));
      }
      table.append("  ").append(step);
    }
    return table.append(String.format("%n      ")).append(last).toString();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
