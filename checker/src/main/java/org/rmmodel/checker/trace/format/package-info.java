/**
 * How a kernel's events are written down. A {@link org.rmmodel.checker.trace.format.LogFormat} for
 * each way; {@link org.rmmodel.checker.trace.format.TextSource} finds the one of a text by its
 * first lines, and gives one {@link org.rmmodel.checker.trace.format.Entry} for each event. What
 * the events mean is not known here.
 */
package org.rmmodel.checker.trace.format;
