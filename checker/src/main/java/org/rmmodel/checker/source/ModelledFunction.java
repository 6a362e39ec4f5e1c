package org.rmmodel.checker.source;

import java.util.List;
import java.util.Optional;

/**
 * A function of the kernel that the specification models.
 *
 * @param name its name
 * @param files where it has lived, from the oldest to the newest
 * @param shows the changes that its form tells: whoever reads it sees whether the tree has them
 * @param actions actions of other functions that have a step of this one within them
 * @param why where no action has a step of it: why it is here
 */
public record ModelledFunction(
    String name,
    List<String> files,
    List<String> shows,
    List<String> actions,
    Optional<String> why) {
  /** Copies the lists. */
  public ModelledFunction {
    files = List.copyOf(files);
    shows = List.copyOf(shows);
    actions = List.copyOf(actions);
  }
}
