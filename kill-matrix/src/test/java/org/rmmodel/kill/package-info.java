/** That the mutants fit the code, and that the tools find what they are known to find. */
@NullMarked
package org.rmmodel.kill;

import org.jspecify.annotations.NullMarked;
