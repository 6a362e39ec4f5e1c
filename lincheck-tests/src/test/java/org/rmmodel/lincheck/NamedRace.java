package org.rmmodel.lincheck;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;

/**
 * One scenario told in full, for a race that has a name; random scenarios may or may not come upon
 * it.
 */
final class NamedRace {
  private NamedRace() {}

  /**
   * Makes the scenario.
   *
   * @param operations the class whose public methods are named below; a method with a parameter is
   *     given its thread
   * @param before what runs alone, first
   * @param threads what each thread then does, side by side
   */
  @SafeVarargs
  static ExecutionScenario of(Class<?> operations, List<String> before, List<String>... threads) {
    return new ExecutionScenario(
        actors(operations, before, 0),
        IntStream.range(0, threads.length).mapToObj(i -> actors(operations, threads[i], i + 1)).toList(),
        List.of(),
        null);
  }

  private static List<Actor> actors(Class<?> operations, List<String> names, int thread) {
    return names.stream()
        .map(name -> method(operations, name))
        .map(method -> new Actor(method, method.getParameterCount() == 0 ? List.of() : List.of(thread)))
        .toList();
  }

  private static Method method(Class<?> operations, String name) {
    return Arrays.stream(operations.getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(operations.getName() + " has no " + name));
  }
}
