package org.rmmodel.checker.patch;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in which function the changed lines of a hunk are: by the definitions and closing brackets
 * that begin in the first column of its lines, before and after the patch, and at its beginning by
 * its heading. Where these do not tell it, no function is said.
 */
final class Placement {
  private static final Pattern CALLED = Pattern.compile("([A-Za-z_]\\w*)[ \t]*\\(");
  private static final Pattern FIRST_ARGUMENT = Pattern.compile("\\([ \t]*([A-Za-z_]\\w*)");
  private static final Pattern DATA =
      Pattern.compile(
          "(?:static |const |typedef |extern ){0,9}((?:struct|enum|union)[ \t]+\\w+)[^(;]*\\{?[ \t]*(?:/\\*.*)?");
  private static final Pattern DECLARATION =
      Pattern.compile("(?:[A-Za-z_]\\w*[ \t*]+){1,20}([A-Za-z_]\\w*)[ \t]*\\([^;{}]*;");
  private static final Pattern EXPORT = Pattern.compile("(EXPORT_SYMBOL\\w*)[ \t]*\\(.*");
  private static final Pattern LABEL = Pattern.compile("[ ]?[A-Za-z_]\\w*:(?!:).*");
  private static final Pattern COMMENT = Pattern.compile("\\s*(?:\\*(?:[^\\w(].*)?|/\\*.*|//.*)?");

  private Place old;
  private Place now;

  /** Whether the lines are in the head of a function, before its body. */
  private boolean head;

  /** How many lines of code, and of comments and nothing, are changed in a place. */
  record Count(int code, int comments) {
    Count and(boolean comment) {
      return new Count(code + (comment ? 0 : 1), comments + (comment ? 1 : 0));
    }
  }

  private Placement(Place begin) {
    old = begin;
    now = begin;
  }

  /** The places of a hunk's changed lines, in their order. */
  static Map<Place, Count> of(Hunk hunk) {
    Placement placement = new Placement(begin(hunk));
    Map<Place, Count> places = new LinkedHashMap<>();
    for (String line : hunk.lines()) {
      placement.line(line.charAt(0), line.substring(1).stripTrailing(), places);
    }
    return places;
  }

  private void line(char sign, String text, Map<Place, Count> places) {
    Optional<Place> opened = opened(text);
    if (opened.isPresent()) {
      old = sign == '+' ? old : opened.get();
      now = sign == '-' ? now : opened.get();
      head = opened.get().kind() == Place.Kind.FUNCTION;
    }
    if (sign != ' ') {
      Place place = outside(sign == '-' ? old : now, text);
      Count count = places.getOrDefault(place, new Count(0, 0));
      places.put(place, count.and(COMMENT.matcher(text).matches()));
    }
    head &= !text.endsWith("{") && !text.endsWith("}");
    if (text.startsWith("}") || (head && text.endsWith(");"))) {
      head = false;
      old = sign == '+' ? old : Place.OUTSIDE;
      now = sign == '-' ? now : Place.OUTSIDE;
    }
  }

  /** Of what is between functions, a declaration is told. */
  private static Place outside(Place place, String text) {
    if (!place.equals(Place.OUTSIDE)) {
      return place;
    }
    Matcher export = EXPORT.matcher(text);
    Matcher declaration = DECLARATION.matcher(text);
    if (export.matches()) {
      return new Place(Place.Kind.DECLARATION, export.group(1));
    }
    // What a macro defines, such as a lock, is to be looked at.
    return declaration.matches()
            && !declaration.group(1).equals(declaration.group(1).toUpperCase(Locale.ROOT))
        ? new Place(Place.Kind.DECLARATION, declaration.group(1))
        : place;
  }

  /**
   * Where the first line is: what comes first in the hunk decides whether the heading's function is
   * open.
   */
  private static Place begin(Hunk hunk) {
    Place heading =
        opened(hunk.heading())
            .filter(place -> place.kind() != Place.Kind.OUTSIDE)
            .orElse(Place.UNTOLD);
    if (hunk.start() <= 1) {
      return Place.OUTSIDE;
    }
    for (String line : hunk.lines()) {
      String text = line.substring(1).stripTrailing();
      if (text.startsWith("}") || text.startsWith("{")) {
        return heading;
      }
      if (opened(text).isPresent() || text.startsWith("/*")) {
        return Place.OUTSIDE;
      }
    }
    return heading;
  }

  /**
   * What begins on a line that begins in the first column; nothing for a label or a line within
   * something.
   */
  private static Optional<Place> opened(String text) {
    if (text.isEmpty() || !isWordStart(text.charAt(0)) || LABEL.matcher(text).matches()) {
      return Optional.empty();
    }
    Matcher data = DATA.matcher(text);
    if (data.matches()) {
      return Optional.of(new Place(Place.Kind.DATA, data.group(1)));
    }
    if (text.endsWith(";") || (text.contains(" = ") && !text.contains("("))) {
      return Optional.of(
          text.endsWith("{") ? new Place(Place.Kind.DATA, "a variable") : Place.OUTSIDE);
    }
    Matcher called = CALLED.matcher(text);
    while (called.find()) {
      String name = called.group(1);
      if (name.startsWith("__") && isAttribute(name)) {
        continue;
      }
      Matcher argument = FIRST_ARGUMENT.matcher(text.substring(called.end(1)));
      boolean macro = name.equals(name.toUpperCase(Locale.ROOT));
      return Optional.of(
          new Place(Place.Kind.FUNCTION, macro && argument.lookingAt() ? argument.group(1) : name));
    }
    // The type of a function whose name is on the next line, or a variable.
    return Optional.of(Place.OUTSIDE);
  }

  private static boolean isAttribute(String name) {
    return name.equals("__printf") || name.equals("__scanf") || name.equals("__attribute__");
  }

  private static boolean isWordStart(char c) {
    return Character.isLetter(c) || c == '_';
  }
}
