/**
 * Loading and unloading modules: the functions of {@code kernel/module.c} and {@code lib/bug.c}
 * that take part in the protocol, a class for each concern. {@link
 * org.rmmodel.impl.module.ModuleLoader} is the way in.
 */
@NullMarked
package org.rmmodel.impl.module;

import org.jspecify.annotations.NullMarked;
