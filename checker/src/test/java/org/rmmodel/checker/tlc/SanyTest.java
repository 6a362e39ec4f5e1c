package org.rmmodel.checker.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.checker.files.SpecFolder;

/** Not even a warning is left in the modules. */
class SanyTest {
  private static final SpecFolder FOLDER = SpecFolder.find();
  private static final List<Path> PLACES = List.of(FOLDER.root(), FOLDER.models());

  @TempDir private Path temp;

  static Stream<String> modules() throws IOException {
    try (Stream<Path> root = Files.list(FOLDER.root());
        Stream<Path> models = Files.list(FOLDER.models())) {
      return Stream.concat(root, models)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".tla"))
          .map(name -> name.substring(0, name.length() - ".tla".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void sanyHasNoWarning(String module) {
    assertThat(Sany.warnings(module, PLACES)).isEmpty();
  }

  @Test
  void aWarningIsSeen() throws IOException {
    Files.writeString(temp.resolve("A.tla"), "---- MODULE A ----\nF(x) == x\n====\n");
    Files.writeString(temp.resolve("B.tla"), "---- MODULE B ----\nF(x) == {x}\n====\n");
    Files.writeString(
        temp.resolve("Both.tla"), "---- MODULE Both ----\nEXTENDS A\nINSTANCE B\n====\n");
    assertThat(Sany.warnings("Both", List.of(temp)))
        .anyMatch(line -> line.contains("Multiple declarations or definitions for symbol F"));
  }
}
