package org.rmmodel.checker.patch;

import java.util.List;

/**
 * A hunk of a patch.
 *
 * @param title of which patch: the mail's subject, or where it stands
 * @param file the file that it changes, by its new name, or by its old one if it is removed
 * @param index the abbreviated id of the file before the patch, or nothing
 * @param start the number of its first line in the old file
 * @param heading what stands behind the second {@code @@}: usually the function above it
 * @param lines its lines, the sign first: a blank, a minus or a plus
 * @param whole whether it has as many lines as its head says
 */
public record Hunk(
    String title,
    String file,
    String index,
    int start,
    String heading,
    List<String> lines,
    boolean whole) {
  /** Copies the list. */
  public Hunk {
    lines = List.copyOf(lines);
  }
}
