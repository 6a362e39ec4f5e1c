/**
 * TLC's state graph of a model as data: what its evaluator reaches, state by state, edge by edge.
 */
@org.jspecify.annotations.NullMarked
package org.rmmodel.checker.graph;
