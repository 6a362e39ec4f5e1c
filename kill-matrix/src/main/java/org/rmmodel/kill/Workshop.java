package org.rmmodel.kill;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.OneLine;

/**
 * Makes mutants: compiled classes to be put before the implementation's, a changed specification.
 */
final class Workshop {
  private final Path root;
  private final Path output;
  private final String classPath;

  /**
   * Makes a workshop.
   *
   * @param root the project
   * @param output where mutants are kept
   * @param classPath what they are compiled with, and run with
   */
  Workshop(Path root, Path output, String classPath) {
    this.root = root;
    this.output = output;
    this.classPath = classPath;
  }

  /** Where all that belongs to a mutant is kept. */
  Path folder(Mutant mutant) {
    return output.resolve("mutants").resolve(mutant.name());
  }

  /** Where that is kept which is the same for all mutants. */
  Path common() {
    return output.resolve("common");
  }

  /** The class path without a mutant. */
  String classPath() {
    return classPath;
  }

  /** The specification without a mutant. */
  Path spec() {
    return root.resolve("spec");
  }

  /** The class path on which a mutant comes before what it is a mutant of. */
  String classPath(Mutant mutant) {
    return folder(mutant).resolve("classes") + File.pathSeparator + classPath;
  }

  /** The folder of a mutant's specification. */
  Path spec(Mutant mutant) {
    return folder(mutant).resolve("spec");
  }

  /**
   * Makes a mutant anew.
   *
   * @throws BadInput if a change does not fit, or does not compile
   */
  void make(Mutant mutant) {
    try {
      delete(folder(mutant));
      Files.createDirectories(folder(mutant).resolve("classes"));
      compile(mutant);
      if (!mutant.tla().isEmpty() || mutant.isNone()) {
        copySpec(mutant);
      }
    } catch (IOException e) {
      throw new BadInput(folder(mutant) + ": cannot be written: " + OneLine.of(e));
    }
  }

  private void compile(Mutant mutant) throws IOException {
    if (mutant.java().isEmpty()) {
      return;
    }
    Path sources = root.resolve("impl/src/main/java/org/rmmodel/impl");
    Path changed = folder(mutant).resolve("java/org/rmmodel/impl");
    List<Path> files = new ArrayList<>();
    changed(mutant.java(), sources)
        .forEach((file, text) -> files.add(write(changed.resolve(file), text)));
    JavaCompiler compiler =
        Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK, not a JRE");
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  manager,
                  null,
                  List.of(
                      "-nowarn",
                      "-proc:none",
                      "--release",
                      "17",
                      "-classpath",
                      classPath,
                      "-d",
                      folder(mutant).resolve("classes").toString()),
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
      if (!compiled) {
        throw new BadInput(mutant.name() + " does not compile: " + messages.toString().strip());
      }
    }
  }

  private void copySpec(Mutant mutant) throws IOException {
    Path from = root.resolve("spec");
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(file, spec(mutant).resolve(from.relativize(file)));
      }
    }
    try (Stream<Path> files = Files.list(from.resolve("models"))) {
      for (Path file : files.toList()) {
        copy(file, spec(mutant).resolve(from.relativize(file)));
      }
    }
    changed(mutant.tla(), from).forEach((file, text) -> write(spec(mutant).resolve(file), text));
  }

  /** The changed files of a root, with their texts. */
  static Map<String, String> changed(List<Change> changes, Path root) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Change change : changes) {
      Path file = root.resolve(change.file()).normalize();
      if (!file.startsWith(root.normalize())) {
        throw new BadInput(change.file() + " lies elsewhere");
      }
      String before = texts.computeIfAbsent(change.file(), name -> read(file));
      texts.put(change.file(), change.applyTo(before));
    }
    return texts;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new BadInput(file.getFileName() + ": cannot be read");
    }
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be written");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(Objects.requireNonNull(to.getParent()));
    Files.copy(from, to);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
