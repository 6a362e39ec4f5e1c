package org.rmmodel.common;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of others made fit to be printed as one line on a terminal. */
public final class OneLine {
  private static final int LONGEST = 400;

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[(?:0|32|31;1)m");

  private OneLine() {}

  /**
   * The text in one line: white space collapsed, control characters dropped, cut after 400
   * characters.
   *
   * @param text any text
   * @return the line, without a line end
   */
  public static String of(String text) {
    String line = printable(text.replaceAll("\\s+", " ")).strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }

  /**
   * The text without what a terminal obeys: control characters, and marks that turn the direction
   * of what follows. A tab, a line's end and the colours of {@link Terminal#coloured} stay.
   *
   * @param text any text
   * @return the text, as it may be printed
   */
  public static String printable(String text) {
    if (text.codePoints().noneMatch(c -> isControl(c) && c != '\t' && c != '\n')) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    Matcher colour = COLOUR.matcher(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\u001b' && colour.region(i, text.length()).lookingAt()) {
        out.append(colour.group());
        i = colour.end() - 1;
      } else if (c == '\t' || c == '\n' || !isControl(c)) {
        out.append(c);
      }
    }
    return out.toString();
  }

  /**
   * Whether a terminal or a browser may obey a character instead of showing it.
   *
   * @param c a code point
   * @return true for control characters of both blocks, and for marks of direction
   */
  static boolean isControl(int c) {
    return Character.isISOControl(c)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /**
   * Why a file could not be read or written, without the file's name.
   *
   * @param error what the library says
   * @return for example {@code No space left on device}
   */
  public static String of(IOException error) {
    if (error instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (error instanceof AccessDeniedException) {
      return "permission denied";
    }
    String message =
        error instanceof FileSystemException failed ? failed.getReason() : error.getMessage();
    return of(message == null ? error.getClass().getSimpleName() : message);
  }
}
