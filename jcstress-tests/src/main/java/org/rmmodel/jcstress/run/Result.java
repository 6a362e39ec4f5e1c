package org.rmmodel.jcstress.run;

/**
 * A test, what came out, and what that says.
 *
 * @param litmus the test
 * @param samples what came out
 * @param verdict what it says
 */
record Result(Litmus litmus, Samples samples, Verdict verdict) {}
