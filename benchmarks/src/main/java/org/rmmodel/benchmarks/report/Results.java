package org.rmmodel.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rmmodel.benchmarks.readers.Operation;
import org.rmmodel.benchmarks.readers.Series;
import org.rmmodel.benchmarks.readers.Unloading;
import org.rmmodel.common.Json;

/**
 * All that a run has measured.
 *
 * @param run when, where, how much
 * @param readings the readers; empty if they were not asked for
 * @param timings JMH's; empty if they were not asked for
 */
public record Results(Run run, List<Reading> readings, List<Timing> timings) {

  /** Copies the lists. */
  public Results {
    readings = List.copyOf(readings);
    timings = List.copyOf(timings);
  }

  /**
   * The same with what was measured later of some benchmarks; each suite is compared within itself,
   * so that a suite is replaced as a whole.
   *
   * @param some results of a later run
   * @return these, with the later timings in the place of their own
   */
  public Results with(Results some) {
    String later =
        "%s, JDK %s, %s, %d processors"
            .formatted(
                some.run().date(), some.run().java(), some.run().system(), some.run().processors());
    List<Timing> all = new ArrayList<>();
    timings.stream()
        .filter(timing -> some.timing(timing.benchmark(), timing.threads()).isEmpty())
        .forEach(all::add);
    some.timings().stream()
        .map(one -> new Timing(one.benchmark(), one.threads(), one.nanos(), later))
        .forEach(all::add);
    return new Results(run, readings, all);
  }

  /**
   * Reads a file.
   *
   * @param file JSON, as {@link #write} writes it
   * @return the results
   * @throws IOException if it cannot be read
   */
  public static Results read(Path file) throws IOException {
    return new ObjectMapper().readValue(file.toFile(), Results.class);
  }

  /**
   * Writes a file.
   *
   * @param file the file, which is replaced
   * @throws org.rmmodel.common.BadInput if it cannot be written
   */
  public void write(Path file) {
    Json.write(file, this);
  }

  /**
   * Finds the timing of a benchmark.
   *
   * @param benchmark class and method (or group)
   * @param threads with how many threads
   * @return what was measured, if it was
   */
  public Optional<Timing> timing(String benchmark, int threads) {
    return timings.stream()
        .filter(timing -> timing.benchmark().equals(benchmark) && timing.threads() == threads)
        .findFirst();
  }

  /**
   * Finds what a scenario has given.
   *
   * @param series the kernel
   * @param operation what the readers did
   * @param unloading what went on beside them
   * @return what was measured, if it was
   */
  public Optional<Reading> reading(Series series, Operation operation, Unloading unloading) {
    return readings.stream()
        .filter(
            reading ->
                reading.series() == series
                    && reading.operation() == operation
                    && reading.unloading() == unloading)
        .findFirst();
  }
}
