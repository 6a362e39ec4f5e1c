/** Tests of what is replayed and explored. */
@org.jspecify.annotations.NullMarked
package org.rmmodel.conformance.replay;
