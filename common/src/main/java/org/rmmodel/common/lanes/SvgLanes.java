package org.rmmodel.common.lanes;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rmmodel.common.Markup;
import org.rmmodel.common.TextTable;

/**
 * Lanes as SVG: a box for each step, and a coloured bar along the lane for what its task holds. It
 * is readable on light and dark screens and in print, and a screen reader gets the steps in their
 * order.
 */
public final class SvgLanes {
  private static final int MARGIN = 16;
  private static final int NUMBER = 36;
  private static final int LANE = 250;
  private static final int BAR = 8;
  private static final int LINE = 15;
  private static final int PAD = 6;
  private static final int HEAD = 58;
  private static final int LETTERS = 32;
  private static final int BESIDE = 210;

  private static final String STYLE =
      """
      svg.lanes text{fill:#111;font:12px sans-serif}
      svg.lanes .h{font-weight:bold;font-size:14px}svg.lanes .f{font-weight:bold}
      svg.lanes .bg{fill:#fff}svg.lanes .box{fill:#f4f4f4;stroke:#888}
      svg.lanes .wrong .box{fill:#fde0e0;stroke:#b00020;stroke-width:2}
      svg.lanes .again .box{stroke:#0040a0;stroke-width:2}
      svg.lanes .life{stroke:#bbb}svg.lanes .busy{stroke:#555;stroke-width:2}
      svg.lanes .MUTEX{fill:#0040a0}svg.lanes .RCU{fill:#1b7f3b}svg.lanes .PREEMPT_OFF{fill:#b07000}
      svg.lanes .STOPS{fill:#b00020}svg.lanes .PARKED{fill:#999}svg.lanes .GRACE_PERIOD{fill:#7030a0}
      svg.lanes .ASLEEP{fill:#2a9d9d}
      @media (prefers-color-scheme:dark){svg.lanes text{fill:#eee}svg.lanes .bg{fill:#181818}
      svg.lanes .box{fill:#2a2a2a}svg.lanes .wrong .box{fill:#54151c}svg.lanes .life{stroke:#555}
      svg.lanes .busy{stroke:#aaa}svg.lanes .MUTEX{fill:#6fa0ff}svg.lanes .RCU{fill:#5fce85}
      svg.lanes .PREEMPT_OFF{fill:#f0b040}svg.lanes .STOPS{fill:#ff6b7d}
      svg.lanes .GRACE_PERIOD{fill:#c58cf0}}
      @media print{svg.lanes text{fill:#000}svg.lanes .bg{fill:#fff}svg.lanes .box{fill:#fff}
      svg.lanes .wrong .box{fill:#eee}}
      """;

  private final Lanes lanes;
  private final List<String> tasks;
  private final Map<String, Integer> places = new HashMap<>();
  private final StringBuilder svg = new StringBuilder();

  private SvgLanes(Lanes lanes) {
    this.lanes = lanes;
    this.tasks = lanes.acting();
    int x = MARGIN + NUMBER;
    for (String task : tasks) {
      places.put(task, x);
      x += width(task);
    }
  }

  /**
   * Draws lanes.
   *
   * @param title what stands above them
   * @param lanes what is drawn
   * @param below a sentence below them; empty for none
   * @return SVG
   */
  public static String of(String title, Lanes lanes, String below) {
    return new SvgLanes(lanes).draw(title, below, "<style>\n" + STYLE + "</style>\n");
  }

  /**
   * Draws lanes for a page that has {@link #style} once.
   *
   * @param title what stands above them
   * @param lanes what is drawn
   * @param below a sentence below them; empty for none
   * @return an {@code svg} element of the class {@code lanes}, in which each step is a {@code g} of
   *     the class {@code step}
   */
  public static String embedded(String title, Lanes lanes, String below) {
    return new SvgLanes(lanes).draw(title, below, "");
  }

  /**
   * The style of embedded drawings.
   *
   * @return CSS, which applies to these drawings alone
   */
  public static String style() {
    return STYLE;
  }

  private int width(String task) {
    return lanes.gutter(task) * BAR + LANE + MARGIN;
  }

