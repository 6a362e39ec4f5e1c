/** Many calls on real threads, with what must be true checked whenever all threads are at rest. */
@NullMarked
package org.rmmodel.property.soak;

import org.jspecify.annotations.NullMarked;
