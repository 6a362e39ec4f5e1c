package org.rmmodel.common;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that a mistyped one may have meant. */
public final class NearestNames {
  private NearestNames() {}

  /**
   * The names nearest to a mistyped one.
   *
   * @param wrong what was typed
   * @param names what there is
   * @return at most three names, equally near; empty when nothing is near
   */
  public static List<String> to(String wrong, Collection<String> names) {
    String typed = wrong.toLowerCase(Locale.ROOT);
    int far = Math.max(2, typed.length() / 3);
    record Near(String name, int distance) {}
    List<Near> near =
        names.stream()
            .map(name -> new Near(name, distance(typed, name.toLowerCase(Locale.ROOT))))
            .filter(candidate -> candidate.distance() <= far)
            .sorted(Comparator.comparingInt(Near::distance))
            .toList();
    return near.stream()
        .filter(candidate -> candidate.distance() == near.get(0).distance())
        .limit(3)
        .map(Near::name)
        .toList();
  }

  /**
   * A hint to append to an error line.
   *
   * @param wrong what was typed
   * @param names what there is
   * @return for example {@code "; did you mean A or B?"}, or what there is when nothing is near and
   *     that is short
   */
  public static String hint(String wrong, Collection<String> names) {
    List<String> near = to(wrong, names);
    if (!near.isEmpty()) {
      return "; did you mean " + String.join(" or ", near) + "?";
    }
    return !names.isEmpty() && names.size() <= 6 ? "; there is " + String.join(", ", names) : "";
  }

  /** Levenshtein's distance; a name that contains what was typed counts as near. */
  private static int distance(String a, String b) {
    if (a.length() >= 3 && b.contains(a)) {
      return 1;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
