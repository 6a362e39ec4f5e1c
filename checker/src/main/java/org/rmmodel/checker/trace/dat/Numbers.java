package org.rmmodel.checker.trace.dat;

/** Numbers of one to eight bytes in either byte order. */
final class Numbers {
  private Numbers() {}

  static long unsigned(byte[] bytes, int from, int size, boolean bigEndian) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      int index = bigEndian ? from + i : from + size - 1 - i;
      value = value << 8 | (bytes[index] & 0xff);
    }
    return value;
  }

  static long signed(byte[] bytes, int from, int size, boolean bigEndian) {
    int shift = 64 - 8 * size;
    return unsigned(bytes, from, size, bigEndian) << shift >> shift;
  }
}
