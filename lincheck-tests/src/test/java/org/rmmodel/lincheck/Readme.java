package org.rmmodel.lincheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the README says that these tests compute: lines between two marks. */
final class Readme {
  private Readme() {}

  /**
   * Reads the lines between the marks of a part.
   *
   * @throws IllegalStateException if the README has no such part
   */
  static List<String> part(String name) {
    Path file = Path.of("..", "README.md");
    try {
      String text = Files.readString(file);
      String begin = "<!-- " + name + " -->\n";
      int from = text.indexOf(begin);
      int to = text.indexOf("<!-- end of " + name + " -->");
      if (from < 0 || to < from) {
        throw new IllegalStateException("README.md has no part '" + name + "'");
      }
      return text.substring(from + begin.length(), to).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
