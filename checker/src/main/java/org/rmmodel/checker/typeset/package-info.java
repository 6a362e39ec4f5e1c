/** The specification's modules as pages, with TLA+'s symbols and links. */
package org.rmmodel.checker.typeset;
