package org.rmmodel.lkmm.execution;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rmmodel.lkmm.parse.LitmusException;

/**
 * One way through a thread, with what each of its reads is given.
 *
 * @param events what it does, in program order
 * @param dependencies of each event, in the same order
 * @param writesOf of the read of each read-modify-write its write's index; -1 of all other events
 * @param registers what local variables have in the end
 * @param taken whether executions take this way; what it writes until it ends may be read anyway
 * @param fault why this way cannot be gone on with, or null
 */
record Trace(
    List<Event> events,
    List<Dependencies> dependencies,
    List<Integer> writesOf,
    Map<String, Long> registers,
    boolean taken,
    @Nullable LitmusException fault) {

  /**
   * On which reads of its thread an event depends: masks of their indexes.
   *
   * @param address what gives its address
   * @param data what gives its value
   * @param control what decides whether it is there
   * @param value from what the written value is computed
   */
  record Dependencies(long address, long data, long control, long value) {}
}
