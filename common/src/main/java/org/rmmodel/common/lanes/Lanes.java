package org.rmmodel.common.lanes;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What several tasks do one after another.
 *
 * @param tasks the tasks, each with a lane, from left to right
 * @param objects the modules whose condition is shown beside the lanes
 * @param conditions what a module's condition consists of, for a legend; empty if none is shown
 * @param moments the first state and the steps, in their order
 */
public record Lanes(
    List<String> tasks, List<String> objects, String conditions, List<Moment> moments) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if a moment does not have one condition for each module
   */
  public Lanes {
    tasks = List.copyOf(tasks);
    objects = List.copyOf(objects);
    moments = List.copyOf(moments);
    for (Moment moment : moments) {
      if (moment.objects().size() != objects.size()) {
        throw new IllegalArgumentException("step " + moment.number() + ": a condition is missing");
      }
    }
  }

  /**
   * Steps of which no state is known.
   *
   * @param moments the steps
   * @return lanes for their tasks, the one that begins first at the left
   */
  public static Lanes of(List<Moment> moments) {
    List<String> tasks = moments.stream().map(Moment::task).distinct().toList();
    return new Lanes(tasks, List.of(), "", moments);
  }

  /** The tasks that take a step. The others have no lane, since nothing would be in it. */
  List<String> acting() {
    Set<String> taking = moments.stream().map(Moment::task).collect(Collectors.toSet());
    return tasks.stream().filter(taking::contains).toList();
  }

  /** The bars that occur, in their order. */
  List<Bar> bars() {
    EnumSet<Bar> bars = EnumSet.noneOf(Bar.class);
    moments.forEach(moment -> moment.bars().values().forEach(bars::addAll));
    return List.copyOf(bars);
  }

  /** How many bars a task has at most at a time, at least one. */
  int gutter(String task) {
    return moments.stream().mapToInt(moment -> moment.barsOf(task).size()).reduce(1, Math::max);
  }

  /** Which of a moment's conditions are other ones than before; at first all. */
  List<Integer> changed(int moment) {
    List<String> now = moments.get(moment).objects();
    return IntStream.range(0, now.size())
        .filter(i -> moment == 0 || !now.get(i).equals(moments.get(moment - 1).objects().get(i)))
        .boxed()
        .toList();
  }
}
