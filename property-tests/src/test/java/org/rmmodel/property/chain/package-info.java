/**
 * Chains of calls on one thread, beside a model that is a map of names: what every call returns,
 * and what is there after it.
 */
@NullMarked
package org.rmmodel.property.chain;

import org.jspecify.annotations.NullMarked;
