/**
 * Which primitive of the kernel orders each step of the protocol, on which kernel, and which litmus
 * test needs it: {@code ordering.yaml}, held against the tests and against what the memory model
 * says when a primitive is made weaker.
 */
package org.rmmodel.checker.ordering;
