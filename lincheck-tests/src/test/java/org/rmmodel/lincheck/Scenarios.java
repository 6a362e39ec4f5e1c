package org.rmmodel.lincheck;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * What the threads of a search do. Scenarios are made here rather than by Lincheck, so that their
 * number and their contents are the same in every run.
 *
 * <p>In text: {@code before -> one; two || three -> after}. Operations in sequence are separated by
 * semicolons; {@code before} and {@code after} run alone and may be empty.
 */
final class Scenarios {
  private final Class<?> operations;

  private Scenarios(Class<?> operations) {
    this.operations = operations;
  }

  /** Makes scenarios of a class's operations: its public methods with that annotation. */
  static Scenarios of(Class<?> operations) {
    return new Scenarios(operations);
  }

  /**
   * Reads a scenario.
   *
   * @throws IllegalArgumentException if it is not in the form above, or names no operation
   */
  ExecutionScenario parse(String text) {
    String[] parts = text.split("->", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("before -> one || two -> after, not: " + text);
    }
    return make(
        names(parts[0]),
        Arrays.stream(parts[1].split("\\|\\|", -1)).map(Scenarios::names).toList(),
        names(parts[2]));
  }

  private static List<String> names(String text) {
    return Arrays.stream(text.split(";")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /**
   * Makes random scenarios, the same ones for the same seed.
   *
   * @param names the operations
   * @param count how many scenarios
   * @param perThread how many operations each thread does at most
   */
  List<ExecutionScenario> random(List<String> names, int count, int perThread, long seed) {
    Random random = new Random(seed);
    return Stream.generate(
            () ->
                make(
                    pick(random, names, random.nextInt(2)),
                    List.of(
                        pick(random, names, 1 + random.nextInt(perThread)),
                        pick(random, names, 1 + random.nextInt(perThread))),
                    pick(random, names, random.nextInt(2))))
        .limit(count)
        .toList();
  }

  private static List<String> pick(Random random, List<String> names, int count) {
    return Stream.generate(() -> names.get(random.nextInt(names.size()))).limit(count).toList();
  }

  /**
   * Makes all scenarios of two threads with 1 to so many operations each. The threads are alike, so
   * of two scenarios that differ in their order only, one is made.
   */
  List<ExecutionScenario> all(List<String> names, int perThread) {
    List<List<String>> sequences = new ArrayList<>();
    List<List<String>> longest = List.of(List.of());
    for (int length = 1; length <= perThread; length++) {
      longest =
          longest.stream()
              .flatMap(
                  s -> names.stream().map(n -> Stream.concat(s.stream(), Stream.of(n)).toList()))
              .toList();
      sequences.addAll(longest);
    }
    return IntStream.range(0, sequences.size())
        .boxed()
        .flatMap(
            i ->
                IntStream.rangeClosed(0, i)
                    .mapToObj(
                        j ->
                            make(
                                List.of(), List.of(sequences.get(j), sequences.get(i)), List.of())))
        .toList();
  }

  private ExecutionScenario make(
      List<String> before, List<List<String>> threads, List<String> after) {
    return new ExecutionScenario(
        actors(before, 0),
        IntStream.range(0, threads.size()).mapToObj(i -> actors(threads.get(i), i + 1)).toList(),
        actors(after, threads.size() + 1),
        null);
  }

  private List<Actor> actors(List<String> names, int thread) {
    return names.stream().map(name -> actor(name, thread)).toList();
  }

  private Actor actor(String name, int thread) {
    Method method =
        Arrays.stream(operations.getMethods())
            .filter(m -> m.getName().equals(name) && m.isAnnotationPresent(Operation.class))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        operations.getSimpleName() + " has no operation '" + name + "'"));
    boolean blocking = method.getAnnotation(Operation.class).blocking();
    List<Object> arguments = method.getParameterCount() == 0 ? List.of() : List.of(thread);
    return new Actor(method, arguments, false, blocking);
  }
}
