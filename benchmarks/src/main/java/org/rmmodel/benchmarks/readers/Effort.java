package org.rmmodel.benchmarks.readers;

/**
 * How much is measured.
 *
 * @param readers how many threads read, 1 or more
 * @param unloaders how many threads load and unload, 1 or more
 * @param modules how many modules are loaded beside those that come and go, 1 or more
 * @param everyMicros each unloader begins a load and an unload so often, in microseconds, or as
 *     soon as it can after that; 0 for back to back
 * @param warmupMillis how long a trial runs before it is measured, in milliseconds
 * @param millis how long a trial is measured, in milliseconds
 */
public record Effort(
    int readers, int unloaders, int modules, long everyMicros, long warmupMillis, long millis) {

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one of them is too small
   */
  public Effort {
    if (readers < 1 || unloaders < 1 || modules < 1) {
      throw new IllegalArgumentException("an effort needs somebody");
    }
    if (everyMicros < 0 || warmupMillis < 0 || millis < 1) {
      throw new IllegalArgumentException("an effort needs time");
    }
  }
}
