package org.rmmodel.checker.trace.dat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How an event is printed: the kernel's {@code print fmt}, a format and its arguments. Arguments
 * are fields, with casts and parentheses around them; of others, such as {@code __print_flags},
 * nothing is printed.
 */
final class PrintFormat {
  private static final int MAX_PIECES = 64;

  private final List<Piece> pieces;

  /** Some text, and what is printed after it. */
  private record Piece(String text, String flags, String conversion, String field) {}

  private PrintFormat(List<Piece> pieces) {
    this.pieces = pieces;
  }

  /**
   * Reads the line of a format file.
   *
   * @param line what stands after {@code print fmt:}
   * @return how to print
   */
  static PrintFormat parse(String line) {
    List<String> parts = arguments(line);
    String format = parts.get(0);
    List<Piece> pieces = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int argument = 1;
    for (int i = 0; i < format.length() && pieces.size() < MAX_PIECES; ) {
      char c = format.charAt(i);
      if (c != '%' || format.startsWith("%%", i)) {
        text.append(c);
        i += c == '%' ? 2 : 1;
        continue;
      }
      int flags = i + 1;
      int at = flags;
      while (at < format.length() && "-+ #0123456789.".indexOf(format.charAt(at)) >= 0) {
        at++;
      }
      int modifier = at;
      while (at < format.length() && "hlzLq".indexOf(format.charAt(at)) >= 0) {
        at++;
      }
      int end = Math.min(at + 1, format.length());
      if (format.startsWith("p", at)) {
        while (end < format.length() && Character.isLetter(format.charAt(end))) {
          end++;
        }
      }
      pieces.add(
          new Piece(
              text.toString(),
              format.substring(flags, modifier),
              format.substring(modifier, end),
              argument < parts.size() ? field(parts.get(argument)) : ""));
      argument++;
      text.setLength(0);
      i = end;
    }
    pieces.add(new Piece(text.toString(), "", "", ""));
    return new PrintFormat(pieces);
  }

  /** The quoted format, without its escapes, and the arguments between the outermost commas. */
  private static List<String> arguments(String line) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean format = parts.isEmpty();
      if (quoted && c == '\\' && i + 1 < line.length()) {
        i++;
        char escaped = line.charAt(i);
        part.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
      } else if (c == '"') {
        quoted = !quoted;
        if (!format) {
          part.append(c);
        }
      } else if (quoted) {
        part.append(c);
      } else if (c == ',' && depth == 0) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        depth += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
        if (!format) {
          part.append(c);
        }
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /** The field that an argument is, or nothing if it is more than a field. */
  private static String field(String argument) {
    String rest = argument.strip();
    for (String function : List.of("__get_str", "__get_rel_str")) {
      if (rest.startsWith(function + "(") && rest.endsWith(")")) {
        return rest.substring(function.length() + 1, rest.length() - 1).strip();
      }
    }
    int before;
    do {
      before = rest.length();
      if (rest.startsWith("(")) {
        int close = closing(rest);
        rest =
            close == rest.length() - 1
                ? rest.substring(1, close).strip()
                : close > 0 ? rest.substring(close + 1).strip() : rest;
      }
    } while (rest.length() < before);
    if (!rest.startsWith("REC->")) {
      return "";
    }
    String name = rest.substring("REC->".length());
    return name.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c)) ? name : "";
  }

  private static int closing(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Prints a record.
   *
   * @param record its bytes
   * @param bigEndian their order
   * @param fields the event's fields
   * @param symbols names the functions
   * @return the text, without the event's name
   */
  String print(byte[] record, boolean bigEndian, Map<String, Field> fields, Symbols symbols) {
    StringBuilder out = new StringBuilder();
    for (Piece piece : pieces) {
      out.append(piece.text());
      Field field = fields.get(piece.field());
      if (field != null) {
        out.append(print(piece, field, record, bigEndian, symbols));
      }
    }
    return out.toString();
  }

  private static String print(
      Piece piece, Field field, byte[] record, boolean bigEndian, Symbols symbols) {
    String conversion = piece.conversion();
    char kind = conversion.isEmpty() ? ' ' : conversion.charAt(conversion.length() - 1);
    if (kind == 's' && !conversion.startsWith("p")) {
      String text = field.string(record, bigEndian);
      return text == null ? "?" : text;
    }
    Long value = field.number(record, bigEndian);
    if (value == null) {
      return "?";
    }
    if (conversion.startsWith("p")) {
      return conversion.length() > 1 ? symbols.name(value) : "0x" + Long.toHexString(value);
    }
    boolean wide = conversion.contains("l") || conversion.contains("z") || field.size() == 8;
    return switch (kind) {
      case 'd', 'i' -> Long.toString(wide ? value : (int) (long) value);
      case 'u' -> wide ? Long.toUnsignedString(value) : Long.toString(value & 0xffffffffL);
      case 'x', 'X' -> padded(piece.flags(), Long.toHexString(wide ? value : value & 0xffffffffL));
      case 'c' -> String.valueOf((char) (value & 0xff));
      default -> "?";
    };
  }

  private static String padded(String flags, String digits) {
    int width = 0;
    for (int i = 0; i < flags.length() && width < 32; i++) {
      char c = flags.charAt(i);
      width = c >= '0' && c <= '9' ? width * 10 + (c - '0') : width;
    }
    String prefix = flags.contains("#") ? "0x" : "";
    boolean zeros = flags.startsWith("0");
    return prefix
        + (zeros ? "0".repeat(Math.max(0, Math.min(width, 16) - digits.length())) : "")
        + digits;
  }
}
