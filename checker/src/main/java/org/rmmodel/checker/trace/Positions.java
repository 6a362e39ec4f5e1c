package org.rmmodel.checker.trace;

/** From positions in the file to lines of one module's script. */
final class Positions {
  private final int[] of;

  /**
   * Positions.
   *
   * @param of the position of each line of the script, ascending
   */
  Positions(int[] of) {
    this.of = of;
  }

  /** How many lines the script has. */
  int size() {
    return of.length;
  }

  /** How many lines of the script are at or before this position of the file. */
  int upTo(int position) {
    return before(position + 1);
  }

  /** How many lines of the script are before this position of the file. */
  int before(int position) {
    int low = 0;
    int high = of.length;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (of[mid] < position) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }
}
