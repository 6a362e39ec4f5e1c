package org.rmmodel.checker.catalogue;

/**
 * An assumption about the environment, which a model can turn off.
 *
 * @param id its name
 * @param title the assumption in a few words
 * @param operator the operator of the specification that says it, or the constant
 * @param off the operator or the value that takes its place where it is turned off
 */
public record Assumption(String id, String title, String operator, String off) {}
