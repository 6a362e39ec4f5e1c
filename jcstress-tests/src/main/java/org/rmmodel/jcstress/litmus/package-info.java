/**
 * The litmus tests. A class for each question: it tells the interleaving and what the outcomes
 * mean, and holds a test of the real classes and one for each weakened variant. Each test is a pair
 * of actors, run side by side millions of times, each time on a fresh state.
 */
@NullMarked
package org.rmmodel.jcstress.litmus;

import org.jspecify.annotations.NullMarked;
