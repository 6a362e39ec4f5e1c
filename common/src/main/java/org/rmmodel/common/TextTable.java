package org.rmmodel.common;

import java.util.ArrayList;
import java.util.List;

/** A table in plain text whose cells wrap. */
public final class TextTable {
  /** The widest line that this program prints of its own accord. */
  public static final int WIDTH = 100;

  private final String gap;
  private final int[] widths;
  private final StringBuilder out = new StringBuilder();

  /**
   * A table without rows.
   *
   * @param gap blanks between columns
   * @param widths the columns' widths, in characters
   */
  public TextTable(int gap, int... widths) {
    this.gap = " ".repeat(gap);
    this.widths = widths.clone();
  }

  /**
   * Adds a row of cells, each wrapped to its column.
   *
   * @param cells the cells; those that are missing are empty
   * @return this table
   */
  public TextTable row(List<String> cells) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 1;
    for (int i = 0; i < widths.length; i++) {
      List<String> lines = wrap(i < cells.size() ? cells.get(i) : "", widths[i]);
      wrapped.add(lines);
      height = Math.max(height, lines.size());
    }
    for (int y = 0; y < height; y++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = y < wrapped.get(i).size() ? wrapped.get(i).get(y) : "";
        line.append(i == 0 ? "" : gap).append(cell).append(" ".repeat(widths[i] - cell.length()));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return this;
  }

  /**
   * Adds a rule under or between rows.
   *
   * @return this table
   */
  public TextTable rule() {
    List<String> cells = new ArrayList<>();
    for (int width : widths) {
      cells.add("-".repeat(width));
    }
    return row(cells);
  }

  /**
   * Adds a line over the whole width.
   *
   * @param text the line
   * @return this table
   */
  public TextTable line(String text) {
    out.append(text.stripTrailing()).append('\n');
    return this;
  }

  /**
   * Breaks a text at spaces, and inside a word only where it is longer than a line.
   *
   * @param text the text
   * @param width the longest line, in characters
   * @return the lines, at least one
   */
  public static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split(" +", -1)) {
      String rest = word;
      if (line.length() > 0 && line.length() + 1 + rest.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (rest.length() > width) {
        int cut = cutOf(rest, width);
        lines.add(rest.substring(0, cut));
        rest = rest.substring(cut);
      }
      line.append(line.length() > 0 ? " " : "").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  /** A long identifier is cut after an underscore where that is possible. */
  private static int cutOf(String word, int width) {
    int underscore = word.lastIndexOf('_', width - 1);
    return underscore > width / 3 ? underscore + 1 : width;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
