package org.rmmodel.lkmm.report;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.rmmodel.common.Markup;
import org.rmmodel.lkmm.execution.Event;
import org.rmmodel.lkmm.execution.Execution;
import org.rmmodel.lkmm.execution.Relation;

/** An execution as a graph in SVG: a column for each thread, and arrows for rf, co and fr. */
public final class Picture {
  private static final int WIDTH = 260;
  private static final int HEIGHT = 46;
  private static final int BOX = 210;

  private final Execution execution;
  private final Map<Integer, int[]> places = new HashMap<>();
  private final StringBuilder svg = new StringBuilder();
  private int columns;
  private int rows;

  private Picture(Execution execution) {
    this.execution = execution;
  }

  /**
   * Draws an execution.
   *
   * @param title what stands above it
   * @param execution the execution
   * @return SVG
   */
  public static String of(String title, Execution execution) {
    return new Picture(execution).draw(title);
  }

  private String draw(String title) {
    Map<Integer, Integer> used = new HashMap<>();
    int initial = 0;
    for (int i = 0; i < execution.skeleton().size(); i++) {
      Event event = execution.skeleton().event(i);
      int column = event.isInitial() ? initial++ : event.thread();
      int row = event.isInitial() ? 0 : used.merge(event.thread(), 1, Integer::sum);
      places.put(i, new int[] {column * WIDTH + 20, row * HEIGHT + 60});
      columns = Math.max(columns, column + 1);
      rows = Math.max(rows, row + 1);
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"12\">%n",
            columns * WIDTH + 20,
            rows * HEIGHT + 80));
    svg.append(
        "<defs><marker id=\"a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\""
            + " markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\"/></marker></defs>\n");
    svg.append(
        String.format(
            "<text x=\"20\" y=\"24\" font-size=\"15\">%s</text>%n", Markup.escaped(title)));
    places.forEach(this::box);
    Relation rf = execution.rf();
    Relation co = execution.co();
    Relation fr = rf.inverse().then(co);
    for (int from = 0; from < rf.size(); from++) {
      for (int to = 0; to < rf.size(); to++) {
        if (rf.has(from, to)) {
          arrow(from, to, "rf", "#b00020");
        }
        if (Account.isNext(co, from, to)) {
          arrow(from, to, "co", "#0040a0");
        }
        if (fr.has(from, to) && isFirst(fr, co, from, to)) {
          arrow(from, to, "fr", "#b07000");
        }
      }
    }
    return svg.append("</svg>\n").toString();
  }

  private static boolean isFirst(Relation fr, Relation co, int read, int write) {
    for (int other = 0; other < fr.size(); other++) {
      if (fr.has(read, other) && co.has(other, write)) {
        return false;
      }
    }
    return true;
  }

  private void box(int number, int[] at) {
    Event event = execution.skeleton().event(number);
    String text =
        event.isInitial()
            ? Account.label(execution, number)
            : "P" + event.thread() + ": " + Account.what(execution, number);
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"24\" fill=\"%s\" stroke=\"#888\"/>"
                + "<text x=\"%d\" y=\"%d\">%s</text>%n",
            at[0],
            at[1],
            BOX,
            event.isInitial() ? "#eee" : "#fff",
            at[0] + 6,
            at[1] + 16,
            Markup.escaped(text)));
  }

  private void arrow(int from, int to, String name, String colour) {
    int[] a = place(from);
    int[] b = place(to);
    boolean down = a[0] == b[0];
    int x1 = down ? a[0] + BOX : a[0] + (a[0] < b[0] ? BOX : 0);
    int x2 = down ? b[0] + BOX : b[0] + (a[0] < b[0] ? 0 : BOX);
    int bend = down ? 30 : 0;
    int middle = (x1 + x2) / 2 + bend;
    int y1 = a[1] + 12;
    int y2 = b[1] + 12;
    svg.append(
        String.format(
            Locale.ROOT,
            "<path d=\"M%d %dQ%d %d %d %d\" fill=\"none\" stroke=\"%s\" marker-end=\"url(#a)\"/>"
                + "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
            x1,
            y1,
            middle,
            (y1 + y2) / 2,
            x2,
            y2,
            colour,
            middle,
            (y1 + y2) / 2 - 3,
            colour,
            name));
  }

  private int[] place(int number) {
    int[] at = places.get(number);
    if (at == null) {
      throw new IllegalStateException("no place for event " + number);
    }
    return at;
  }
}
