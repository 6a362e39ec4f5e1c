package org.rmmodel.checker.tlc;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.rmi.server.RemoteObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks whether a jar of TLC has what {@link TlcWorker} and {@link TlcInternals} reach into. */
public final class TlcProbe {
  /** Without these no run begins: a class, and the names of its methods and fields. */
  private static final Map<String, List<String>> NEEDED =
      Map.of(
          "tlc2.TLC", List.of("handleParameters", "setResolver", "process"),
          "tlc2.output.EC$ExitStatus", List.of("errorConstantToExitStatus", "ERROR"),
          "util.SimpleFilenameToStream", List.of(),
          "util.UniqueString", List.of("uniqueStringOf", "internTbl", "setLoc"));

  /** Without these the program goes another way. */
  private static final Map<String, List<String>> USED =
      Map.of(
          "tlc2.output.MPRecorder", List.of("record"),
          "tlc2.tool.Action", List.of("cm"),
          "tlc2.tool.coverage.CostModel", List.of("incInvocations"),
          "tlc2.util.BufferedRandomAccessFile", List.of("numAvailBuffs"));

  private TlcProbe() {}

  /**
   * What a jar has.
   *
   * @param version what TLC calls itself, if it says so
   * @param lacks what no run can do without, and is not there
   * @param without what is not there, and is gone around
   */
  public record Findings(Optional<String> version, List<String> lacks, List<String> without) {}

  /**
   * Looks at a jar. Nothing of it is run but the initialisation of the class that has the version.
   *
   * @param jar the jar
   * @return what it has
   * @throws IOException if it cannot be read
   */
  public static Findings look(TlcJar jar) throws IOException {
    URL[] place = {jar.path().toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(place, ClassLoader.getPlatformClassLoader())) {
      return new Findings(version(loader), missing(NEEDED, loader), missing(USED, loader));
    }
  }

  /**
   * Whether a TLC can be distributed: its server hands its set of fingerprints to the workers,
   * which must be a remote object. Upstream's is none from February 2026 on (docs/tlc-versions.md).
   *
   * @param jar the jar
   * @return whether it is one
   * @throws IOException if the jar cannot be read
   */
  public static boolean distributes(TlcJar jar) throws IOException {
    URL[] place = {jar.path().toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(place, ClassLoader.getPlatformClassLoader())) {
      Class.forName("tlc2.tool.distributed.TLCServer", false, loader);
      Class<?> fingerprints = Class.forName("tlc2.tool.fp.MultiFPSet", false, loader);
      return RemoteObject.class.isAssignableFrom(fingerprints)
          && has(Class.forName("tlc2.tool.ITool", false, loader), "checkAssumptions");
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private static Optional<String> version(ClassLoader loader) {
    try {
      Field field = Class.forName("tlc2.TLCGlobals", true, loader).getField("versionOfTLC");
      return Optional.ofNullable(field.get(null)).map(Object::toString);
    } catch (ReflectiveOperationException | LinkageError e) {
      return newerVersion(loader);
    }
  }

  /** Where the TLC of 2026 keeps it. */
  private static Optional<String> newerVersion(ClassLoader loader) {
    try {
      Method get = Class.forName("tlc2.TLCGlobals$Version", true, loader).getMethod("get");
      return Optional.ofNullable(get.invoke(null)).map(Object::toString);
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty();
    }
  }

  private static List<String> missing(Map<String, List<String>> wanted, ClassLoader loader) {
    List<String> missing = new ArrayList<>();
    wanted.forEach(
        (name, members) -> {
          try {
            Class<?> type = Class.forName(name, false, loader);
            members.stream()
                .filter(member -> !has(type, member))
                .forEach(member -> missing.add(name + "." + member));
          } catch (ClassNotFoundException | LinkageError e) {
            missing.add(name);
          }
        });
    return missing.stream().sorted().toList();
  }

  private static boolean has(Class<?> type, String member) {
    for (var method : type.getDeclaredMethods()) {
      if (method.getName().equals(member)) {
        return true;
      }
    }
    for (var field : type.getDeclaredFields()) {
      if (field.getName().equals(member)) {
        return true;
      }
    }
    return false;
  }
}
