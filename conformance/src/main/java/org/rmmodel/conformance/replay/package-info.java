/**
 * Every edge of TLC's state graphs, taken by the real classes, one thread at a time, and an
 * explorer of what the real classes can do.
 */
@org.jspecify.annotations.NullMarked
package org.rmmodel.conformance.replay;
