package org.rmmodel.checker.tlc;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.rmmodel.common.BadInput;

/**
 * The jar that TLC is started from.
 *
 * @param path the jar
 * @param writesTraceSpec whether this TLC writes a specification of each counterexample unless told
 *     not to
 */
public record TlcJar(Path path, boolean writesTraceSpec) {
  /** The system property that names another jar than the one of the build. */
  public static final String PROPERTY = "rmmodel.tlc";

  private static final String MAIN = "tlc2/TLC.class";
  private static final String GLOBALS = "tlc2/TLCGlobals.class";
  private static final Pattern VERSION = Pattern.compile("Version [0-9][\\x20-\\x7e]{0,80}");

  /**
   * The jar that the system property {@value #PROPERTY} names, else the one on the class path.
   *
   * @return the jar
   * @throws BadInput if there is none
   */
  public static TlcJar find() {
    String given = System.getProperty(PROPERTY);
    if (given != null && !given.isBlank()) {
      return of(Path.of(given));
    }
    URL url = TlcJar.class.getClassLoader().getResource(MAIN);
    if (url == null) {
      throw new BadInput(
          "TLC is not on the class path; build again, or give a tla2tools.jar by --tlc");
    }
    try {
      URLConnection connection = url.openConnection();
      if (connection instanceof JarURLConnection jar) {
        return of(Path.of(jar.getJarFileURL().toURI()));
      }
    } catch (IOException | URISyntaxException e) {
      // Said below.
    }
    throw new BadInput("TLC on the class path is in no jar: " + url);
  }

  /**
   * Checks a jar.
   *
   * @param path the jar
   * @return the jar
   * @throws BadInput if it is missing, unreadable, no jar, or has no TLC in it
   */
  public static TlcJar of(Path path) {
    if (!Files.exists(path)) {
      throw new BadInput(path + ": no such file");
    }
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new BadInput(path + ": not a readable file");
    }
    try (ZipFile zip = new ZipFile(path.toFile())) {
      ZipEntry main = zip.getEntry(MAIN);
      if (main == null) {
        throw new BadInput(path + ": no TLC in this jar (" + MAIN + " is missing)");
      }
      try (InputStream in = zip.getInputStream(main)) {
        String code = new String(in.readNBytes(1 << 20), StandardCharsets.ISO_8859_1);
        return new TlcJar(path.toAbsolutePath().normalize(), code.contains("noGenerateSpecTE"));
      }
    } catch (ZipException e) {
      throw new BadInput(path + ": not a jar");
    } catch (IOException e) {
      throw new BadInput(path + ": cannot be read");
    }
  }

  /**
   * What this TLC calls itself.
   *
   * @return the jar's file and TLC's version, as far as the jar has one
   */
  public String version() {
    String name = path.getFileName().toString();
    try (ZipFile zip = new ZipFile(path.toFile())) {
      ZipEntry globals = zip.getEntry(GLOBALS);
      if (globals == null) {
        return name;
      }
      try (InputStream in = zip.getInputStream(globals)) {
        String code = new String(in.readNBytes(1 << 20), StandardCharsets.ISO_8859_1);
        Matcher version = VERSION.matcher(code);
        return version.find() ? "TLC2 " + version.group().strip() + " (" + name + ")" : name;
      }
    } catch (IOException e) {
      return name;
    }
  }
}
