package org.rmmodel.checker.trace.dat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the records of one event look like: a file {@code format} of tracefs.
 *
 * @param id the number in the records
 * @param name the event's name
 * @param fields its fields by name
 * @param print how it is printed
 */
record EventFormat(int id, String name, Map<String, Field> fields, PrintFormat print) {
  /** No event has more. */
  private static final int MAX_FIELDS = 256;

  /**
   * Reads a format file.
   *
   * @param text the file
   * @return the format, or null if this is none
   */
  static @Nullable EventFormat parse(String text) {
    String name = null;
    int id = -1;
    Map<String, Field> fields = new LinkedHashMap<>();
    String print = "";
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("name: ")) {
        name = line.substring("name: ".length()).strip();
      } else if (line.startsWith("ID: ")) {
        try {
          id = Integer.parseInt(line.substring("ID: ".length()).strip());
        } catch (NumberFormatException e) {
          return null;
        }
      } else if (line.startsWith("print fmt: ")) {
        print = line.substring("print fmt: ".length());
      } else if (fields.size() < MAX_FIELDS) {
        Field field = Field.parse(line);
        if (field != null) {
          fields.put(field.name(), field);
        }
      }
    }
    return name == null || id < 0 || name.length() > 128
        ? null
        : new EventFormat(id, name.intern(), fields, PrintFormat.parse(print));
  }

  /** A number of a record, or the other one if the event has no such field. */
  long number(String field, byte[] record, boolean bigEndian, long otherwise) {
    Field known = fields.get(field);
    Long value = known == null ? null : known.number(record, bigEndian);
    return value == null ? otherwise : value;
  }
}
