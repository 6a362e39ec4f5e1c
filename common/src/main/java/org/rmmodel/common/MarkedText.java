package org.rmmodel.common;

import java.nio.file.Path;

/**
 * A part of a document that is computed: whole lines, between two lines that are HTML comments.
 *
 * @param begin the comment's line before the part
 * @param end the comment's line after it
 */
public record MarkedText(String begin, String end) {
  private static final int LARGEST = 16 << 20;

  /**
   * The part between {@code <!-- name -->} and {@code <!-- end of name -->}.
   *
   * @param name the part's name
   * @return the part
   */
  public static MarkedText of(String name) {
    return of(name, name);
  }

  /**
   * The part between {@code <!-- begin -->} and {@code <!-- end of name -->}.
   *
   * @param begin what the first comment says
   * @param name how the second one calls the part
   * @return the part
   */
  public static MarkedText of(String begin, String name) {
    return new MarkedText("<!-- " + begin + " -->\n", "<!-- end of " + name + " -->\n");
  }

  /**
   * Takes the part out of a text.
   *
   * @param text the whole text
   * @return its lines between the marks, each ended
   * @throws BadInput if a mark is not there exactly once, or they are in the wrong order
   */
  public String in(String text) {
    return text.substring(from(text), to(text));
  }

  /**
   * Puts other lines in the part's place.
   *
   * @param text the whole text
   * @param part the lines, each ended
   * @return the text with these lines
   * @throws BadInput if a mark is not there exactly once, or they are in the wrong order
   */
  public String replace(String text, String part) {
    return text.substring(0, from(text)) + part + text.substring(to(text));
  }

  /**
   * Reads the part of a document.
   *
   * @param document the file
   * @return its lines between the marks, each ended
   * @throws BadInput if the file cannot be read, or {@link #in} finds no part
   */
  public String read(Path document) {
    String text = text(document);
    try {
      return in(text);
    } catch (BadInput e) {
      throw new BadInput(document + ": " + e.getMessage());
    }
  }

  /**
   * Replaces the part of a document.
   *
   * @param document the file
   * @param part the lines, each ended
   * @throws BadInput if the file cannot be read or written, or {@link #in} finds no part
   */
  public void write(Path document, String part) {
    String text = text(document);
    try {
      text = replace(text, part);
    } catch (BadInput e) {
      throw new BadInput(document + ": " + e.getMessage());
    }
    Output.write(document, text);
  }

  private static String text(Path document) {
    return Input.text(document, LARGEST);
  }

  private int from(String text) {
    return once(text, begin) + begin.length();
  }

  private int to(String text) {
    int to = once(text, end);
    if (to < from(text)) {
      throw new BadInput(end.strip() + " comes before " + begin.strip());
    }
    return to;
  }

  private static int once(String text, String mark) {
    int at = text.indexOf(mark);
    if (at < 0 || text.indexOf(mark, at + 1) >= 0) {
      throw new BadInput("not exactly once: " + mark.strip());
    }
    return at;
  }
}
