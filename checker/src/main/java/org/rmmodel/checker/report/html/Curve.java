package org.rmmodel.checker.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rmmodel.common.Markup;

/**
 * A table of growing state spaces as curves, in SVG: one for each column whose head ends in {@code
 * states}, over the numbers of the first column. Both axes are logarithmic. A number that is more
 * than what was found, as in {@code > 594,592}, has an open mark.
 */
final class Curve {
  private static final String STATES = "states";
  private static final Pattern NUMBER = Pattern.compile("(>?) *([\\d,]+)");
  private static final int WIDTH = 640;
  private static final int HEIGHT = 380;
  private static final int LEFT = 90;
  private static final int RIGHT = 110;
  private static final int TOP = 20;
  private static final int BOTTOM = 50;

  /** Beyond this a table is no growth of states. */
  private static final double MOST = 1e15;

  private final String title;
  private final String below;
  private final List<Line> lines;
  private final double mostX;
  private final int decades;
  private final StringBuilder out = new StringBuilder();

  /**
   * A point.
   *
   * @param x the number of the first column, from 1 on
   * @param y the states, from 1 on
   * @param more whether there are more states than these
   */
  private record Point(double x, double y, boolean more) {}

  /** A column. */
  private record Line(String name, List<Point> points) {}

  private Curve(String title, String below, List<Line> lines) {
    this.title = title;
    this.below = below;
    this.lines = lines;
    this.mostX =
        lines.stream()
            .flatMap(line -> line.points().stream())
            .mapToDouble(Point::x)
            .max()
            .orElse(1);
    this.decades =
        (int)
            Math.ceil(
                Math.log10(
                    lines.stream()
                        .flatMap(line -> line.points().stream())
                        .mapToDouble(Point::y)
                        .max()
                        .orElse(1)));
  }

  /**
   * The curves of a table.
   *
   * @param title what it is about
   * @param heads its heads
   * @param rows its rows
   * @return an element svg; empty if it has no column of states with two numbers
   */
  static Optional<String> svg(String title, List<String> heads, List<Recorded.Row> rows) {
    List<Line> lines = new ArrayList<>();
    for (int column = 1; column < heads.size(); column++) {
      if (heads.get(column).endsWith(STATES)) {
        List<Point> points = points(rows, column - 1);
        if (points.size() > 1) {
          String name = heads.get(column);
          lines.add(
              new Line(
                  name.substring(0, name.length() - STATES.length()).replaceAll("[: ]+$", ""),
                  points));
        }
      }
    }
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(new Curve(title, heads.get(0), lines).draw());
  }

  private static List<Point> points(List<Recorded.Row> rows, int column) {
    List<Point> points = new ArrayList<>();
    for (Recorded.Row row : rows) {
      String cell = column < row.others().size() ? row.others().get(column) : "";
      OptionalDouble x = number(row.first());
      OptionalDouble y = number(cell);
      if (x.isPresent() && y.isPresent()) {
        points.add(new Point(x.getAsDouble(), y.getAsDouble(), cell.startsWith(">")));
      }
    }
    return points;
  }

  private static OptionalDouble number(String text) {
    Matcher number = NUMBER.matcher(text.strip());
    if (!number.matches()) {
      return OptionalDouble.empty();
    }
    String digits = number.group(2).replace(",", "");
    double value = digits.isEmpty() ? 0 : Double.parseDouble(digits);
    return value >= 1 && value <= MOST ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private String draw() {
    add(
        "<svg class=\"curve\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
            + " aria-label=\"%s\">",
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT,
        Markup.escaped(
            "Curves of states over " + below + ": " + title + ". The table has the numbers."));
    for (int decade = 0; decade <= decades; decade++) {
      double y = y(Math.pow(10, decade));
      add("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y, WIDTH - RIGHT);
      text(LEFT - 8, y + 4, "end", String.format(Locale.ROOT, "%,.0f", Math.pow(10, decade)));
    }
    for (double x = 1; x <= mostX; x *= mostX > 64 ? 4 : 2) {
      add("<path class=\"grid\" d=\"M%.1f %dV%d\"/>", x(x), TOP, HEIGHT - BOTTOM);
      text(x(x), HEIGHT - BOTTOM + 18, "middle", String.format(Locale.ROOT, "%.0f", x));
    }
    text(LEFT + (WIDTH - LEFT - RIGHT) / 2.0, HEIGHT - 10, "middle", below);
    text(LEFT - 8, 10, "end", STATES);
    for (int i = 0; i < lines.size(); i++) {
      line(lines.get(i), "line line" + i % 3);
    }
    return out.append("</svg>").toString();
  }

  private void line(Line line, String style) {
    StringBuilder path = new StringBuilder();
    for (Point point : line.points()) {
      path.append(
          String.format(
              Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x(point.x()), y(point.y())));
    }
    add("<path class=\"%s\" d=\"%s\"/>", style, path);
    for (Point point : line.points()) {
      add(
          "<circle class=\"%s%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>",
          style, point.more() ? " more" : "", x(point.x()), y(point.y()));
    }
    Point last = line.points().get(line.points().size() - 1);
    text(
        x(last.x()) + 8, y(last.y()) + 4, "start", line.name() + (last.more() ? ", and more" : ""));
  }

  private double x(double value) {
    return LEFT + Math.log(value) / Math.max(Math.log(mostX), 1) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - Math.log10(value) / Math.max(decades, 1) * (HEIGHT - TOP - BOTTOM);
  }

  private void text(double x, double y, String anchor, String text) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x, y, anchor, Markup.escaped(text));
  }

  private void add(String form, Object... values) {
    out.append(String.format(Locale.ROOT, form, values));
  }
}
