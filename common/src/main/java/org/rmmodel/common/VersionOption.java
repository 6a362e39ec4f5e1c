package org.rmmodel.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.Option;

/** The option that every program has: it prints the project's version. */
final class VersionOption {
  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  private boolean version;

  /** Whether the version was asked for. */
  boolean version() {
    return version;
  }

  /** The project's version, as the build wrote it down. */
  static String number() {
    Properties properties = new Properties();
    try (InputStream file = VersionOption.class.getResourceAsStream("version.properties")) {
      if (file == null) {
        throw new IllegalStateException("version.properties is not in the jar");
      }
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
