/**
 * Properties of the implementation beside a trivial model, over chains of operations that jqwik
 * generates and, when one fails, shrinks. One task at a time: interleavings are the Lincheck tests'
 * business.
 */
package org.rmmodel.property;
