package org.rmmodel.checker.catalogue;

/**
 * A column of the verdict table.
 *
 * @param id the name that models refer to
 * @param title the hazard in a few words, for the legend
 * @param shortTitle the hazard in one or two words, for the column's head
 */
public record Hazard(String id, String title, String shortTitle) {}
