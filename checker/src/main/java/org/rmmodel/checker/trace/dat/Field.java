package org.rmmodel.checker.trace.dat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A field of an event.
 *
 * @param name what the event calls it
 * @param offset where it begins in the record, in bytes
 * @param size how many bytes it has
 * @param signed whether it is a signed number
 * @param place whether it holds the string itself, or says where in the record the string is
 */
record Field(String name, int offset, int size, boolean signed, Place place) {
  /** Where what the field is about stands. */
  enum Place {
    /** Here. */
    HERE,
    /** So many bytes from the record's beginning: __data_loc. */
    FROM_RECORD,
    /** So many bytes from the field's end: __rel_loc. */
    FROM_FIELD
  }

  /**
   * Reads a line of a format file.
   *
   * @param line such as {@code field:int refcnt; offset:16; size:4; signed:1;}
   * @return the field, or null if the line is none
   */
  static @Nullable Field parse(String line) {
    String[] parts = line.strip().split(";", -1);
    if (parts.length < 3 || !parts[0].startsWith("field:")) {
      return null;
    }
    String declaration = parts[0].substring("field:".length()).strip();
    int bracket = declaration.lastIndexOf('[');
    String bare =
        bracket > 0 && declaration.endsWith("]") ? declaration.substring(0, bracket) : declaration;
    Place place =
        declaration.startsWith("__data_loc ")
            ? Place.FROM_RECORD
            : declaration.startsWith("__rel_loc ") ? Place.FROM_FIELD : Place.HERE;
    int offset = number(parts, "offset:");
    int size = number(parts, "size:");
    if (offset < 0 || size < 0) {
      return null;
    }
    return new Field(
        bare.substring(bare.strip().lastIndexOf(' ') + 1).strip(),
        offset,
        size,
        number(parts, "signed:") == 1,
        place);
  }

  private static int number(String[] parts, String key) {
    for (String part : parts) {
      String text = part.strip();
      if (text.startsWith(key) && text.length() < key.length() + 6) {
        try {
          return Integer.parseInt(text.substring(key.length()));
        } catch (NumberFormatException e) {
          return -1;
        }
      }
    }
    return -1;
  }

  /** The number in a record; null if the record is too short, or this is no number. */
  @Nullable Long number(byte[] record, boolean bigEndian) {
    if (size < 1 || size > 8 || offset > record.length - size) {
      return null;
    }
    return signed
        ? Numbers.signed(record, offset, size, bigEndian)
        : Numbers.unsigned(record, offset, size, bigEndian);
  }

  /** The string in a record; null if the record is too short. */
  @Nullable String string(byte[] record, boolean bigEndian) {
    int from = offset;
    int length = size;
    if (place != Place.HERE) {
      if (size != 4 || offset > record.length - 4) {
        return null;
      }
      long where = Numbers.unsigned(record, offset, 4, bigEndian);
      from = (int) (where & 0xffff) + (place == Place.FROM_FIELD ? offset + size : 0);
      length = (int) (where >> 16);
    }
    if (from > record.length || length > record.length - from) {
      return null;
    }
    int end = from;
    // A field of no size is a string that goes on to the record's end.
    int limit = length == 0 && place == Place.HERE ? record.length : from + length;
    while (end < limit && record[end] != 0) {
      end++;
    }
    return new String(record, from, end - from, StandardCharsets.ISO_8859_1);
  }
}
