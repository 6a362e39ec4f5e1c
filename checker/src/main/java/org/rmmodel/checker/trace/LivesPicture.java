package org.rmmodel.checker.trace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.rmmodel.checker.trace.TraceEvent.Counted;
import org.rmmodel.checker.trace.TraceEvent.ModuleFree;
import org.rmmodel.checker.trace.TraceEvent.ModuleLoad;
import org.rmmodel.checker.trace.TraceEvent.Operation;
import org.rmmodel.checker.trace.TraceEvent.Release;
import org.rmmodel.checker.trace.TraceEvent.ReleaseStep;
import org.rmmodel.common.Markup;
import org.rmmodel.common.Output;

/**
 * The modules' lives as a picture: a lane for each, from left to right in the order of the log's
 * lines. What is drawn are the events, not what the search found out.
 */
public final class LivesPicture {
  private static final int MOST_LANES = 64;
  private static final int LEFT = 190;
  private static final int WIDTH = 900;
  private static final int LANE = 46;
  private static final int TOP = 44;
  private static final int BAR = 12;
  private static final int CURVE = 20;

  /** More points than this along a lane cannot be told apart. */
  private static final int POINTS = WIDTH;

  private static final String STYLE =
      """
      <style>
        .page { fill: #ffffff } text { font: 12px sans-serif; fill: #1b1f24 }
        .small { font-size: 10px; fill: #57606a } .title { font-weight: bold }
        .coming { fill: #bf8700 } .live { fill: #2da44e } .going { fill: #8250df }
        .before { fill: #2da44e; opacity: .45 } .refs { fill: none; stroke: #0969da }
        .bad { stroke: #cf222e; stroke-width: 2 } .lane { stroke: #d0d7de }
        @media (prefers-color-scheme: dark) {
          .page { fill: #0d1117 } text { fill: #e6edf3 } .small { fill: #8b949e }
          .coming { fill: #d29922 } .live { fill: #3fb950 } .going { fill: #a371f7 }
          .before { fill: #3fb950 } .refs { stroke: #58a6ff } .bad { stroke: #f85149 }
          .lane { stroke: #30363d }
        }
      </style>
      """;

  private final String text;

  private LivesPicture(String text) {
    this.text = text;
  }

  /** What a module is, from a position on. */
  private record Phase(int from, String is) {}

  /** What the log shows of one module. */
  private static final class Lane {
    final List<Phase> phases = new ArrayList<>();
    final List<int[]> counts = new ArrayList<>();

    void becomes(int position, String is) {
      phases.add(new Phase(position, is));
    }

    String now() {
      return phases.isEmpty() ? "" : phases.get(phases.size() - 1).is();
    }
  }

