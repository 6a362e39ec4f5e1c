package org.rmmodel.property.chain;

import org.jspecify.annotations.Nullable;

/**
 * An unload that is to be tried.
 *
 * @param name the module's name; null is a pointer that cannot be read
 * @param capable whether its caller may unload modules
 * @param forced whether it is to be forced
 */
record Unload(@Nullable String name, boolean capable, boolean forced) {}
