package org.rmmodel.checker.trace.format;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads along with a zstd stream and refuses a frame whose window is larger than memory is meant
 * for: the decoder keeps as much of its output as the frame says. Source: RFC 8878, section 3.1.1.
 */
final class ZstdWindowLimit extends InputStream {
  /** What zstd -19 needs, four times. */
  static final long MAX_WINDOW = 32L << 20;

  private static final long MAGIC = 0xFD2FB528L;
  private static final long SKIPPABLE = 0x184D2A50L;

  /** Which part of a frame the next bytes are. */
  private enum Part {
    MAGIC,
    DESCRIPTOR,
    HEADER,
    BLOCK_HEADER,
    SKIPPED,
    SKIPPABLE_SIZE
  }

  private final InputStream in;
  private Part part = Part.MAGIC;
  private int wanted = 4;
  private int have;
  private long value;
  private long skip;
  private boolean last;
  private boolean checksum;
  private boolean single;
  private int dictionaryBytes;
  private int sizeBytes;
  private boolean foreign;
  private final byte[] header = new byte[14];

  ZstdWindowLimit(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    if (b >= 0) {
      take((byte) b);
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = in.read(buffer, offset, length);
    for (int i = 0; i < n && !foreign; ) {
      if (part == Part.SKIPPED) {
        int step = (int) Math.min(skip, n - i);
        skip -= step;
        i += step;
        if (skip == 0) {
          expect(last ? Part.MAGIC : Part.BLOCK_HEADER, last ? 4 : 3);
        }
      } else {
        take(buffer[offset + i]);
        i++;
      }
    }
    return n;
  }

  private void expect(Part next, int bytes) {
    part = next;
    wanted = bytes;
    have = 0;
    value = 0;
  }

  private void leave(long bytes) {
    if (bytes > 0) {
      skip = bytes;
      part = Part.SKIPPED;
    } else {
      expect(last ? Part.MAGIC : Part.BLOCK_HEADER, last ? 4 : 3);
    }
  }

  private void take(byte b) throws UnreadableException {
    if (foreign) {
      return;
    }
    if (part == Part.SKIPPED) {
      leave(skip - 1);
      return;
    }
    if (part == Part.HEADER) {
      header[have] = b;
    }
    value |= (b & 0xffL) << (8 * Math.min(have, 7));
    have++;
    if (have < wanted) {
      return;
    }
    switch (part) {
      case MAGIC -> {
        if (value == MAGIC) {
          expect(Part.DESCRIPTOR, 1);
        } else if ((value & 0xfffffff0L) == SKIPPABLE) {
          expect(Part.SKIPPABLE_SIZE, 4);
        } else {
          // The decoder says what is wrong.
          foreign = true;
        }
      }
      case SKIPPABLE_SIZE -> {
        last = true;
        leave(value);
      }
      case DESCRIPTOR -> {
        int descriptor = (int) value;
        single = (descriptor & 0x20) != 0;
        checksum = (descriptor & 0x04) != 0;
        dictionaryBytes = new int[] {0, 1, 2, 4}[descriptor & 3];
        sizeBytes = new int[] {single ? 1 : 0, 2, 4, 8}[descriptor >> 6];
        int bytes = (single ? 0 : 1) + dictionaryBytes + sizeBytes;
        expect(Part.HEADER, bytes);
      }
      case HEADER -> {
        long window = window();
        if (window < 0 || window > MAX_WINDOW) {
          throw new UnreadableException(
              0,
              "zstd with a window of more than "
                  + (MAX_WINDOW >> 20)
                  + " MiB; compress the log again, with zstd -19 or less");
        }
        expect(Part.BLOCK_HEADER, 3);
      }
      case BLOCK_HEADER -> {
        last = (value & 1) != 0;
        long type = (value >> 1) & 3;
        leave((type == 1 ? 1 : value >> 3) + (last && checksum ? 4 : 0));
      }
      case SKIPPED -> throw new IllegalStateException("skipped above");
    }
  }

  private long window() {
    if (!single) {
      int exponent = (header[0] & 0xff) >> 3;
      long base = 1L << (10 + exponent);
      return base + base / 8 * (header[0] & 7);
    }
    long size = 0;
    for (int i = 0; i < sizeBytes; i++) {
      size |= (header[dictionaryBytes + i] & 0xffL) << (8 * i);
    }
    return sizeBytes == 2 ? size + 256 : size;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
