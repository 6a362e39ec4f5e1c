package org.rmmodel.checker.trace;

/**
 * Where an event is.
 *
 * @param i the position of its line
 * @param task its task
 */
record At(int i, LogTask task) {}
