/**
 * What several tasks do one after another, drawn with a lane for each: time runs downwards, and
 * bars along the lanes show what a task holds or waits for.
 *
 * <p>{@link org.rmmodel.common.lanes.Lanes} is the drawing's contents, whoever they are from: TLC's
 * counterexample, or a schedule of the Java classes. {@link org.rmmodel.common.lanes.TextLanes}
 * draws it for a mail, {@link org.rmmodel.common.lanes.SvgLanes} for a page.
 */
package org.rmmodel.common.lanes;
