/**
 * What the protocol stands on: CPUs and their safe points, stop_machine, grace periods of the two
 * flavours, mutexes and wait queues, and the {@linkplain org.rmmodel.impl.kernel.Action steps} that
 * a test can stop a thread at.
 */
@NullMarked
package org.rmmodel.impl.kernel;

import org.jspecify.annotations.NullMarked;