  /**
   * Draws the lives.
   *
   * @param log the log's name
   * @param summary what came out
   * @param lines the log's lines
   * @param verdicts the verdicts of the modules that are wanted
   * @return the picture
   */
  static LivesPicture of(
      String log, String summary, List<TraceLine> lines, List<ModuleVerdict> verdicts) {
    Map<String, Lane> lanes = new TreeMap<>();
    verdicts.stream().limit(MOST_LANES).forEach(v -> lanes.put(v.module(), new Lane()));
    Map<Long, Integer> positions = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      add(lanes, i, lines.get(i).event());
    }
    verdicts.forEach(v -> positions.put(v.line(), 0));
    for (int i = 0; i < lines.size(); i++) {
      positions.computeIfPresent(lines.get(i).number(), position(i));
    }
    return new LivesPicture(draw(log, summary, lines, verdicts, lanes, positions));
  }

  private static BiFunction<Long, Integer, Integer> position(int i) {
    return (line, none) -> i;
  }

  private static void add(Map<String, Lane> lanes, int i, TraceEvent event) {
    if (event instanceof ModuleLoad load) {
      Lane lane = lanes.get(load.module());
      if (lane != null && !lane.now().equals("coming")) {
        lane.becomes(i, "coming");
      }
    } else if (event instanceof ModuleFree free) {
      Lane lane = lanes.get(free.module());
      if (lane != null) {
        lane.becomes(i, lane.now().isEmpty() ? "before" : lane.now());
        lane.becomes(i, "gone");
      }
    } else if (event instanceof Release release && release.step() == ReleaseStep.GOING) {
      Lane lane = lanes.get(release.module());
      if (lane != null) {
        lane.becomes(i, "going");
      }
    } else if (event instanceof Counted counted) {
      Lane lane = lanes.get(counted.module());
      if (lane != null) {
        count(lane, i, counted);
      }
    }
  }

  private static void count(Lane lane, int i, Counted counted) {
    boolean initHold =
        counted.operation() == Operation.PUT && counted.callSite() == CallSite.DO_INIT_MODULE;
    if (lane.now().equals("coming") && initHold) {
      lane.becomes(i, "live");
    } else if (lane.now().isEmpty()) {
      lane.becomes(0, "before");
    } else if (lane.now().equals("gone")) {
      lane.becomes(
          i, "coming"); // Only a notifier of COMING, or a mistake, comes before module_load.
    }
    lane.counts.add(new int[] {i, counted.refcnt()});
  }

  private static String draw(
      String log,
      String summary,
      List<TraceLine> lines,
      List<ModuleVerdict> verdicts,
      Map<String, Lane> lanes,
      Map<Long, Integer> positions) {
    int height = TOP + lanes.size() * LANE + 40;
    int width = LEFT + WIDTH + 20;
    StringBuilder svg = new StringBuilder();
    svg.append(
            String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                    + " viewBox=\"0 0 %d %d\" role=\"img\">%n",
                width,
                height,
                width,
                height))
        .append("<title>")
        .append(Markup.escaped(BadLogException.printable(summary)))
        .append("</title>\n")
        .append(STYLE)
        .append(
            String.format(
                Locale.ROOT, "<rect class=\"page\" width=\"%d\" height=\"%d\"/>%n", width, height));
    text(svg, 10, 18, "title", log);
    text(
        svg,
        10,
        34,
        "small",
        "amber COMING, green LIVE (pale: since before the log), violet GOING; blue: the printed"
            + " count; red: where the verdict is about");
    int y = TOP;
    for (Map.Entry<String, Lane> lane : lanes.entrySet()) {
      lane(svg, y, lane.getKey(), lane.getValue(), lines.size());
      y += LANE;
    }
    y = TOP;
    for (ModuleVerdict verdict : verdicts.stream().limit(MOST_LANES).toList()) {
      if (verdict.line() > 0) {
        double x = x(positions.getOrDefault(verdict.line(), 0), lines.size());
        svg.append(
            String.format(
                Locale.ROOT,
                "<line class=\"bad\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
                x,
                x,
                y,
                y + LANE - 8));
      }
      y += LANE;
    }
    text(svg, LEFT, height - 12, "small", "line " + lines.get(0).number());
    text(
        svg,
        LEFT + WIDTH - 60,
        height - 12,
        "small",
        "line " + lines.get(lines.size() - 1).number());
    if (verdicts.size() > MOST_LANES) {
      text(svg, 10, height - 12, "small", (verdicts.size() - MOST_LANES) + " more modules");
    }
    return svg.append("</svg>\n").toString();
  }

  private static void lane(StringBuilder svg, int y, String module, Lane lane, int lines) {
    text(svg, 10, y + 14, "", module);
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"lane\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>%n",
            LEFT,
            LEFT + WIDTH,
            y + LANE - 8,
            y + LANE - 8));
    int drawn = -1;
    for (int p = 0; p < lane.phases.size(); p++) {
      Phase phase = lane.phases.get(p);
      int end = p + 1 < lane.phases.size() ? lane.phases.get(p + 1).from() : lines;
      double from = x(phase.is().equals("before") ? 0 : phase.from(), lines);
      double to = x(end, lines);
      // Of many short lives in one place, one is drawn.
      if (!phase.is().equals("gone") && ((int) to > drawn || to - from >= 1)) {
        svg.append(
            String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
                phase.is(),
                from,
                y + 4,
                Math.max(1, to - from),
                BAR));
        drawn = (int) to;
      }
    }
    curve(svg, y, lane, lines);
  }

  /** The printed count: of many in one place, the lowest and the highest. */
  private static void curve(StringBuilder svg, int y, Lane lane, int lines) {
    if (lane.counts.isEmpty()) {
      return;
    }
    int most = 1;
    int[][] ends = new int[POINTS + 1][];
    for (int[] count : lane.counts) {
      most = Math.max(most, count[1]);
      int at = (int) ((long) count[0] * POINTS / Math.max(1, lines));
      int[] here = ends[at];
      ends[at] =
          here == null
              ? new int[] {count[1], count[1]}
              : new int[] {Math.min(here[0], count[1]), Math.max(here[1], count[1])};
    }
    StringBuilder points = new StringBuilder();
    for (int at = 0; at < ends.length; at++) {
      if (ends[at] != null) {
        for (int value : ends[at][0] == ends[at][1] ? new int[] {ends[at][0]} : ends[at]) {
          points.append(
              String.format(
                  Locale.ROOT,
                  "%d,%.1f ",
                  LEFT + at,
                  y + LANE - 8 - (double) CURVE * Math.max(0, value) / most));
        }
      }
    }
    svg.append("<polyline class=\"refs\" points=\"").append(points.toString().strip());
    svg.append("\"/>\n");
    text(svg, 10, y + 28, "small", "printed refcnt up to " + most);
  }

  private static double x(int position, int lines) {
    return LEFT + (double) position * WIDTH / Math.max(1, lines);
  }

  private static void text(StringBuilder svg, int x, int y, String is, String text) {
    svg.append(
            String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\"%s>",
                x,
                y,
                is.isEmpty() ? "" : " class=\"" + is + "\""))
        .append(Markup.escaped(BadLogException.printable(text)))
        .append("</text>\n");
  }

  /**
   * The picture.
   *
   * @return SVG
   */
  public String text() {
    return text;
  }

  /**
   * Writes the picture.
   *
   * @param file where to
   */
  public void write(Path file) {
    Output.write(file, text);
  }
}
