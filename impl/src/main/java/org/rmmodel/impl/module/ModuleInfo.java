package org.rmmodel.impl.module;

import java.util.List;
import java.util.Objects;
import org.rmmodel.impl.kernel.KernelVersion;

/**
 * A line of {@code /proc/modules}.
 *
 * @param name the module's name
 * @param refcount what {@code module_refcount} says
 * @param users the names of the modules that use it
 * @param state LIVE, COMING ("Loading") or GOING ("Unloading")
 */
public record ModuleInfo(String name, int refcount, List<String> users, ModuleState state) {

  /** Checks and copies the parameters. */
  public ModuleInfo {
    Objects.requireNonNull(name, "name");
    users = List.copyOf(Objects.requireNonNull(users, "users"));
    Objects.requireNonNull(state, "state");
  }

  /**
   * Gives the count as the line prints it. Without the change {@code signed-refcount} it is an
   * {@code unsigned long}, and the -1 of an unload that has been decided is the largest ({@link
   * org.rmmodel.impl.Fact#F3 F3}).
   *
   * @param version the kernel
   * @return a decimal number
   */
  public String printedRefcount(KernelVersion version) {
    return version.refcountIsSigned()
        ? Integer.toString(refcount)
        : Long.toUnsignedString(refcount);
  }
}
