package org.rmmodel.checker.trace.dat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.rmmodel.checker.trace.format.UnreadableException;

/** A file's bytes, which can be read from any place. */
public interface Bytes extends Closeable {
  /**
   * How many there are.
   *
   * @return the length in bytes
   */
  long length();

  /**
   * Reads some of them.
   *
   * @param from where
   * @param length how many
   * @return exactly as many
   * @throws UnreadableException if the file is not as long as that
   * @throws IOException if it cannot be read
   */
  byte[] read(long from, int length) throws IOException;

  /**
   * The bytes of a file.
   *
   * @param file where it is
   * @return its bytes; closing them closes the file
   * @throws IOException if it cannot be opened
   */
  static Bytes of(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    long length = channel.size();
    return new Bytes() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public byte[] read(long from, int count) throws IOException {
        check(from, count, length);
        ByteBuffer into = ByteBuffer.allocate(count);
        while (into.hasRemaining()) {
          if (channel.read(into, from + into.position()) < 0) {
            throw new UnreadableException(0, "the file became shorter while it was read");
          }
        }
        return into.array();
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  /**
   * Bytes in memory.
   *
   * @param bytes what there is; not copied
   * @return the same
   */
  static Bytes of(byte[] bytes) {
    return new Bytes() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public byte[] read(long from, int count) throws IOException {
        check(from, count, bytes.length);
        return java.util.Arrays.copyOfRange(bytes, (int) from, (int) from + count);
      }

      @Override
      public void close() {
        // Memory needs no closing.
      }
    };
  }

  private static void check(long from, int count, long length) throws UnreadableException {
    if (from < 0 || count < 0 || from > length || count > length - from) {
      throw new UnreadableException(
          0, "trace.dat is cut off: it has " + length + " bytes, and says that there are more");
    }
  }
}
