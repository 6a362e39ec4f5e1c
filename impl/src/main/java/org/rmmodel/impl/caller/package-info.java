/**
 * Kernel code that calls the module loader, each function as the kernels have it, mistakes
 * included: who finds a module without its lock, who has it from a registry, from an address or
 * from a symbol, and what is called in a module's {@code exit} and by its threads.
 *
 * <p>The steps are those of the specification's {@code Lookups}, {@code Callers} and {@code Unload}
 * (scsi), under the same names. Which kernel makes which mistake is asked of {@link
 * org.rmmodel.impl.kernel.KernelVersion}.
 */
@org.jspecify.annotations.NullMarked
package org.rmmodel.impl.caller;
