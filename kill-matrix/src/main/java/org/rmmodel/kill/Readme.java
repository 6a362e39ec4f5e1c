package org.rmmodel.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The table in this module's README, between two marks. */
final class Readme {
  private static final String BEGIN = "<!-- kill matrix -->\n";
  private static final String END = "<!-- end of kill matrix -->";

  private Readme() {}

  /**
   * Reads the table.
   *
   * @throws BadInput if the marks are not there
   */
  static String table(Path file) {
    String text = read(file);
    return text.substring(begin(text), end(text));
  }

  /**
   * Replaces the table.
   *
   * @throws BadInput if the marks are not there, or the file cannot be written
   */
  static void update(Path file, String table) {
    String text = read(file);
    try {
      Files.writeString(file, text.substring(0, begin(text)) + table + text.substring(end(text)));
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be written");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read");
    }
  }

  private static int begin(String text) {
    int begin = text.indexOf(BEGIN);
    if (begin < 0) {
      throw new BadInput("README.md has no place for the table");
    }
    return begin + BEGIN.length();
  }

  private static int end(String text) {
    int end = text.indexOf(END);
    if (end < 0) {
      throw new BadInput("README.md has no place for the table");
    }
    return end;
  }
}
