/** The command line of the benchmarks, {@code benchmarks/run}. */
@NullMarked
package org.rmmodel.benchmarks;

import org.jspecify.annotations.NullMarked;
