/**
 * Which kernel has which flaw, by TLC and by the real classes, side by side.
 *
 * <p>Begin with {@code Scene}, a model of the specification as a program of the real classes;
 * {@code Scenes} has them all. {@code Search} takes every schedule of a scene that has at most so
 * many preemptions. {@code FlawTable} puts what it finds beside what TLC finds.
 */
@org.jspecify.annotations.NullMarked
package org.rmmodel.conformance.flaws;
