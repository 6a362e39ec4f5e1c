package org.rmmodel.checker.tlc;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.Children;

/** How a JVM with TLC and this program's own classes in it is started: its memory has a bound. */
public final class TlcJvm {
  /** The option that names the garbage collector: the one that needs no second processor. */
  static final String COLLECTOR = "-XX:+UseSerialGC";

  private TlcJvm() {}

  /**
   * Makes the way to start a JVM.
   *
   * @param jar TLC's jar; it wins over the one that this program was built with
   * @param folder the specification, for TLC to find the modules
   * @param mebibytes the Java heap, in MiB; the JVM exits with status 3 when it is spent
   * @param home a folder for what TLC unpacks and writes, made if it is missing; the JVM runs there
   * @param main the class to start
   * @param arguments its arguments
   * @return the JVM, not yet started
   * @throws IOException if the folder cannot be made
   */
  public static ProcessBuilder of(
      TlcJar jar,
      SpecFolder folder,
      int mebibytes,
      Path home,
      Class<?> main,
      List<String> arguments)
      throws IOException {
    Path unpacked = Files.createDirectories(home.resolve("tmp"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(COLLECTOR);
    command.add("-Xmx" + mebibytes + "m");
    // Without this TLC prints that it is out of memory and then waits for ever.
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Dfile.encoding=UTF-8");
    command.add("-Djava.io.tmpdir=" + unpacked);
    command.add("-DTLA-Library=" + folder.root() + File.pathSeparator + folder.models());
    String path =
        String.join(
            File.pathSeparator,
            jar.path().toString(),
            classes(main).toString(),
            classes(Children.class).toString());
    command.addAll(List.of("-cp", path, main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).directory(home.toFile());
  }

  private static Path classes(Class<?> main) throws IOException {
    try {
      return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("the program's own classes are not in a file", e);
    }
  }
}
