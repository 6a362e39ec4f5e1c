package org.rmmodel.checker.catalogue;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of the kernel.
 *
 * @param major the first number
 * @param minor the second number
 * @param point the number of the point release; empty for the mainline release
 */
public record Release(int major, int minor, OptionalInt point) implements Comparable<Release> {
  private static final Pattern FORM =
      Pattern.compile("v?(\\d{1,3})\\.(\\d{1,3})(?:\\.(\\d{1,4}|y))?");

  /** The last release of a major number, after which the next major number came. */
  private static final Map<Integer, Integer> LAST = Map.of(3, 19, 4, 20, 5, 19, 6, 19);

  /** Of a line of stable releases: more than any of them. */
  private static final int NEWEST = 100_000;

  /**
   * Reads a release as people write it.
   *
   * @param text for example {@code v6.8}, {@code 6.8.12}, {@code 5.15.y}
   * @return the release; of a whole line the newest, {@code 6.8.0} is {@code 6.8}; empty if it is
   *     none
   */
  public static Optional<Release> of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String last = form.group(3);
    int point = last == null ? 0 : last.equals("y") ? NEWEST : Integer.parseInt(last);
    return Optional.of(
        new Release(
            Integer.parseInt(form.group(1)),
            Integer.parseInt(form.group(2)),
            point == 0 ? OptionalInt.empty() : OptionalInt.of(point)));
  }

  /**
   * The mainline release that a stable release is of.
   *
   * @return the release without its point
   */
  public Release mainline() {
    return new Release(major, minor, OptionalInt.empty());
  }

  /**
   * The last release with its major number, if it is later than that one.
   *
   * @return for example {@code v4.20} of {@code v4.21}, which there never was; empty for a release
   *     that may have been
   */
  public Optional<Release> last() {
    Integer last = LAST.get(major);
    return last == null || minor <= last
        ? Optional.empty()
        : Optional.of(new Release(major, last, OptionalInt.empty()));
  }

  /**
   * The first release with the next major number.
   *
   * @return for example {@code v5.0} of {@code v4.20}
   */
  Release next() {
    return new Release(major + 1, 0, OptionalInt.empty());
  }

  /**
   * The mainline release before this one.
   *
   * @return for example {@code v4.20} of {@code v5.0}
   */
  public Release previous() {
    return minor > 0
        ? new Release(major, minor - 1, OptionalInt.empty())
        : new Release(major - 1, LAST.getOrDefault(major - 1, 0), OptionalInt.empty());
  }

  /**
   * Is it this release, or a later one of the same line?
   *
   * @param first a point release
   * @return true if it has what came with that one
   */
  public boolean isOnLineFrom(Release first) {
    return mainline().equals(first.mainline()) && point.orElse(0) >= first.point.orElse(0);
  }

  @Override
  public int compareTo(Release other) {
    return Comparator.comparingInt(Release::major)
        .thenComparingInt(Release::minor)
        .thenComparingInt(release -> release.point.orElse(0))
        .compare(this, other);
  }

  @Override
  public String toString() {
    String line = "v" + major + "." + minor;
    return point.isEmpty()
        ? line
        : line + "." + (point.getAsInt() == NEWEST ? "y" : point.getAsInt());
  }
}
