package org.rmmodel.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InputTest {
  @TempDir private Path folder;

  @Test
  void a_text_is_utf_8_and_else_bytes() throws IOException {
    Path file = folder.resolve("a");
    Files.writeString(file, "süß");
    assertThat(Input.text(file, 5)).isEqualTo("süß");
    Files.writeString(file, "süß", StandardCharsets.ISO_8859_1);
    assertThat(Input.text(file, 3)).isEqualTo("süß");
  }

  @Test
  void what_is_too_large_or_not_there_is_bad_input() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "x".repeat(2049));
    refused(file, ": too large: more than 2 KiB");
    refused(folder.resolve("b"), ": cannot be read: no such file or folder");
    refused(folder, ": cannot be read: Is a directory");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void what_never_ends_is_too_large() {
    refused(Path.of("/dev/zero"), ": too large: more than 2 KiB");
  }

  private static void refused(Path file, String why) {
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> Input.text(file, 2048))
        .withMessage(file + why);
  }
}
