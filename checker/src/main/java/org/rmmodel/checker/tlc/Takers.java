package org.rmmodel.checker.tlc;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what the specification prints of who takes which action: {@code <<"takes", {"A", "B"}>>},
 * which TLC breaks into lines as it likes.
 */
final class Takers {
  private static final Pattern BEGIN = Pattern.compile("<<\\s*\"takes\",.*");
  private static final Pattern NAME = Pattern.compile("\"([A-Za-z0-9_]+)\"");

  /** Far above what any specification has. */
  private static final int LONGEST = 1 << 16;

  private final StringBuilder text = new StringBuilder();
  private boolean begun;
  private Optional<Set<String>> told = Optional.empty();

  /**
   * Takes a line that TLC has printed.
   *
   * @param line the line
   * @return whether it belongs to what is read here
   */
  boolean take(String line) {
    if (!begun && !(told.isEmpty() && BEGIN.matcher(line.strip()).matches())) {
      return false;
    }
    begun = true;
    text.append(line).append(' ');
    if (line.strip().endsWith(">>") || text.length() > LONGEST) {
      begun = false;
      told = Optional.of(names());
    }
    return true;
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    Matcher name = NAME.matcher(text.substring(text.indexOf("takes\"") + "takes\"".length()));
    while (name.find()) {
      names.add(name.group(1));
    }
    return names;
  }

  /** The actions that somebody takes; empty if nothing has been told. */
  Optional<Set<String>> told() {
    return told;
  }
}
