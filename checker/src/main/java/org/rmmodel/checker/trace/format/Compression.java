package org.rmmodel.checker.trace.format;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.rmmodel.common.OneLine;
import org.tukaani.xz.XZInputStream;

/** Logs that are compressed by gzip, zstd or xz: found by their first bytes, in bounded memory. */
public final class Compression {
  private static final int BUFFER = 1 << 16;

  /** What xz -9 needs. */
  private static final int MAX_XZ_KIBIBYTES = 80 * 1024;

  private Compression() {}

  /**
   * Unpacks a stream, if it is compressed.
   *
   * @param raw the bytes
   * @return the plain bytes; closing it closes the given one
   * @throws UnreadableException if it is compressed, and broken or greedy
   * @throws IOException if it cannot be read
   */
  public static InputStream unpack(InputStream raw) throws IOException {
    InputStream in = new BufferedInputStream(raw, BUFFER);
    in.mark(8);
    byte[] magic = in.readNBytes(6);
    in.reset();
    try {
      if (begins(magic, 0x1f, 0x8b)) {
        return guarded(new GZIPInputStream(in, BUFFER), "gzip");
      }
      if (begins(magic, 0x28, 0xb5, 0x2f, 0xfd)) {
        return guarded(new ZstdInputStream(new ZstdWindowLimit(in)), "zstd");
      }
      if (begins(magic, 0xfd, '7', 'z', 'X', 'Z', 0)) {
        return guarded(new XZInputStream(in, MAX_XZ_KIBIBYTES), "xz");
      }
    } catch (EOFException | ZipException e) {
      throw new UnreadableException(0, "broken gzip: " + OneLine.of(e));
    } catch (UnreadableException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableException(0, "broken or too large xz: " + OneLine.of(e));
    }
    return in;
  }

  private static boolean begins(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static InputStream guarded(InputStream in, String name) {
    return new BufferedInputStream(new UnpackedStream(in, name), BUFFER);
  }

  /** Says in one way what each library says in its own when the bytes make no sense. */
  private static final class UnpackedStream extends InputStream {
    private final InputStream in;
    private final String name;

    UnpackedStream(InputStream in, String name) {
      this.in = in;
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return in.read(buffer, offset, length);
      } catch (UnreadableException e) {
        throw e;
      } catch (EOFException e) {
        // Each library words it in its own way; that for xz not at all.
        throw new UnreadableException(0, "broken " + name + ": it is cut off");
      } catch (IOException | RuntimeException e) {
        // ZstdInputStream throws MalformedInputException, which is unchecked.
        throw new UnreadableException(0, "broken " + name + ": " + e.getMessage());
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
