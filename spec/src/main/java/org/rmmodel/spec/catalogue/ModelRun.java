package org.rmmodel.spec.catalogue;

import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One run of a model: one kernel and what must come out.
 *
 * @param kernel the kernel
 * @param expect the expected outcome
 * @param states the pinned number of distinct states; empty in a draft, and then the verdict is not
 *     as expected
 * @param depth the pinned depth of the state graph, in states; likewise
 * @param lane the smallest lane that runs it
 * @param idle actions that cannot fire although their role is there, each with the reason: the
 *     model's and its own
 */
public record ModelRun(
    Kernel kernel,
    Expectation expect,
    OptionalLong states,
    OptionalInt depth,
    Lane lane,
    Map<String, String> idle) {}
