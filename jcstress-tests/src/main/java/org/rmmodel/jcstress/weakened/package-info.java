/**
 * Classes of the implementation, weakened. The stepwise ones do what the real ones do, with the
 * same access modes, and have a method for each step that a subclass weakens; they are not weakened
 * themselves.
 */
@NullMarked
package org.rmmodel.jcstress.weakened;

import org.jspecify.annotations.NullMarked;
