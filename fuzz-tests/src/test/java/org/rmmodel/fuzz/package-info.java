/**
 * Whatever the bytes are that a parser gets, it answers with its own error or with a result: no
 * other exception, no endless loop, bounded memory. The fuzzer is Jazzer; in the full lane it runs
 * the seeds and what it once found, in the exhaustive lane it looks for more, ten minutes for each
 * class.
 */
package org.rmmodel.fuzz;
