package org.rmmodel.checker.catalogue;

/**
 * What a negative model changes.
 *
 * @param of the model that holds without the change
 * @param change the one guard that is removed or changed, in words
 */
public record Negative(String of, String change) {}
