package org.rmmodel.impl.module;

import java.util.List;
import java.util.Objects;

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
}
