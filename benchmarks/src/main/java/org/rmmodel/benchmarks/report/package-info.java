/** What came of a run, as data, as Markdown and as a plot. */
@NullMarked
package org.rmmodel.benchmarks.report;

import org.jspecify.annotations.NullMarked;
