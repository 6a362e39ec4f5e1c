package org.rmmodel.benchmarks.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A benchmark, with how many threads it is run.
 *
 * @param name class and method, or class and group
 * @param threads how many
 * @param part in a group, the method that is asked for; else empty
 */
public record Bench(String name, int threads, String part) {
  private static final List<String> GET_PUT =
      List.of(
          "based",
          "atomic",
          "perCpu",
          "moduleV318",
          "moduleV319",
          "netty",
          "readWriteLock",
          "stampedLock",
          "longAdder");
  private static final List<String> READ_SIDE =
      List.of("reader", "cpuV319", "cpuV319Preemptible", "cpuV318", "opOrder");

  private static final List<String> RECORDER = List.of("without", "off", "on");

  /**
   * Gives the benchmarks of the reference count.
   *
   * @return each with one and with two threads
   */
  public static List<Bench> refcount() {
    return onOneAndTwo("GetPut", GET_PUT);
  }

  /**
   * Gives the benchmarks of the recorder.
   *
   * @return each with one thread
   */
  public static List<Bench> recorder() {
    return RECORDER.stream().map(method -> new Bench("RecorderCost." + method, 1, "")).toList();
  }

  /**
   * Gives the benchmarks of RCU.
   *
   * @return the read side with one and with two threads, grace periods alone and with a reader
   */
  public static List<Bench> rcu() {
    List<Bench> all = new ArrayList<>(onOneAndTwo("ReadSide", READ_SIDE));
    all.add(new Bench("GracePeriod.rcuAlone", 1, ""));
    all.add(new Bench("GracePeriod.opOrderAlone", 1, ""));
    all.add(new Bench("GracePeriod.rcu", 2, "rcuWait"));
    all.add(new Bench("GracePeriod.opOrder", 2, "opOrderWait"));
    return List.copyOf(all);
  }

  private static List<Bench> onOneAndTwo(String type, List<String> methods) {
    List<Bench> all = new ArrayList<>();
    for (int threads = 1; threads <= 2; threads++) {
      for (String method : methods) {
        all.add(new Bench(type + "." + method, threads, ""));
      }
    }
    return List.copyOf(all);
  }

  /** Tells whether its threads do different things, so that their number is given. */
  boolean isGroup() {
    return !part.isEmpty();
  }

  /** Gives the pattern by which JMH finds it and no other one. */
  String pattern() {
    return "^" + Pattern.quote(GetPut.class.getPackageName() + "." + name) + "$";
  }

  @Override
  public String toString() {
    return name + " with " + threads + (threads == 1 ? " thread" : " threads");
  }
}
