/**
 * Litmus tests of the implementation's memory ordering, by jcstress. Read, in this order:
 *
 * <ol>
 *   <li>{@link org.rmmodel.jcstress.litmus}: the tests, each with its interleaving, on the real
 *       classes and on weakened ones;
 *   <li>{@code org.rmmodel.fixtures}: the weakened classes, one access mode, one fence or one wait
 *       away from the real ones;
 *   <li>{@link org.rmmodel.jcstress.run}: the program that runs the tests and judges what came out.
 * </ol>
 */
@NullMarked
package org.rmmodel.jcstress;

import org.jspecify.annotations.NullMarked;
