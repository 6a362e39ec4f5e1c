/**
 * The module-unload protocol as code that runs, under the kernel's names. Read, in this order:
 *
 * <ol>
 *   <li>{@link org.rmmodel.impl.rcu}: readers, grace periods, lists that are read without locks;
 *   <li>{@link org.rmmodel.impl.kernel}: CPUs, stop_machine, mutexes, and which kernel does what;
 *   <li>{@link org.rmmodel.impl.refcount}: the reference count, in its three forms;
 *   <li>{@link org.rmmodel.impl.module}: loading, unloading, dependencies, lookups.
 * </ol>
 *
 * <p>Names are the kernel's where a kernel reader would look for them ({@code tryModuleGet} is
 * {@code try_module_get}). The ids in the documentation ({@code P1}, {@code F5}) are those of the
 * project's facts and properties; each is told in a few words where it is used.
 */
package org.rmmodel.impl;
