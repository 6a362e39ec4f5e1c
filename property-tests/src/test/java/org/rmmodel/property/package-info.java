/**
 * Properties of the implementation, by jqwik: chains of calls beside a model ({@code chain}),
 * programs and schedules as data ({@code schedule}), and many calls on real threads ({@code soak}).
 *
 * <p>A property that fails prints its seed, which is kept in {@code target/jqwik-database}, too,
 * and runs again with that seed by {@code -Dseed=}. A schedule that fails prints itself on one line
 * and runs again by {@code -Dschedule=}, in {@code ReplayedScheduleTest}.
 */
package org.rmmodel.property;
