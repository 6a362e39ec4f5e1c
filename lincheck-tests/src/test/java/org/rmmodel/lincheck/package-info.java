/**
 * Which operations of the implementation are linearizable, and which are not, by Lincheck.
 *
 * <p>Two ways of looking: model checking steps through interleavings, one switch of threads at a
 * time, and is sequentially consistent (what it says about memory order is nothing); stress runs
 * real threads. Scenarios are random and the search is capped, so a pass is evidence and no proof.
 */
package org.rmmodel.lincheck;
