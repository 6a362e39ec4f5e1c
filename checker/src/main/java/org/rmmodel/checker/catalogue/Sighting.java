package org.rmmodel.checker.catalogue;

/**
 * Where a flaw is found: on a kernel on which the model violates the property.
 *
 * @param model the model's name
 * @param property the property's name
 */
public record Sighting(String model, String property) {}
