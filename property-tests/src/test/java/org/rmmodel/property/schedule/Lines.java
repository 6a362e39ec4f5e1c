package org.rmmodel.property.schedule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.module.ModuleInfo;
import org.rmmodel.impl.module.ModuleState;

/** What the lines of /proc/modules must not say, at whatever moment they are read. */
final class Lines {
  private Lines() {}

  /** What is wrong with some lines. */
  record Wrong(Oracle oracle, String what) {}

  /** While module_mutex is held, names are unique, and each user has its reference. */
  static @Nullable Wrong wrong(List<ModuleInfo> lines) {
    Set<String> names = new HashSet<>();
    for (ModuleInfo line : lines) {
      if (!names.add(line.name())) {
        return new Wrong(Oracle.NAME, "two modules of one name: " + lines);
      }
      boolean used = !line.users().isEmpty();
      if (used && line.refcount() < line.users().size()) {
        return new Wrong(Oracle.DEPENDENCY, "used, but not held: " + line);
      }
      if (used && line.state() == ModuleState.GOING) {
        return new Wrong(Oracle.DEPENDENCY, "used, and going: " + line);
      }
    }
    return null;
  }
}
