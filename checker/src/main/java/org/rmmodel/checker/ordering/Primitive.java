package org.rmmodel.checker.ordering;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A primitive of the kernel, by the name that litmus tests have for it, and what it becomes when it
 * is made weaker. The names and strengths are those of the kernel's {@code
 * tools/memory-model/linux-kernel.def}.
 *
 * @param name its name, or {@link #PLAIN}
 */
record Primitive(String name) {
  /** An access without a primitive. */
  static final String PLAIN = "plain";

  /** What is left of a fence, a lock or a section that is taken away. */
  static final String NOTHING = "nothing";

  private static final Map<String, String> STRENGTHS =
      Map.ofEntries(
          Map.entry(PLAIN, "nothing"),
          Map.entry("READ_ONCE", "once"),
          Map.entry("WRITE_ONCE", "once"),
          Map.entry("rcu_dereference", "address dependency"),
          Map.entry("rcu_assign_pointer", "release"),
          Map.entry("smp_store_release", "release"),
          Map.entry("smp_load_acquire", "acquire"),
          Map.entry("smp_rmb", "read barrier"),
          Map.entry("smp_wmb", "write barrier"),
          Map.entry("smp_mb", "full"),
          Map.entry("synchronize_rcu", "grace period"),
          Map.entry("rcu_read_lock", "section"),
          Map.entry("rcu_read_unlock", "section"),
          Map.entry("spin_lock", "acquire"),
          Map.entry("spin_unlock", "release"),
          Map.entry("atomic_read", "once"),
          Map.entry("atomic_set", "once"),
          Map.entry("atomic_inc", "relaxed"),
          Map.entry("atomic_dec", "relaxed"),
          Map.entry("atomic_add", "relaxed"),
          Map.entry("atomic_sub", "relaxed"),
          Map.entry("atomic_dec_and_test", "full"),
          Map.entry("atomic_add_unless", "full, if it succeeds"));

  /** Atomic operations that also come with less order. */
  private static final Set<String> GRADED =
      Set.of(
          "atomic_add_return",
          "atomic_sub_return",
          "atomic_inc_return",
          "atomic_dec_return",
          "atomic_add_unless",
          "xchg",
          "cmpxchg");

  private static final Map<String, List<String>> WEAKER =
      Map.ofEntries(
          Map.entry("READ_ONCE", List.of(PLAIN)),
          Map.entry("WRITE_ONCE", List.of(PLAIN)),
          Map.entry("rcu_dereference", List.of(PLAIN)),
          Map.entry("rcu_assign_pointer", List.of("WRITE_ONCE")),
          Map.entry("smp_store_release", List.of("WRITE_ONCE")),
          Map.entry("smp_load_acquire", List.of("READ_ONCE")),
          Map.entry("smp_rmb", List.of(NOTHING)),
          Map.entry("smp_wmb", List.of(NOTHING)),
          Map.entry("smp_mb", List.of("smp_rmb", "smp_wmb", NOTHING)),
          Map.entry("synchronize_rcu", List.of(NOTHING)),
          Map.entry("rcu_read_lock", List.of(NOTHING)),
          Map.entry("rcu_read_unlock", List.of(NOTHING)),
          Map.entry("spin_lock", List.of(NOTHING)),
          Map.entry("spin_unlock", List.of(NOTHING)),
          Map.entry(
              "atomic_dec_and_test",
              List.of(
                  "atomic_dec_return_release",
                  "atomic_dec_return_acquire",
                  "atomic_dec_return_relaxed")));

  /** The other end of what is taken away with a primitive. */
  private static final Map<String, String> PARTNERS =
      Map.of(
          "rcu_read_lock", "rcu_read_unlock",
          "rcu_read_unlock", "rcu_read_lock",
          "spin_lock", "spin_unlock",
          "spin_unlock", "spin_lock");

  /** Whether there is such a primitive. */
  boolean isKnown() {
    return STRENGTHS.containsKey(name) || GRADED.contains(name);
  }

  /** What it orders, in a word or two. */
  String strength() {
    return STRENGTHS.getOrDefault(name, "full");
  }

  /** The primitives that take its place when it is made weaker, by the smallest steps first. */
  List<String> weaker() {
    return GRADED.contains(name)
        ? Stream.of("_release", "_acquire", "_relaxed").map(end -> name + end).toList()
        : WEAKER.getOrDefault(name, List.of());
  }

  /** The primitive that goes with it when it is taken away. */
  Optional<String> partner() {
    return Optional.ofNullable(PARTNERS.get(name));
  }

  /**
   * Whether a test may have a primitive where the kernel has this one. A plain access of the kernel
   * may be a marked one in a test: that takes data races away, and orders nothing.
   */
  boolean allows(String inTest) {
    return name.equals(inTest)
        || (name.equals(PLAIN) && Set.of("READ_ONCE", "WRITE_ONCE").contains(inTest));
  }
}
