package org.rmmodel.lkmm.check;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rmmodel.lkmm.execution.Execution;

/**
 * What came out of a test.
 *
 * @param verdict whether allowed executions have what the test asks for, or null if a limit was
 *     reached before that was decided
 * @param complete whether all allowed executions were seen; if not, only what the verdict and the
 *     flags need was looked for, and the numbers are not all
 * @param allStates whether states are all that allowed executions end in
 * @param states how many allowed executions have each final state, in words
 * @param positive how many allowed executions were seen that have what the test asks for
 * @param negative how many were seen that have not
 * @param flags what some allowed execution is flagged with, for example {@code data-race}
 * @param candidates how many candidates were judged
 * @param witness an allowed execution that has what the test asks for, or null
 * @param cutShort which limit was reached, or null
 */
public record Result(
    @Nullable Verdict verdict,
    boolean complete,
    boolean allStates,
    Map<String, Long> states,
    long positive,
    long negative,
    Set<String> flags,
    long candidates,
    @Nullable Execution witness,
    @Nullable String cutShort) {}
