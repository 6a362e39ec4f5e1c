/**
 * The specification and the implementation are the same protocol, shown in both directions.
 *
 * <p>{@code replay} takes every edge of TLC's state graphs on the real classes, and explores what
 * the real classes can do; {@code trace} records free runs of the real classes and finds them among
 * the behaviours of the specification.
 */
@org.jspecify.annotations.NullMarked
package org.rmmodel.conformance;
