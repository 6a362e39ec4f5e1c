package org.rmmodel.checker.patch;

import java.util.List;
import java.util.Optional;
import org.rmmodel.checker.catalogue.ActionEntry;

/**
 * What is said of the lines that a hunk changes in one place.
 *
 * @param hunk the hunk
 * @param place the place
 * @param code how many lines of code it changes there; what is left are comments and empty lines
 * @param actions the actions that model the place on the kernel
 * @param reason where there is no action: why, if that is known
 */
public record Finding(
    Hunk hunk, Place place, int code, List<ActionEntry> actions, Optional<String> reason) {
  /** Copies the list. */
  public Finding {
    actions = List.copyOf(actions);
  }

  /**
   * Whether there is neither an action nor a reason.
   *
   * @return true if somebody has to look
   */
  public boolean isOpen() {
    return actions.isEmpty() && reason.isEmpty();
  }
}
