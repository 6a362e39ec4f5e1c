/**
 * What the command lines of this project have in common, and what their tests read in the same way.
 *
 * <ul>
 *   <li>How a program runs and ends: {@link org.rmmodel.common.Program}, {@link
 *       org.rmmodel.common.ExitStatus}, {@link org.rmmodel.common.BadInput}, {@link
 *       org.rmmodel.common.Terminal}; in one line: {@link org.rmmodel.common.OneLine}, {@link
 *       org.rmmodel.common.NearestNames}.
 *   <li>What an option's value means: {@link org.rmmodel.common.Lane}, {@link
 *       org.rmmodel.common.SizeConverter}, {@link org.rmmodel.common.TimeConverter}.
 *   <li>What is read and written: {@link org.rmmodel.common.Yaml}, {@link org.rmmodel.common.Json},
 *       {@link org.rmmodel.common.Output}, {@link org.rmmodel.common.MarkedText}.
 *   <li>What is drawn: {@link org.rmmodel.common.TextTable}, and the package {@code lanes}.
 *   <li>What is started: {@link org.rmmodel.common.ChildJvm}, {@link org.rmmodel.common.Children},
 *       {@link org.rmmodel.common.EndsWithParent}.
 * </ul>
 */
package org.rmmodel.common;
