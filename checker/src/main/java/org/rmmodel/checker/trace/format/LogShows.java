package org.rmmodel.checker.trace.format;

import java.util.ArrayList;
import java.util.List;

/**
 * What a log shows of its kernel and of how it was recorded. Nothing is decided here: a column that
 * has no number may be a kernel without the count, or a count that was zero each time.
 *
 * @param format the format that the log was read in
 * @param kernel the release that the log names, such as {@code 6.1.0-50-amd64}, or empty
 * @param columns the columns of flags that a legend names, in order; empty if there is no legend
 * @param flags whether the events have flags at all: interrupts, preempt depth
 * @param depth whether any event shows a preempt depth other than zero
 * @param migrateDisable whether any event shows a depth of migrate_disable other than zero
 * @param cpus whether the events say on which CPU they were recorded
 * @param notes what a reader of the verdict should know of the reading, a sentence each, without a
 *     full stop
 */
public record LogShows(
    LogFormat format,
    String kernel,
    List<String> columns,
    boolean flags,
    boolean depth,
    boolean migrateDisable,
    boolean cpus,
    List<String> notes) {
  /**
   * What a log shows.
   *
   * @param columns copied
   * @param notes copied
   */
  public LogShows {
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
  }

  /**
   * Has the kernel a flag of lazy preemption, by the legend?
   *
   * @return whether a column says "lazy"
   */
  public boolean lazyColumn() {
    return columns.stream().anyMatch(column -> column.contains("lazy"));
  }

  /**
   * The same, and one thing more.
   *
   * @param note a sentence without a full stop
   * @return what the log shows, with the note behind the others
   */
  public LogShows with(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new LogShows(format, kernel, columns, flags, depth, migrateDisable, cpus, more);
  }
}
