/**
 * Patches as they come from a mailing list: their hunks, the function that each changed line is in,
 * and the actions that model it.
 */
package org.rmmodel.checker.patch;
