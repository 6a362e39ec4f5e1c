package org.rmmodel.checker.patch;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the subjects of patches say of the kernel that they are for. */
public final class Subjects {
  /**
   * As in {@code [PATCH AUTOSEL 5.10 03/31]}, {@code [PATCH 6.1 209/482]}, {@code [PATCH 6.6.y]}.
   */
  private static final Pattern RELEASE =
      Pattern.compile(
          "\\[[^\\]]{0,40}?\\bv?(\\d\\.\\d{1,2})(?:[.-]y|\\.\\d{1,3})?\\b[^\\]]{0,40}\\]");

  private Subjects() {}

  /**
   * The release that all subjects name.
   *
   * @param patches the patches
   * @return for example {@code v5.10}; empty if none is named, or not the same by all that name one
   */
  public static Optional<String> release(Patches patches) {
    List<String> named =
        patches.hunks().stream()
            .map(hunk -> RELEASE.matcher(hunk.title()))
            .filter(Matcher::lookingAt)
            .map(matcher -> "v" + matcher.group(1))
            .distinct()
            .toList();
    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
  }
}
