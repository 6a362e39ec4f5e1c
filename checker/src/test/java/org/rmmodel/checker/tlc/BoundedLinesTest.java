package org.rmmodel.checker.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
  private static BoundedLines lines(String text, int longest, long most) {
    return new BoundedLines(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), longest, most);
  }

  @Test
  void cutsLongLines() throws IOException {
    BoundedLines lines = lines("abcdef\r\n\nab\r\nlast", 4, 1000);
    assertThat(lines.next()).isEqualTo("abcd");
    assertThat(lines.next()).isEmpty();
    assertThat(lines.next()).isEqualTo("ab");
    assertThat(lines.next()).isEqualTo("last");
    assertThat(lines.next()).isNull();
    assertThat(lines.isOver()).isFalse();
  }

  @Test
  void stopsAtTheTotal() throws IOException {
    BoundedLines lines = lines("abc\ndef\n", 4, 5);
    assertThat(lines.next()).isNull();
    assertThat(lines.isOver()).isTrue();
  }
}
