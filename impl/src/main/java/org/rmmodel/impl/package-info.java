/**
 * The module-unload protocol as code that runs, under the kernel's names.
 *
 * <p>Names are the kernel's where a kernel reader would look for them ({@code tryModuleGet} is
 * {@code try_module_get}). The ids in the documentation ({@code P1}, {@code F5}) are those of the
 * project's facts and properties; each is told in a few words where it is used.
 */
package org.rmmodel.impl;
