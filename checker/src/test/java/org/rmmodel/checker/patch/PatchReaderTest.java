package org.rmmodel.checker.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All patches here are made up. */
class PatchReaderTest {
  private static final String DIFF =
      """
      diff --git a/kernel/pot.c b/kernel/pot.c
      index 1111111..2222222 100644
      --- a/kernel/pot.c
      +++ b/kernel/pot.c
      @@ -10,4 +10,5 @@ static int cook(struct pot *pot)
       \tlock(pot);
      -\tstir(pot, "süß");
      +\tstir(pot);
      +\ttaste(pot);
       \tunlock(pot);

      """;

  private static final String HEADERS =
      "From: A <a@b.c>\nSubject: [PATCH 6.1 1/2] pot: taste\n it =?utf-8?q?s=C3=BC=C3=9F?=\n";

  private static Patches read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Patches read(byte[] bytes) {
    try {
      return PatchReader.read("a.patch", new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void isTheDiff(Patches patches) {
    assertThat(patches.remarks()).isEmpty();
    assertThat(patches.hunks()).hasSize(1);
    Hunk hunk = patches.hunks().get(0);
    assertThat(hunk.file()).isEqualTo("kernel/pot.c");
    assertThat(hunk.index()).isEqualTo("1111111");
    assertThat(hunk.start()).isEqualTo(10);
    assertThat(hunk.heading()).isEqualTo("static int cook(struct pot *pot)");
    assertThat(hunk.whole()).isTrue();
    assertThat(hunk.lines())
        .containsExactly(
            " \tlock(pot);",
            "-\tstir(pot, \"süß\");",
            "+\tstir(pot);",
            "+\ttaste(pot);",
            " \tunlock(pot);",
            " ");
  }

  @Test
  void aPlainDiff() {
    isTheDiff(read(DIFF));
    isTheDiff(read(DIFF.replace("\n", "\r\n")));
    isTheDiff(read("Some text before it.\n\n" + DIFF + "-- \n2.39\n"));
  }

  @Test
  void aMail() {
    Patches patches = read(HEADERS + "\nSays what.\n---\n" + DIFF + "-- \n2.39\n");
    isTheDiff(patches);
    assertThat(patches.hunks().get(0).title()).isEqualTo("[PATCH 6.1 1/2] pot: taste it süß");
    assertThat(Subjects.release(patches)).contains("v6.1");
  }

  @Test
  void aMailbox() {
    String mail = HEADERS + "\n" + DIFF + "-- \n2.39\n\n";
    String from = "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n";
    Patches patches = read(from + mail + from + mail.replace("1/2", "2/2") + "Text.\n");
    assertThat(patches.hunks()).hasSize(2);
    assertThat(patches.hunks().get(1).title()).contains("2/2");
    assertThat(patches.hunks().get(1).lines()).isEqualTo(patches.hunks().get(0).lines());
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-8", "iso-8859-15", "no-such-charset"})
  void quotedPrintableAndBase64InAnyCharset(String charset) {
    Charset used = charset.startsWith("utf") ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    String head = HEADERS + "Content-Type: text/plain; charset=" + charset + "\n";
    byte[] body = DIFF.getBytes(used);
    StringBuilder quoted = new StringBuilder();
    for (byte each : body) {
      boolean plain = each == '\n' || (each > ' ' && each < 127 && each != '=') || each == ' ';
      quoted.append(plain ? String.valueOf((char) each) : String.format("=%02X", each & 0xff));
    }
    isTheDiff(read(head + "Content-Transfer-Encoding: quoted-printable\n\n" + quoted));
    isTheDiff(
        read(
            head
                + "Content-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(body)));
  }

  @Test
  void anAttachment() {
    isTheDiff(
        read(
            HEADERS
                + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=XX\n\n--XX\n"
                + "Content-Type: text/plain\n\nIt is below.\n--XX\n"
                + "Content-Type: text/x-patch; name=a.patch\n\n"
                + DIFF
                + "\n--XX--\n"));
  }

  @Test
  void renamesAndBinaryFiles() {
    Patches patches =
        read(
            """
            diff --git a/kernel/pot.c b/kernel/pan.c
            similarity index 99%
            rename from kernel/pot.c
            rename to kernel/pan.c
            diff --git a/logo.png b/logo.png
            index 1111111..2222222 100644
            GIT binary patch
            literal 3
            zc$@(+0RR

            diff --git a/old.c b/old.c
            deleted file mode 100644
            --- a/old.c
            +++ /dev/null
            @@ -1 +0,0 @@
            -int a;
            """);
    assertThat(patches.files()).isEqualTo(3);
    assertThat(patches.binary()).isOne();
    assertThat(patches.hunks()).hasSize(1);
    assertThat(patches.hunks().get(0).file()).isEqualTo("old.c");
  }

  @Test
  void aPatchThatIsCutOffIsShownAsFarAsItGoes() {
    for (int end = DIFF.indexOf("-\tstir"); end < DIFF.indexOf(" \tunlock"); end++) {
      Patches patches = read(DIFF.substring(0, end));
      assertThat(patches.hunks()).hasSize(1);
      assertThat(patches.hunks().get(0).whole()).isFalse();
      assertThat(patches.remarks())
          .containsExactly(
              "kernel/pot.c: the hunk at line 10 is cut off; what is there of it is shown");
    }
  }

  @Test
  void noiseIsReadInBoundedMemory() throws IOException {
    long size = 50L << 20;
    InputStream noise =
        new InputStream() {
          private final Random random = new Random(1);
          private long left = size;

          @Override
          public int read() {
            return left-- > 0 ? random.nextInt(256) : -1;
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            if (left <= 0) {
              return -1;
            }
            int count = (int) Math.min(Math.min(length, 1 << 12), left);
            for (int i = 0; i < count; i++) {
              bytes[from + i] = (byte) random.nextInt(256);
            }
            left -= count;
            return count;
          }
        };
    Patches patches = PatchReader.read("noise", noise);
    assertThat(patches.hunks()).isEmpty();
    assertThat(patches.files()).isZero();
  }

  @Test
  void longLinesNamesAndSubjectsAreKeptUpToABound() {
    String name = "x".repeat(50_000);
    Patches patches =
        read(
            ("Subject: " + name + "\n\n")
                + ("--- a/" + name + "\n+++ b/" + name + "\n@@ -1,2 +1 @@ " + name + "\n")
                + (" " + name + "\n-" + name + "\n"));
    Hunk hunk = patches.hunks().get(0);
    assertThat(hunk.file().length() + hunk.heading().length() + hunk.title().length())
        .isLessThan(3 * 1010);
    assertThat(hunk.lines()).hasSize(2).allMatch(line -> line.length() < 1010);
    String hunks =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "--- a/" + i + "\n+++ b/" + i + "\n@@ -1 +0,0 @@\n-" + "y".repeat(2000))
            .collect(Collectors.joining("\n"));
    Patches many = read(hunks + "\n" + hunks);
    assertThat(many.remarks().get(0)).startsWith("more text than is kept");
  }

  @ParameterizedTest
  @ValueSource(ints = {25, 2_000})
  void partsInPartsAreReadAsFarAsMailsAreNested(int depth) {
    StringBuilder mail = new StringBuilder(HEADERS + "MIME-Version: 1.0\n");
    for (int i = 0; i < depth; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b" + i + "\n\n--b" + i + "\n");
    }
    Patches patches = read(mail + "Content-Type: text/plain\n\n" + DIFF);
    if (depth < 30) {
      isTheDiff(patches);
    } else {
      assertThat(patches.hunks()).isEmpty();
      assertThat(patches.remarks()).hasSize(1);
    }
  }

  /** Bytes are changed, left out, doubled and cut off: whatever is read, nothing is thrown. */
  @Test
  void bentPatchesThrowNothing() {
    List<String> seeds =
        List.of(
            DIFF,
            HEADERS + "\n" + DIFF,
            "From a@b Mon Sep 17 00:00:00 2001\n" + HEADERS + "\n" + DIFF,
            HEADERS
                + "Content-Type: multipart/mixed; boundary=X\n\n--X\nContent-Transfer-Encoding: base64"
                + "\n\nZGlmZiAtLWdpdA==\n--X\nContent-Type: text/plain; charset=\"\n\n"
                + DIFF
                + "--X--");
    Random random = new Random(7);
    for (int i = 0; i < 4_000; i++) {
      byte[] bytes = seeds.get(i % seeds.size()).getBytes(StandardCharsets.UTF_8);
      for (int change = random.nextInt(8); change >= 0; change--) {
        bytes = bend(bytes, random);
      }
      Patches patches = read(bytes);
      patches.hunks().forEach(Placement::of);
    }
  }

  private static byte[] bend(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    int to = at + random.nextInt(bytes.length - at);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String bent =
        switch (random.nextInt(5)) {
          case 0 -> text.substring(0, at) + text.substring(Math.min(to, at + 9));
          case 1 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + 1);
          case 2 -> text.substring(0, to) + text.substring(at);
          case 3 -> text.substring(0, at);
          default -> text.substring(0, at) + "\n@@ -1,999999999 +2 @@ (" + text.substring(at);
        };
    return bent.getBytes(StandardCharsets.ISO_8859_1);
  }
}
