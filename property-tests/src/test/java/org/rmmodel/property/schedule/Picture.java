package org.rmmodel.property.schedule;

import java.util.ArrayList;
import java.util.List;
import org.rmmodel.common.lanes.Lanes;
import org.rmmodel.common.lanes.Moment;
import org.rmmodel.common.lanes.TextLanes;

/** A run, drawn as counterexamples are: a lane for each task. */
final class Picture {
  private Picture() {}

  /** A run in which nothing is wrong. */
  static String of(List<Step> steps) {
    return draw(steps, false) + "=> nothing is wrong";
  }

  /** A run whose last step is wrong. */
  static String of(List<Step> steps, String what) {
    return draw(steps, true) + "=> " + what;
  }

  private static String draw(List<Step> steps, boolean wrong) {
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      boolean isLast = i == steps.size() - 1;
      moments.add(Moment.step(i + 1, "task " + step.task(), step.toString(), wrong && isLast));
    }
    return TextLanes.of(Lanes.of(moments));
  }
}
