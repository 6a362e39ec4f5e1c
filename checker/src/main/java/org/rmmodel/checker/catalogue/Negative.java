package org.rmmodel.checker.catalogue;

/**
 * What makes a model a negative: one thing is wrong in it, which its title says.
 *
 * @param of the model that holds without that
 */
public record Negative(String of) {}
