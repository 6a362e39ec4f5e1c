package org.rmmodel.checker.report.html;

/** Names of places in the page, made of names that may have any character. */
final class Anchor {
  private Anchor() {}

  /** A name that may stand in an id and behind a {@code #}; another one for each text. */
  static String of(String kind, String name) {
    StringBuilder out = new StringBuilder(kind).append('-');
    name.codePoints()
        .forEach(
            c -> {
              boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || ".-:+~".indexOf(c) >= 0);
              if (plain) {
                out.appendCodePoint(c);
              } else {
                out.append('_').append(Integer.toHexString(c)).append('_');
              }
            });
    return out.toString();
  }

  static String run(String id) {
    return of("run", id);
  }

  static String model(String name) {
    return of("model", name);
  }

  static String fact(String id) {
    return of("fact", id);
  }

  static String assumption(String id) {
    return of("assumption", id);
  }

  static String litmus(String name) {
    return of("litmus", name);
  }
}
