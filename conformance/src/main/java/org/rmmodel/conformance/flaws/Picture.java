package org.rmmodel.conformance.flaws;

import java.util.ArrayList;
import java.util.List;
import org.rmmodel.common.lanes.Lanes;
import org.rmmodel.common.lanes.Moment;
import org.rmmodel.common.lanes.TextLanes;

/** A schedule, drawn as counterexamples are: a lane for each task. */
final class Picture {
  private Picture() {}

  static String of(Search.Result result) {
    List<Step> steps = result.steps();
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      String module = step.module() == null ? "" : " " + step.module();
      moments.add(Moment.step(i + 1, step.task(), step.label() + module, i == steps.size() - 1));
    }
    return TextLanes.of(Lanes.of(moments)) + "=> " + result.found() + "\n";
  }
}
