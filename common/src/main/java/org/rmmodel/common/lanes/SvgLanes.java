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
      <style>
      text{fill:#111;font:12px sans-serif}.h{font-weight:bold;font-size:14px}.f{font-weight:bold}
      .bg{fill:#fff}.box{fill:#f4f4f4;stroke:#888}.wrong .box{fill:#fde0e0;stroke:#b00020;stroke-width:2}
      .again .box{stroke:#0040a0;stroke-width:2}.life{stroke:#bbb}.busy{stroke:#555;stroke-width:2}
      .MUTEX{fill:#0040a0}.RCU{fill:#1b7f3b}.PREEMPT_OFF{fill:#b07000}.STOPS{fill:#b00020}
      .PARKED{fill:#999}.GRACE_PERIOD{fill:#7030a0}.ASLEEP{fill:#2a9d9d}
      @media (prefers-color-scheme:dark){text{fill:#eee}.bg{fill:#181818}.box{fill:#2a2a2a}
      .wrong .box{fill:#54151c}.life{stroke:#555}.busy{stroke:#aaa}.MUTEX{fill:#6fa0ff}
      .RCU{fill:#5fce85}.PREEMPT_OFF{fill:#f0b040}.STOPS{fill:#ff6b7d}.GRACE_PERIOD{fill:#c58cf0}}
      @media print{text{fill:#000}.bg{fill:#fff}.box{fill:#fff}.wrong .box{fill:#eee}}
      </style>
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
    return new SvgLanes(lanes).draw(title, below);
  }

  private int width(String task) {
    return lanes.gutter(task) * BAR + LANE + MARGIN;
  }

  private String draw(String title, String below) {
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
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\""
                + " width=\"%d\" height=\"%d\"><title>%s</title>%n",
            whole,
            y + MARGIN,
            whole,
            y + MARGIN,
            Markup.escaped(title))
        + STYLE
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
          case NONE -> "<g>";
          case WRONG -> "<g class=\"wrong\">";
          case AGAIN -> "<g class=\"again\">";
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
