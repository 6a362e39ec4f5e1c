package org.rmmodel.common;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that a user names, read whole and in bounded memory: what never ends ({@code /dev/zero}) or
 * is larger than such a file ever is, is bad input and not the end of the program.
 */
public final class Input {
  private Input() {}

  /**
   * Reads a file, a pipe or a device.
   *
   * @param file the file
   * @param most how many bytes it has at most
   * @return its text: UTF-8, without the mark that some editors put first, or ISO 8859-1 where it
   *     is not UTF-8
   * @throws BadInput if it cannot be read, is a folder, or is longer
   */
  public static String text(Path file, int most) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(most + 1);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read: " + OneLine.of(e));
    }
    if (bytes.length > most) {
      throw new BadInput(file + ": too large: more than " + most / 1024 + " KiB");
    }
    return decoded(bytes);
  }

  private static String decoded(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
