package org.rmmodel.conformance.flaws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
      moments.add(
          new Moment(
              i + 1,
              step.task(),
              "",
              step.label() + (step.module() == null ? "" : " " + step.module()),
              i == steps.size() - 1 ? Moment.Mark.WRONG : Moment.Mark.NONE,
              Map.of(),
              Set.of(),
              List.of()));
    }
    List<String> tasks = steps.stream().map(Step::task).distinct().toList();
    return TextLanes.of(new Lanes(tasks, List.of(), "", moments)) + "=> " + result.found() + "\n";
  }
}
