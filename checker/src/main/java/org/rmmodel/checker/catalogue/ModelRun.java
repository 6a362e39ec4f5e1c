package org.rmmodel.checker.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.rmmodel.common.Lane;

/**
 * One run of a model: one kernel, what must come out, and the kernels that it stands for.
 *
 * @param kernel the kernel
 * @param asks the changes that the run may ask for: it stops if it asks for another, so nothing
 *     else can matter to it; every change, as long as nothing is recorded
 * @param standsFor the kernels that it decides: the model's kernels that agree with this one on
 *     what the run asks, this one among them
 * @param expect the expected outcome
 * @param states the recorded number of distinct states; empty in a new run, and then the verdict is
 *     not as expected
 * @param depth the recorded depth of the state graph, in states; likewise
 * @param lane the smallest lane that runs it
 * @param idle actions that cannot fire although their role is there, each with the reason: the
 *     model's and its own
 */
public record ModelRun(
    Kernel kernel,
    List<String> asks,
    List<Kernel> standsFor,
    Expectation expect,
    OptionalLong states,
    OptionalInt depth,
    Lane lane,
    Map<String, String> idle) {
  /**
   * The same run on another kernel, which must come out the same.
   *
   * @param other one of the kernels that this run stands for
   * @return the run on that kernel, standing for it alone
   */
  public ModelRun on(Kernel other) {
    return new ModelRun(other, asks, List.of(other), expect, states, depth, lane, idle);
  }

  /**
   * Whether something was recorded of it.
   *
   * @return false for a new run, until {@code spec/check record} has seen it as expected
   */
  public boolean isRecorded() {
    return states.isPresent();
  }

  /**
   * The same run without what was recorded of it.
   *
   * @param afresh whether what it asks for is forgotten too, as it is of a new run anyway
   * @return the run, which may not ask for anything else yet
   */
  public ModelRun unrecorded(boolean afresh) {
    return new ModelRun(
        kernel,
        afresh || !isRecorded() ? List.of() : asks,
        standsFor,
        expect,
        OptionalLong.empty(),
        OptionalInt.empty(),
        lane,
        idle);
  }

  /**
   * The same run, which may also ask for another change.
   *
   * @param change the change
   * @return the run; what it stands for is as before
   */
  public ModelRun asking(String change) {
    List<String> more = new ArrayList<>(asks);
    more.add(change);
    return new ModelRun(kernel, List.copyOf(more), standsFor, expect, states, depth, lane, idle);
  }

  /**
   * A run of which nothing is expected.
   *
   * @param kernel the kernel
   * @param asks the changes that it may ask for
   * @param lane the lane whose limits it has
   * @return the run
   */
  public static ModelRun unexpected(Kernel kernel, List<String> asks, Lane lane) {
    return new ModelRun(
        kernel,
        asks,
        List.of(kernel),
        new Expectation.Nothing(),
        OptionalLong.empty(),
        OptionalInt.empty(),
        lane,
        Map.of());
  }
}
