/**
 * What readers of modules feel of an unload: threads that get and put, or walk the lists, while
 * another thread loads and unloads.
 */
@NullMarked
package org.rmmodel.benchmarks.readers;

import org.jspecify.annotations.NullMarked;
