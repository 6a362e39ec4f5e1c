package org.rmmodel.checker.trace.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rmmodel.checker.trace.Logs;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Logs that are compressed: read as they are, refused in one line if broken or greedy. */
class CompressionTest {
  private static final byte[] PLAIN = Logs.bytes("formats/trace.txt");

  /** The ways. */
  enum Way {
    GZIP,
    ZSTD,
    XZ;

    byte[] pack(byte[] plain) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      OutputStream out =
          switch (this) {
            case GZIP -> new GZIPOutputStream(bytes);
            case ZSTD -> new ZstdOutputStream(bytes);
            case XZ -> new XZOutputStream(bytes, new LZMA2Options());
          };
      try (out) {
        out.write(plain);
      }
      return bytes.toByteArray();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCompressedLogIsTheSameLog(Way way) throws IOException {
    assertThat(Read.of(way.pack(PLAIN), null).lines()).isEqualTo(Read.of(PLAIN, null).lines());
    byte[] dat = Logs.bytes("formats/v7-zstd.dat");
    assertThat(Read.of(way.pack(dat), null).lines()).isEqualTo(Read.of(dat, null).lines());
  }

  @ParameterizedTest
  @EnumSource
  void aLogThatIsCutOffIsRefused(Way way) throws IOException {
    byte[] whole = way.pack(PLAIN);
    for (int length : new int[] {7, whole.length / 2, whole.length - 1}) {
      assertThat(Read.problem(Arrays.copyOf(whole, length)))
          .startsWith("log:")
          .doesNotContain("null", "\n");
    }
  }

  /** Whatever is bent, it is refused in one line, or changes nothing. */
  @ParameterizedTest
  @EnumSource
  void aBentLogIsRefused(Way way) throws IOException {
    byte[] whole = way.pack(PLAIN);
    int refused = 0;
    for (int at = 6; at < whole.length; at += 37) {
      byte[] bent = whole.clone();
      bent[at] ^= 0x55;
      try {
        assertThat(Read.of(bent, null).events()).isNotNull();
      } catch (java.io.UncheckedIOException e) {
        refused++;
        assertThat(e.getCause().getMessage()).startsWith("log").doesNotContain("\n");
      }
    }
    assertThat(refused).isPositive();
  }

  /** A window of 2 GiB, in a frame of a few bytes. */
  @Test
  void aZstdFrameThatWantsTooMuchMemoryIsRefused() {
    byte[] greedy = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) 0xa8, 1, 0, 0};
    assertThat(Read.problem(greedy)).contains("zstd with a window of more than 32 MiB");
    byte[] single = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, (byte) 0xa0, -1, -1, -1, 0x7f, 1, 0, 0};
    assertThat(Read.problem(single)).contains("zstd with a window of more than 32 MiB");
  }

  /** So is one that comes after a modest one. */
  @Test
  void everyZstdFrameIsLookedAt() throws IOException {
    byte[] modest = Way.ZSTD.pack(PLAIN);
    byte[] greedy = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) 0xa8, 1, 0, 0};
    byte[] both = Arrays.copyOf(modest, modest.length + greedy.length);
    System.arraycopy(greedy, 0, both, modest.length, greedy.length);
    assertThat(Read.problem(both)).contains("zstd with a window of more than 32 MiB");
  }

  @Test
  void anXzStreamThatWantsTooMuchMemoryIsRefused() throws IOException {
    // The encoder would want the memory too: only the block's header says 1 GiB.
    byte[] greedy = Way.XZ.pack(PLAIN);
    int dictionary = 12 + 4;
    greedy[dictionary] = 36;
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    int header = (greedy[12] + 1) * 4;
    crc.update(greedy, 12, header - 4);
    for (int i = 0; i < 4; i++) {
      greedy[12 + header - 4 + i] = (byte) (crc.getValue() >> (8 * i));
    }
    assertThat(Read.problem(greedy)).contains("xz").contains("of memory would be needed");
  }
}
