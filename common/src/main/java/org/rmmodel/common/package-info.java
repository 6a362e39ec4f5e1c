/**
 * What the command lines of this project have in common: how they say that something is wrong, with
 * which exit status they end, and how they read, write and start what all of them read, write and
 * start.
 */
package org.rmmodel.common;
