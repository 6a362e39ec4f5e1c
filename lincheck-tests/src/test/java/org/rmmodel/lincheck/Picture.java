package org.rmmodel.lincheck;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rmmodel.common.lanes.Lanes;
import org.rmmodel.common.lanes.Moment;
import org.rmmodel.common.lanes.TextLanes;

/**
 * Lincheck's counterexample, drawn as those of TLC are: a lane for each thread, with the steps that
 * the implementation announces. Lincheck itself shows every call; where it does, these are picked
 * out of its detailed trace.
 */
final class Picture {
  private static final String DETAILED = "Detailed trace:";

  /** An announced step, {@code cpu.at(DeleteModule_Check, "a")}: its name and the module's. */
  private static final Pattern STEP =
      Pattern.compile("\\bat\\(([A-Z]\\w*_\\w+)(?:, \"([^\"]*)\")?");

  /** An operation and its answer stand at the margin of their thread's column. */
  private static final Pattern OPERATION = Pattern.compile("\\w+\\(.*");

  private Picture() {}

  /**
   * Draws a counterexample.
   *
   * @param story what Lincheck says of it
   * @return lines of at most 80 ASCII characters; empty if the story has no detailed trace
   */
  static String of(String story) {
    List<String> lines = story.lines().toList();
    int from = lines.indexOf(DETAILED);
    if (from < 0 || from + 2 >= lines.size()) {
      return "";
    }
    String head = lines.get(from + 2);
    List<Integer> bars = bars(head);
    List<Moment> moments = new ArrayList<>();
    for (String line : lines.subList(from + 3, lines.size())) {
      if (line.length() != head.length()) {
        break;
      }
      for (int i = 0; i + 1 < bars.size(); i++) {
        String step = step(cell(line, bars, i));
        if (!step.isEmpty()) {
          moments.add(Moment.step(moments.size() + 1, cell(head, bars, i).strip(), step, false));
        }
      }
    }
    return moments.isEmpty() ? "" : TextLanes.of(Lanes.of(moments)) + "=> " + verdict(lines);
  }

  private static String verdict(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("")
        .replaceAll("^[= ]+|[= ]+$", "");
  }

  private static List<Integer> bars(String head) {
    List<Integer> bars = new ArrayList<>();
    for (int at = head.indexOf('|'); at >= 0; at = head.indexOf('|', at + 1)) {
      bars.add(at);
    }
    return bars;
  }

  /** A thread's part of a line, without the blank behind the bar. */
  private static String cell(String line, List<Integer> bars, int thread) {
    return line.substring(bars.get(thread) + 2, bars.get(thread + 1));
  }

  private static String step(String cell) {
    Matcher step = STEP.matcher(cell);
    if (step.find()) {
      return step.group(1) + (step.group(2) == null ? "" : " " + step.group(2));
    }
    return OPERATION.matcher(cell).matches() ? cell.strip() : "";
  }
}
