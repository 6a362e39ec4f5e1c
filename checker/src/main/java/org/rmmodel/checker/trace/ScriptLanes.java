package org.rmmodel.checker.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rmmodel.common.lanes.Lanes;
import org.rmmodel.common.lanes.Moment;
import org.rmmodel.common.lanes.TextLanes;

/** The lines of a module's script before the one that is rejected: a lane for each task. */
final class ScriptLanes {
  /** What leads to a rejection is seldom further away, and fits on a screen. */
  private static final int MOST = 16;

  private ScriptLanes() {}

  /**
   * Draws the lines, with their numbers in the file.
   *
   * @param script the module's script
   * @param rejected the number of the rejected line in the file
   * @return lines of at most 80 ASCII characters; empty if the script does not have that line
   */
  static String before(ModuleScript script, long rejected) {
    List<Moment> moments = new ArrayList<>();
    for (ModuleScript.Line line : script.lines()) {
      if (line.number() <= rejected) {
        boolean wrong = line.number() == rejected;
        moments.add(Moment.step((int) line.number(), task(line), step(line), wrong));
      }
    }
    if (moments.isEmpty() || moments.get(moments.size() - 1).number() != rejected) {
      return "";
    }
    int from = Math.max(0, moments.size() - MOST);
    return TextLanes.of(Lanes.of(moments.subList(from, moments.size())));
  }

  private static String task(ModuleScript.Line line) {
    return line.role() == null
        ? "the log"
        : line.role().name().toLowerCase(Locale.ROOT) + " " + line.task();
  }

  private static String step(ModuleScript.Line line) {
    boolean isKnown = line.value() != ModuleScript.UNKNOWN;
    return line.kind().word() + (isKnown ? " " + line.value() : "");
  }
}
