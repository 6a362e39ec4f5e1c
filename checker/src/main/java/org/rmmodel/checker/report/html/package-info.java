/**
 * The report: one HTML file that has all that came out of a call, and needs nothing else.
 *
 * <p>{@link org.rmmodel.checker.report.html.HtmlReport} fills {@code report.mustache} with records
 * of this package. Every value goes through {@link org.rmmodel.common.Markup}, except what this
 * program has drawn itself.
 */
package org.rmmodel.checker.report.html;
