package org.rmmodel.common.lanes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rmmodel.common.TextTable;

/**
 * Lanes in plain text, for a terminal or a mail: 80 columns of ASCII.
 *
 * <p>Left of each lane stand letters for what its task holds, and a stroke while it is in a call. A
 * module's condition is told where it changes.
 */
public final class TextLanes {
  /** The longest line, in characters. */
  public static final int WIDTH = 80;

  private static final int NARROWEST_LANE = 12;
  private static final int WIDEST_LANE = 50;

  private final Lanes lanes;
  private final int width;
  private final List<String> tasks;
  private final Map<String, String> functions = new HashMap<>();
  private final int numberWidth;
  private final int beside;
  private final int[] rooms;
  private final StringBuilder out = new StringBuilder();

  private TextLanes(Lanes lanes, int width) {
    this.lanes = lanes;
    this.width = width;
    this.tasks = lanes.acting();
    this.numberWidth =
        1 + Math.max(3, lanes.moments().stream().mapToInt(TextLanes::digits).max().orElse(0));
    this.beside =
        IntStream.range(0, lanes.moments().size())
            .flatMap(i -> lanes.changed(i).stream().mapToInt(k -> condition(i, k).length()))
            .max()
            .orElse(0);
    int gutters = tasks.stream().mapToInt(task -> lanes.gutter(task) + 2).sum();
    this.rooms = rooms(width - numberWidth - gutters - (beside == 0 ? 0 : beside + 2));
  }

  /** Who takes more steps gets more room; nobody gets less than the least, if there is so much. */
  private int[] rooms(int all) {
    int shared = Math.max(0, all - NARROWEST_LANE * tasks.size());
    long steps = Math.max(1, lanes.moments().stream().filter(m -> !m.task().isEmpty()).count());
    return tasks.stream()
        .mapToLong(task -> lanes.moments().stream().filter(m -> m.task().equals(task)).count())
        .mapToInt(own -> (int) Math.min(WIDEST_LANE, NARROWEST_LANE + shared * own / steps))
        .toArray();
  }

  /**
   * Draws lanes.
   *
   * @param lanes what is drawn
   * @return lines of at most 80 ASCII characters, without blanks at their ends
   */
  public static String of(Lanes lanes) {
    return of(lanes, WIDTH);
  }

  /**
   * Draws lanes in fewer or more columns.
   *
   * @param lanes what is drawn
   * @param width the longest line, in characters; where one step is one line, and there is no room
   *     for that, lines are longer
   * @return lines of ASCII, without blanks at their ends
   */
  public static String of(Lanes lanes, int width) {
    return new TextLanes(lanes, width).draw();
  }

  private String draw() {
    int needed = numberWidth + (beside == 0 ? 0 : beside + 2) + IntStream.of(rooms).sum();
    if (needed + tasks.stream().mapToInt(task -> lanes.gutter(task) + 2).sum() > width) {
      return list();
    }
    line("step", tasks, lanes.objects().isEmpty() ? "" : "module" + plural());
    line(
        "-".repeat(numberWidth),
        IntStream.of(rooms).mapToObj("-"::repeat).toList(),
        "-".repeat(beside));
    for (int i = 0; i < lanes.moments().size(); i++) {
      moment(i);
    }
    return out + legend();
  }

  private String plural() {
    return lanes.objects().size() > 1 ? "s" : "";
  }

