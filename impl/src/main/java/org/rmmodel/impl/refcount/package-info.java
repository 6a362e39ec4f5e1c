/** A module's reference count, in the three forms that the series gives it. */
@NullMarked
package org.rmmodel.impl.refcount;

import org.jspecify.annotations.NullMarked;
