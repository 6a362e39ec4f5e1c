package org.rmmodel.impl.module;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code last_unloaded_module} says: a string, of which each half is of one name.
 *
 * @param beginsAs the module whose name it begins as; null as long as none was unloaded
 * @param endsAs the module whose name it ends as; null likewise
 */
public record LastUnloaded(@Nullable String beginsAs, @Nullable String endsAs) {
  /**
   * Tells whether it is one name ({@link org.rmmodel.impl.Fact#N2 N2}).
   *
   * @return whether both halves are of the same
   */
  public boolean isOneName() {
    return Objects.equals(beginsAs, endsAs);
  }
}
