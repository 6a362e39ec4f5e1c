/**
 * Which tool finds which mistake: the suites of the other modules, run on mutants of the protocol.
 */
@NullMarked
package org.rmmodel.kill;

import org.jspecify.annotations.NullMarked;
