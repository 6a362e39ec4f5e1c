package org.rmmodel.checker.trace.dat;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.trace.format.UnreadableException;

/** The records of one CPU in one buffer, page by page: never more than one chunk is in memory. */
final class CpuRecords {
  /** trace-cmd packs ten pages into a chunk. */
  private static final int MAX_CHUNK_PAGES = 64;

  private final DatFile file;
  private final DatFile.Buffer buffer;
  private final DatFile.CpuData data;
  private final Memory memory;
  private long at;
  private long chunks = -1;
  private byte[] chunk = {};
  private int chunkAt;
  private @Nullable Page page;
  private byte @Nullable [] record;

  /** How much all CPUs together have in memory; a hostile file has many. */
  static final class Memory {
    private static final long MAX = 192L << 20;

    private long used;

    void change(long bytes) throws UnreadableException {
      used += bytes;
      if (used > MAX) {
        throw new UnreadableException(
            0, "trace.dat has more CPUs with larger pages than fit into " + (MAX >> 20) + " MiB");
      }
    }
  }

  CpuRecords(DatFile file, DatFile.Buffer buffer, DatFile.CpuData data, Memory memory) {
    this.file = file;
    this.buffer = buffer;
    this.data = data;
    this.memory = memory;
    at = data.offset();
  }

  DatFile.Buffer buffer() {
    return buffer;
  }

  int cpu() {
    return data.cpu();
  }

  /** The record that was found last. */
  byte[] record() {
    byte[] found = record;
    if (found == null) {
      throw new IllegalStateException("no record was found");
    }
    return found;
  }

  /** When that was. */
  long time() {
    Page known = page;
    return known == null ? 0 : known.time();
  }

  /** Goes to the next record; false at the end. */
  boolean next() throws IOException {
    while (true) {
      record = page == null ? null : page.next();
      if (record != null) {
        return true;
      }
      byte[] bytes = nextPage();
      if (bytes == null) {
        return false;
      }
      page = new Page(bytes, file.layout(), file.bigEndian());
      if (page.isAfterLoss()) {
        throw new UnreadableException(0, "events were lost on CPU " + cpu());
      }
    }
  }

  private byte @Nullable [] nextPage() throws IOException {
    if (buffer.packing() == Packing.NONE) {
      int size = (int) Math.min(buffer.pageSize(), data.offset() + data.size() - at);
      if (size <= 0) {
        return null;
      }
      byte[] bytes = file.bytes().read(at, size);
      hold(bytes);
      at += size;
      return bytes;
    }
    while (chunkAt >= chunk.length) {
      if (data.size() == 0 || chunks == 0) {
        return null;
      }
      Cursor cursor = new Cursor(file.bytes(), at, file.bigEndian());
      if (chunks < 0) {
        chunks = cursor.u4();
        at = cursor.at();
        continue;
      }
      chunks--;
      hold(buffer.packing().block(cursor, MAX_CHUNK_PAGES * buffer.pageSize(), "pages"));
      at = cursor.at();
    }
    int to = Math.min(chunk.length, chunkAt + buffer.pageSize());
    byte[] bytes = Arrays.copyOfRange(chunk, chunkAt, to);
    chunkAt = to;
    return bytes;
  }

  private void hold(byte[] bytes) throws UnreadableException {
    memory.change((long) bytes.length - chunk.length);
    chunk = bytes;
    chunkAt = buffer.packing() == Packing.NONE ? bytes.length : 0;
  }
}
