package org.rmmodel.lkmm.parse;

/**
 * A place in a litmus test.
 *
 * @param line the line, from 1 on
 * @param column the column, from 1 on
 */
public record Place(int line, int column) {
  @Override
  public String toString() {
    return line + ":" + column;
  }
}
