/** What the table of flaws relies on, and the table. */
@org.jspecify.annotations.NullMarked
package org.rmmodel.conformance.flaws;
