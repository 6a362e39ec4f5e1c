package org.rmmodel.checker.trace.dat;

import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.rmmodel.checker.trace.format.UnreadableException;

/** How a file of version 7 compresses its sections. */
enum Packing {
  NONE,
  ZLIB,
  ZSTD;

  static Packing of(String name) throws UnreadableException {
    for (Packing packing : values()) {
      if (packing.name().toLowerCase(Locale.ROOT).equals(name)) {
        return packing;
      }
    }
    throw new UnreadableException(
        0, "trace.dat is compressed by '" + name + "'; zlib, zstd and none are read");
  }

  /**
   * Unpacks the block that stands here: its size in the file, its size, the data.
   *
   * @param cursor stands at the block
   * @param most the most bytes that it may have
   * @param what for messages
   * @return the bytes
   * @throws IOException if the block is broken, or larger
   */
  byte[] block(Cursor cursor, int most, String what) throws IOException {
    long packed = cursor.u4();
    long size = cursor.u4();
    if (size > most) {
      throw new UnreadableException(
          0, "trace.dat says that its " + what + " has " + size + " bytes");
    }
    byte[] in = cursor.bytes(packed, most + (most >> 3) + 1024, what);
    byte[] out = new byte[(int) size];
    int n;
    try {
      n = unpack(in, out);
    } catch (DataFormatException | RuntimeException e) {
      throw new UnreadableException(0, "trace.dat: its " + what + " cannot be unpacked");
    }
    return n == out.length ? out : java.util.Arrays.copyOf(out, n);
  }

  private int unpack(byte[] in, byte[] out) throws DataFormatException {
    switch (this) {
      case ZLIB -> {
        Inflater inflater = new Inflater();
        try {
          inflater.setInput(in);
          int n = 0;
          while (n < out.length && !inflater.finished()) {
            int step = inflater.inflate(out, n, out.length - n);
            if (step == 0) {
              break;
            }
            n += step;
          }
          return n;
        } finally {
          inflater.end();
        }
      }
      case ZSTD -> {
        return new ZstdDecompressor().decompress(in, 0, in.length, out, 0, out.length);
      }
      default ->
          throw new DataFormatException("a compressed section in a file without compression");
    }
  }
}
