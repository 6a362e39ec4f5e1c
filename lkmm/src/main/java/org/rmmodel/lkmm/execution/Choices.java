package org.rmmodel.lkmm.execution;

import java.util.ArrayList;
import java.util.List;

/** Leads a program that decides repeatedly through all its ways, one after another. */
final class Choices {
  private final List<int[]> taken = new ArrayList<>();
  private int at;

  /** One of so many; the first time the first. */
  int next(int options) {
    if (at == taken.size()) {
      taken.add(new int[] {0, options});
    }
    return taken.get(at++)[0];
  }

  /** Whether there is another way; if so the program begins again. */
  boolean advance() {
    at = 0;
    while (!taken.isEmpty()) {
      int[] last = taken.get(taken.size() - 1);
      if (++last[0] < last[1]) {
        return true;
      }
      taken.remove(taken.size() - 1);
    }
    return false;
  }
}
