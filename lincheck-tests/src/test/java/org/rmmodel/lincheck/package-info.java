/**
 * Which operations of the implementation are linearizable, and which are not, by Lincheck.
 *
 * <p>Two ways of looking: model checking steps through interleavings, one switch of threads at a
 * time, and is sequentially consistent (what it says about memory order is nothing); stress runs
 * real threads.
 *
 * <p>Scenarios are made by {@link org.rmmodel.lincheck.Scenarios}, the same ones in every run;
 * {@link org.rmmodel.lincheck.Search} tries each up to a bound, and {@link
 * org.rmmodel.lincheck.Tally} says which were explored to the end. A scenario that was cut is
 * evidence and no proof.
 *
 * <p>The subjects are the real classes: the whole module loader ({@link
 * org.rmmodel.lincheck.Operations}), where a scenario has too many interleavings to try them all,
 * and the reference count alone ({@link org.rmmodel.lincheck.CountOperations}), where small ones
 * can be. What only keeps the callers' rules is in classes without thread switches; each says so.
 */
package org.rmmodel.lincheck;
