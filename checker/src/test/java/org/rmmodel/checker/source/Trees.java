package org.rmmodel.checker.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes source trees of made-up C. */
final class Trees {
  private Trees() {}

  static final List<String> FILES =
      List.of(
          "kernel/module/main.c",
          "include/linux/module.h",
          "lib/bug.c",
          "kernel/kprobes.c",
          "kernel/kallsyms.c",
          "drivers/scsi/scsi.c");

  /** A tree that has each file that is needed, and no function. */
  static Path at(Path root, String version, String patchlevel) {
    write(root, "Makefile", "VERSION = " + version + "\nPATCHLEVEL = " + patchlevel + "\n");
    FILES.forEach(file -> write(root, file, "int " + file.replaceAll("\\W", "_") + ";\n"));
    return root;
  }

  static void write(Path root, String file, String text) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
