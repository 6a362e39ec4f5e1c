/**
 * From Java to TLA+: runs of the real classes are recorded, and the recordings are found among the
 * behaviours of the specification.
 *
 * <p>{@link org.rmmodel.conformance.trace.Recorder} writes down the steps, {@link
 * org.rmmodel.conformance.trace.RecordingFile} reads and writes recordings, {@link
 * org.rmmodel.conformance.trace.Translation} says what each announced step is in the specification,
 * and {@link org.rmmodel.conformance.trace.RecordingChecker} looks for an order of the steps, with
 * TLC's own evaluation, in a JVM of its own.
 */
@org.jspecify.annotations.NullMarked
package org.rmmodel.conformance.trace;
