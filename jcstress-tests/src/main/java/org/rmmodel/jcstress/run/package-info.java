/**
 * The program that runs the litmus tests and judges what came out ({@link
 * org.rmmodel.jcstress.run.Run}). Each test runs in JVMs of its own ({@link
 * org.rmmodel.jcstress.run.Fork}), in which jcstress's own runner samples it.
 */
@NullMarked
package org.rmmodel.jcstress.run;

import org.jspecify.annotations.NullMarked;
