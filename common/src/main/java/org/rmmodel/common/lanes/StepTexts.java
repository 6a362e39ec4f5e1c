package org.rmmodel.common.lanes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lanes as sentences, for whoever listens to them or takes them step by step. */
public final class StepTexts {
  private StepTexts() {}

  /**
   * A sentence for each step: whose it is, what it does, which modules it changes, and who holds
   * what after it.
   *
   * @param lanes the lanes
   * @return as many sentences as there are moments
   */
  public static List<String> of(Lanes lanes) {
    return IntStream.range(0, lanes.moments().size()).mapToObj(i -> text(lanes, i)).toList();
  }

  private static String text(Lanes lanes, int index) {
    Moment moment = lanes.moments().get(index);
    List<String> parts = new ArrayList<>();
    if (moment.step().isEmpty()) {
      parts.add("the first state");
    } else {
      String function = moment.function().isEmpty() ? "" : moment.function() + "(): ";
      parts.add(moment.task() + ": " + function + moment.step());
    }
    lanes
        .changed(index)
        .forEach(k -> parts.add(lanes.objects().get(k) + " is " + moment.objects().get(k)));
    for (String task : lanes.tasks()) {
      List<Bar> bars = moment.barsOf(task);
      if (!bars.isEmpty()) {
        parts.add(task + ": " + bars.stream().map(Bar::meaning).collect(Collectors.joining(", ")));
      }
    }
    String wrong = moment.mark() == Moment.Mark.WRONG ? " Here something goes wrong." : "";
    return String.join("; ", parts) + "." + wrong;
  }
}