  private String draw(String title, String below, String style) {
    int beside = MARGIN + NUMBER + tasks.stream().mapToInt(this::width).sum();
    int whole = beside + (lanes.objects().isEmpty() ? 0 : BESIDE) + MARGIN;
    int letters = Math.max(20, (whole - 2 * MARGIN) / 7);
    int y = MARGIN;
    for (String line : TextTable.wrap(title, letters * 7 / 9)) {
      y += LINE + 2;
      text(MARGIN, y, "h", line);
    }
    y += HEAD - 2 * LINE;
    for (String task : tasks) {
      text(place(task) + lanes.gutter(task) * BAR + PAD, y, "h", task);
    }
    if (!lanes.objects().isEmpty()) {
      text(beside, y, "h", lanes.objects().size() > 1 ? "modules" : "module");
    }
    y += PAD;
    for (int i = 0; i < lanes.moments().size(); i++) {
      y = moment(i, y, beside);
    }
    y = legend(y + LINE);
    for (String line : below.isEmpty() ? List.<String>of() : TextTable.wrap(below, letters)) {
      y += LINE;
      text(MARGIN, y, "", line);
    }
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"lanes\" role=\"img\""
                + " viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\"><title>%s</title>%n",
            whole,
            y + MARGIN,
            whole,
            y + MARGIN,
            Markup.escaped(title))
        + style
        + "<rect class=\"bg\" width=\"100%\" height=\"100%\"/>\n"
        + svg
        + "</svg>\n";
  }

  private int moment(int index, int y, int beside) {
    Moment moment = lanes.moments().get(index);
    List<String> step =
        moment.step().isEmpty() ? List.of() : TextTable.wrap(moment.step(), LETTERS);
    List<Integer> changed = lanes.changed(index);
    int lines =
        Math.max(step.size() + (moment.function().isEmpty() ? 0 : 1), Math.max(1, changed.size()));
    int height = lines * LINE + PAD;
    svg.append(
        switch (moment.mark()) {
          case NONE -> "<g class=\"step\">";
          case WRONG -> "<g class=\"step wrong\">";
          case AGAIN -> "<g class=\"step again\">";
        });
    tasks.forEach(task -> lane(moment, task, y, height + PAD));
    text(MARGIN, y + LINE, "", Integer.toString(moment.number()));
    if (!step.isEmpty() && places.containsKey(moment.task())) {
      box(moment, step, y, height);
    }
    for (int i = 0; i < changed.size(); i++) {
      String object = lanes.objects().get(changed.get(i));
      String condition = moment.objects().get(changed.get(i));
      text(beside, y + LINE * (i + 1), "", object + ": " + condition);
    }
    svg.append("</g>\n");
    return y + height + PAD;
  }

  /** The lane's stretch beside a step: a life line, or a bar for each thing that is held. */
  private void lane(Moment moment, String task, int y, int height) {
    int x = place(task);
    List<Bar> bars = moment.barsOf(task);
    if (bars.isEmpty()) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>",
              moment.busy().contains(task) ? "busy" : "life",
              x + BAR / 2,
              y,
              x + BAR / 2,
              y + height));
    }
    for (int i = 0; i < bars.size(); i++) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\">"
                  + "<title>%s %s</title></rect>",
              bars.get(i),
              x + i * BAR,
              y,
              BAR - 2,
              height,
              Markup.escaped(task),
              bars.get(i).meaning()));
    }
  }

  private void box(Moment moment, List<String> step, int y, int height) {
    int x = place(moment.task()) + lanes.gutter(moment.task()) * BAR + 2;
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>",
            x,
            y,
            LANE,
            height));
    int line = y + LINE;
    if (!moment.function().isEmpty()) {
      text(x + PAD, line, "f", moment.function());
      line += LINE;
    }
    for (String words : step) {
      text(x + PAD, line, "", words);
      line += LINE;
    }
  }

  private int legend(int from) {
    int y = from;
    for (Bar bar : lanes.bars()) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"12\"/>",
              bar,
              MARGIN,
              y,
              BAR - 2));
      text(MARGIN + 2 * BAR, y + 11, "", bar.meaning());
      y += LINE + 2;
    }
    if (!lanes.conditions().isEmpty()) {
      text(MARGIN, y + 11, "", lanes.conditions());
      y += LINE + 2;
    }
    return y;
  }

  private int place(String task) {
    return places.getOrDefault(task, MARGIN + NUMBER);
  }

  private void text(int x, int y, String style, String words) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\"%s>%s</text>",
            x,
            y,
            style.isEmpty() ? "" : " class=\"" + style + "\"",
            Markup.escaped(words)));
  }
}
