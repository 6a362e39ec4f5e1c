package org.rmmodel.common;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.nio.file.Path;

/** How this project writes JSON: indented by two blanks, the same on every system. */
public final class Json {
  private static final ObjectWriter WRITER =
      new ObjectMapper()
          .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private Json() {}

  /**
   * A value as JSON.
   *
   * @param value a map, list, record or node of Jackson's
   * @return several lines, the last one ended
   */
  public static String text(Object value) {
    try {
      return WRITER.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * Writes a value to a file, whole or not at all.
   *
   * @param file the file, which is replaced
   * @param value a map, list, record or node of Jackson's
   * @throws BadInput with the cause, such as a full disk
   */
  public static void write(Path file, Object value) {
    Output.write(file, text(value));
  }
}
