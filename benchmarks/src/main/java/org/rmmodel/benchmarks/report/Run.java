package org.rmmodel.benchmarks.report;

/**
 * When and where it was measured, and how much.
 *
 * @param date the day, as 2014-11-10
 * @param java the version of the JDK, with its vendor
 * @param system the operating system and the architecture
 * @param processors how many processors the JVM saw
 * @param readers how many threads read
 * @param unloaders how many threads loaded and unloaded
 * @param modules how many modules were loaded beside those that came and went
 * @param everyMicros each unloader began a load and an unload so often, in microseconds; 0 for back
 *     to back
 * @param trials how many trials each scenario had
 * @param millis how long each trial was measured, in milliseconds
 * @param rounds how often JMH ran each benchmark
 */
public record Run(
    String date,
    String java,
    String system,
    int processors,
    int readers,
    int unloaders,
    int modules,
    long everyMicros,
    int trials,
    long millis,
    int rounds) {}
