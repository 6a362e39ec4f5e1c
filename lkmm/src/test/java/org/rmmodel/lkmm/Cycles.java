package org.rmmodel.lkmm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Litmus tests by their names. A test is a cycle through threads, each of which accesses the
 * variable of the edge that comes into it and then that of the edge that goes out of it. The name
 * of a thread is {@code EDGE:LINK}, with {@code :p} or {@code :q} if its first or its second access
 * is plain: {@code Fr:wmb Rf:rmb} is message passing. The condition is that the cycle is there.
 */
final class Cycles {
  private final List<String[]> threads = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();

  private Cycles(String name) {
    for (String thread : name.split(" ", -1)) {
      threads.add(thread.split(":", -1));
    }
  }

  static String text(String name) {
    return new Cycles(name).test(name);
  }

  private String test(String name) {
    StringBuilder text = new StringBuilder("C " + name.replace(' ', '+') + "\n\n{}\n");
    for (int i = 0; i < threads.size(); i++) {
      text.append(thread(i));
    }
    return text + "\nexists (" + String.join(" /\\ ", conditions) + ")\n";
  }

  private String edge(int thread) {
    return threads.get(thread % threads.size())[0];
  }

  private boolean has(int thread, String mark) {
    return List.of(threads.get(thread)).subList(2, threads.get(thread).length).contains(mark);
  }

  private String thread(int i) {
    String link = threads.get(i)[1];
    String first = "x" + i;
    String second = "x" + (i + 1) % threads.size();
    boolean reads = edge(i).equals("Rf");
    String a;
    if (reads) {
      a =
          "r1 = "
              + (link.equals("acq") ? "smp_load_acquire(" + first + ")" : read(first, has(i, "p")));
      conditions.add(i + ":r1=1");
    } else {
      int value = edge(i).equals("Co") ? 2 : 1;
      a = write(first, String.valueOf(value), has(i, "p"));
      if (value == 2) {
        conditions.add(first + "=2");
      }
    }
    String b;
    if (edge(i + 1).equals("Fr")) {
      String target = link.equals("addr") ? "(" + second + " + (r1 & 128))" : second;
      b = "r2 = " + read(target, has(i, "q"));
      conditions.add(i + ":r2=0");
    } else {
      String value = link.equals("data") ? "1 + (r1 & 128)" : "1";
      String target = link.equals("addr") ? "(" + second + " + (r1 & 128))" : second;
      b =
          link.equals("rel")
              ? "smp_store_release(" + second + ", 1)"
              : write(target, value, has(i, "q"));
    }
    String body = link(link, a + ";", b + ";", "z" + i);
    Set<String> parameters = new TreeSet<>(List.of("int *" + first, "int *" + second));
    if (body.contains("(&")) {
      throw new IllegalStateException(body);
    }
    for (String lock : List.of("l", "m")) {
      if (body.contains("(" + lock + ")")) {
        parameters.add("spinlock_t *" + lock);
      }
    }
    for (String srcu : List.of("s", "t")) {
      if (body.contains("(" + srcu + ")")) {
        parameters.add("struct srcu_struct *" + srcu);
      }
    }
    if (body.contains("z" + i)) {
      parameters.add("atomic_t *z" + i);
    }
    return "\nP"
        + i
        + "("
        + String.join(", ", parameters)
        + ")\n{\n\tint r1;\n\tint r2;\n\tint r3;\n\n\t"
        + body.strip().replace("; ", ";\n\t")
        + "\n}\n";
  }

  private static String read(String variable, boolean plain) {
    return plain ? "*" + variable : "READ_ONCE(*" + variable + ")";
  }

  private static String write(String variable, String value, boolean plain) {
    return plain ? "*" + variable + " = " + value : "WRITE_ONCE(*" + variable + ", " + value + ")";
  }

  private static String link(String link, String a, String b, String z) {
    return switch (link) {
      case "po", "acq", "rel", "addr", "data" -> a + " " + b;
      case "mb" -> a + " smp_mb(); " + b;
      case "wmb" -> a + " smp_wmb(); " + b;
      case "rmb" -> a + " smp_rmb(); " + b;
      case "ctrl" -> a + " if (r1 == 1) { " + b + " }";
      case "before" -> a + " smp_mb__before_atomic(); atomic_inc(" + z + "); " + b;
      case "after" -> a + " atomic_inc(" + z + "); smp_mb__after_atomic(); " + b;
      case "xchg" -> a + " r3 = xchg(" + z + ", 1); " + b;
      case "relaxed" -> a + " r3 = xchg_relaxed(" + z + ", 1); " + b;
      case "failing" -> a + " r3 = cmpxchg(" + z + ", 5, 6); " + b;
      case "acquired" -> a + " r3 = atomic_add_return_acquire(1, " + z + "); " + b;
      case "released" -> a + " r3 = atomic_fetch_add_release(1, " + z + "); " + b;
      case "gp" -> a + " synchronize_rcu(); " + b;
      case "rscs" -> "rcu_read_lock(); " + a + " " + b + " rcu_read_unlock();";
      case "nested" ->
          "rcu_read_lock(); rcu_read_lock(); "
              + a
              + " rcu_read_unlock(); "
              + b
              + " rcu_read_unlock();";
      case "twosections" ->
          "rcu_read_lock(); "
              + a
              + " rcu_read_unlock(); rcu_read_lock(); "
              + b
              + " rcu_read_unlock();";
      case "sgp" -> a + " synchronize_srcu(s); " + b;
      case "tgp" -> a + " synchronize_srcu(t); " + b;
      case "srscs" -> "r3 = srcu_read_lock(s); " + a + " " + b + " srcu_read_unlock(s, r3);";
      case "trscs" -> "r3 = srcu_read_lock(t); " + a + " " + b + " srcu_read_unlock(t, r3);";
      case "safter" ->
          "r3 = srcu_read_lock(s); "
              + a
              + " srcu_read_unlock(s, r3); smp_mb__after_srcu_read_unlock(); "
              + b;
      case "in" -> "spin_lock(l); " + a + " " + b + " spin_unlock(l);";
      case "ina" -> "spin_lock(l); " + a + " spin_unlock(l); " + b;
      case "inb" -> a + " spin_lock(l); " + b + " spin_unlock(l);";
      case "ul" ->
          "spin_lock(l); " + a + " spin_unlock(l); spin_lock(l); " + b + " spin_unlock(l);";
      case "lm" ->
          "spin_lock(l); " + a + " spin_unlock(l); spin_lock(m); " + b + " spin_unlock(m);";
      case "aul" ->
          "spin_lock(l); "
              + a
              + " spin_unlock(l); spin_lock(l); smp_mb__after_unlock_lock(); "
              + b
              + " spin_unlock(l);";
      case "asl" -> a + " spin_lock(l); smp_mb__after_spinlock(); " + b + " spin_unlock(l);";
      case "linb" -> a + " spin_lock(l); smp_mb__after_unlock_lock(); " + b + " spin_unlock(l);";
      default -> throw new IllegalArgumentException("no link " + link);
    };
  }
}
