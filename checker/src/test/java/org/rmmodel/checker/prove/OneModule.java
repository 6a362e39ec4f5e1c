package org.rmmodel.checker.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.rmmodel.checker.files.SpecFolder;

/** A specification of one module that a test makes up. */
record OneModule(SpecFolder folder, String name, String text) {
  static OneModule write(Path temp, String name, String text) throws IOException {
    Files.createDirectories(temp.resolve("models"));
    OneModule module = new OneModule(new SpecFolder(temp), name, text);
    Files.writeString(module.file(), text);
    return module;
  }

  private Path file() {
    return folder.root().resolve(name + ".tla");
  }

  /** Writes it with something else instead of one of its parts. */
  void change(String from, String to) throws IOException {
    assertThat(text).contains(from);
    Files.writeString(file(), text.replace(from, to));
  }

  Proof proof(String invariant, Map<String, String> replaced, String... implied) {
    return new Proof(folder, new Proof.Task(name, invariant, List.of(implied), replaced));
  }
}