  /** A heading or a rule. */
  private void line(String first, List<String> cells, String last) {
    StringBuilder line = new StringBuilder(pad(first, numberWidth));
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String gutter = " ".repeat(lanes.gutter(tasks.get(i)) + 2);
      line.append(gutter)
          .append(pad(cell.substring(0, Math.min(cell.length(), rooms[i])), rooms[i]));
    }
    end(line.append("  ").append(last));
  }

  private void moment(int index) {
    Moment moment = lanes.moments().get(index);
    int lane = tasks.indexOf(moment.task());
    List<String> words = lane < 0 ? List.of() : words(moment, rooms[lane]);
    List<String> conditions = lanes.changed(index).stream().map(k -> condition(index, k)).toList();
    int height = Math.max(1, Math.max(words.size(), conditions.size()));
    for (int y = 0; y < height; y++) {
      StringBuilder line = new StringBuilder(pad(y == 0 ? number(moment) : "", numberWidth));
      for (int i = 0; i < rooms.length; i++) {
        String text = i == lane && y < words.size() ? words.get(y) : "";
        line.append(' ')
            .append(gutter(moment, tasks.get(i)))
            .append(' ')
            .append(pad(text, rooms[i]));
      }
      end(line.append("  ").append(y < conditions.size() ? conditions.get(y) : ""));
    }
  }

  private String gutter(Moment moment, String task) {
    String bars =
        moment.barsOf(task).stream()
            .map(bar -> String.valueOf(bar.letter()))
            .collect(Collectors.joining());
    String shown = bars.isEmpty() && moment.busy().contains(task) ? "|" : bars;
    return pad(shown, lanes.gutter(task));
  }

  /** The function is named where it is another one than in the lane's step before. */
  private List<String> words(Moment moment, int room) {
    if (moment.step().isEmpty()) {
      return List.of();
    }
    String before = functions.put(moment.task(), moment.function());
    List<String> lines = new ArrayList<>();
    if (!moment.function().isEmpty() && !moment.function().equals(before)) {
      String both = moment.function() + "(): " + ascii(moment.step());
      if (both.length() <= room) {
        return List.of(both);
      }
      lines.addAll(TextTable.wrap(moment.function() + "()", room));
    }
    String indent = moment.function().isEmpty() ? "" : " ";
    TextTable.wrap(ascii(moment.step()), room - indent.length())
        .forEach(line -> lines.add(indent + line));
    return lines;
  }

  private static int digits(Moment moment) {
    return String.valueOf(moment.number()).length();
  }

  private String number(Moment moment) {
    char mark =
        switch (moment.mark()) {
          case NONE -> ' ';
          case WRONG -> '>';
          case AGAIN -> '*';
        };
    String number = String.valueOf(moment.number());
    return mark + " ".repeat(numberWidth - 1 - number.length()) + number;
  }

  private String condition(int moment, int object) {
    return lanes.objects().get(object) + ": " + lanes.moments().get(moment).objects().get(object);
  }

  /** Where lanes would be too narrow to read: a line for each step, with the task's name. */
  private String list() {
    int task = Math.min(16, tasks.stream().mapToInt(String::length).reduce(4, Math::max));
    int bars = tasks.stream().mapToInt(lanes::gutter).reduce(1, Math::max);
    int text = width - numberWidth - task - bars - beside - 4 * 2;
    TextTable table = new TextTable(2, numberWidth, task, bars, text, beside);
    table.row(List.of("step", "task", "", "", "module" + plural())).rule();
    for (int i = 0; i < lanes.moments().size(); i++) {
      int index = i;
      Moment moment = lanes.moments().get(i);
      String function = moment.function().isEmpty() ? "" : moment.function() + "(): ";
      table.row(
          List.of(
              number(moment),
              moment.task(),
              gutter(moment, moment.task()).strip(),
              ascii(function + moment.step()),
              lanes.changed(i).stream()
                  .map(k -> condition(index, k))
                  .collect(Collectors.joining(" "))));
    }
    return table + legend();
  }

  private String legend() {
    List<String> parts =
        new ArrayList<>(
            lanes.bars().stream().map(bar -> bar.letter() + " " + bar.meaning()).toList());
    if (!lanes.conditions().isEmpty()) {
      parts.add(lanes.conditions());
    }
    return parts.isEmpty()
        ? ""
        : TextTable.wrap(String.join("; ", parts) + ".", width).stream()
            .map(line -> line + "\n")
            .collect(Collectors.joining());
  }

  /** What is not ASCII would arrive otherwise in some mails. */
  private static String ascii(String text) {
    return text.replace('·', ':').replaceAll("[^\\x20-\\x7e]", "?");
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private void end(StringBuilder line) {
    out.append(line.toString().stripTrailing()).append('\n');
  }
}
