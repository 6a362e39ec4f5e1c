/**
 * Programs and schedules as data: jqwik generates them, a scheduler runs them on the real classes
 * one step at a time, and what is found shrinks to a short schedule that is printed as a table.
 */
@NullMarked
package org.rmmodel.property.schedule;

import org.jspecify.annotations.NullMarked;
