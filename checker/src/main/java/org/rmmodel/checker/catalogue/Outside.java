package org.rmmodel.checker.catalogue;

/**
 * Why no model shows something.
 *
 * @param why the reason
 * @param covered what covers it instead
 */
public record Outside(String why, String covered) {}
