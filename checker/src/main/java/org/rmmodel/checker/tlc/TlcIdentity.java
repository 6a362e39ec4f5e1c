package org.rmmodel.checker.tlc;

import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What server and workers must have alike. The specification and the cfg need not be compared: a
 * worker has none, and reads both from its server.
 */
final class TlcIdentity {
  /** The file's name: TLC's server hands it out as it hands out modules. */
  static final String FILE = "rmmodel.tlc";

  private TlcIdentity() {}

  /**
   * Tells which TLC a jar is.
   *
   * @param jar the jar
   * @return one line: its SHA-256, and what it calls itself
   * @throws IOException if it cannot be read
   */
  static String of(TlcJar jar) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar.path()));
      return HexFormat.of().formatHex(digest) + " " + jar.version();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The part of the line that must be alike. */
  static String digest(String line) {
    return line.contains(" ") ? line.substring(0, line.indexOf(' ')) : line;
  }

  /** The part of the line that people understand. */
  static String name(String line) {
    return line.contains(" ") ? line.substring(line.indexOf(' ') + 1).strip() : "an unknown TLC";
  }
}
