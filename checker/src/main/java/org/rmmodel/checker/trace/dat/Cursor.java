package org.rmmodel.checker.trace.dat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.rmmodel.checker.trace.format.UnreadableException;

/** Reads numbers and strings, one after the other, in a file's byte order. */
final class Cursor {
  /** No name is longer. */
  private static final int MAX_STRING = 4_096;

  private final Bytes bytes;
  private final boolean bigEndian;
  private long at;

  Cursor(Bytes bytes, long at, boolean bigEndian) {
    this.bytes = bytes;
    this.at = at;
    this.bigEndian = bigEndian;
  }

  long at() {
    return at;
  }

  boolean isAtEnd() {
    return at >= bytes.length();
  }

  byte[] bytes(int n) throws IOException {
    byte[] read = bytes.read(at, n);
    at += n;
    return read;
  }

  /** So many bytes as the file says, if that is not more than there can be. */
  byte[] bytes(long n, int most, String what) throws IOException {
    if (n < 0 || n > most) {
      throw new UnreadableException(
          0, "trace.dat says that its " + what + " has " + Long.toUnsignedString(n) + " bytes");
    }
    return bytes((int) n);
  }

  int u1() throws IOException {
    return (int) number(1);
  }

  int u2() throws IOException {
    return (int) number(2);
  }

  long u4() throws IOException {
    return number(4);
  }

  long u8() throws IOException {
    return number(8);
  }

  private long number(int size) throws IOException {
    return Numbers.unsigned(bytes(size), 0, size, bigEndian);
  }

  /** A string that ends with a zero byte. */
  String string() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int b = u1(); b != 0; b = u1()) {
      if (text.length() == MAX_STRING) {
        throw new UnreadableException(0, "trace.dat has a name without an end");
      }
      text.append((char) b);
    }
    return text.toString();
  }

  /** Goes over a string that must stand here. */
  void expect(String text, String where) throws IOException {
    String found = new String(bytes(text.length()), StandardCharsets.ISO_8859_1);
    if (!found.equals(text)) {
      throw new UnreadableException(0, "trace.dat has no " + where + " where it should be");
    }
  }
}
