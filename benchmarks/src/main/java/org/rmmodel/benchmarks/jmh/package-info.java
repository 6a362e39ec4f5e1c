/**
 * What JMH measures: the reference count, the read side of RCU and its grace periods, each beside
 * its like from elsewhere.
 */
@NullMarked
package org.rmmodel.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
