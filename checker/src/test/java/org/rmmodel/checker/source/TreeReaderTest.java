package org.rmmodel.checker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.common.BadInput;

/** All C here is made up. */
class TreeReaderTest {
  private static final List<List<String>> NEEDS =
      List.of(List.of("kernel/old.c", "kernel/module/main.c"), List.of("lib/bug.c"));
  private static final Modelled MODELLED =
      new Modelled(
          List.of(
              new ModelledFunction(
                  "cook",
                  List.of("kernel/old.c", "kernel/module/main.c"),
                  List.of(),
                  List.of(),
                  Optional.empty())),
          NEEDS,
          Set.of("stir"),
          Map.of(),
          Map.of(),
          Map.of(),
          List.of(),
          Set.of(),
          Map.of());

  @TempDir private Path root;

  private Reading cook() {
    return TreeReader.read(MODELLED, SourceTree.at(root, NEEDS)).get(0);
  }

  @Test
  void aFunctionIsFoundWhereItHasLived() {
    Trees.at(root, "6", "8");
    Trees.write(root, "kernel/module/main.c", "int cook(void) { return 1; }\n");
    assertThat(SourceTree.at(root, NEEDS).release()).hasToString("v6.8");
    assertThat(cook().file()).contains("kernel/module/main.c");
  }

  @Test
  void aFunctionThatHasMovedIsFound() {
    Trees.at(root, "6", "8");
    Form before = Form.of(definition("int cook(void) { return 1; }"), Set.of("stir"));
    Trees.write(root, "kernel/stove/pot.c", "int cook(void) { return 1; }\n");
    assertThat(cook().file()).contains("kernel/stove/pot.c");
    assertThat(cook().form()).isEqualTo(before);
  }

  private static Definition definition(String c) {
    return Definitions.in(Lexer.tokens(c)).get(0);
  }

  @Test
  void theStubIsNotTakenForTheFunction() {
    Trees.at(root, "6", "8");
    Trees.write(
        root,
        "kernel/module/main.c",
        "#ifdef CONFIG_X\nint cook(void) { stir(); return 1; }\n#else\nint cook(void) { }\n#endif\n");
    Trees.write(root, "kernel/a.h", "int cook(void) { stir(); stir(); stir(); return 1; }");
    assertThat(cook().definition().orElseThrow().lastLine()).isEqualTo(2);
  }

  @Test
  void aFunctionThatIsNotThereHasTheFormOfNone() {
    Trees.at(root, "6", "8");
    assertThat(cook().form()).isEqualTo(Form.NONE);
  }

  @Test
  void linksThatLoopDoNoHarm() throws IOException {
    Trees.at(root, "6", "8");
    Files.createSymbolicLink(root.resolve("kernel/loop"), root.resolve("kernel"));
    Files.createSymbolicLink(root.resolve("kernel/self.c"), root.resolve("kernel/self.c"));
    Files.createSymbolicLink(root.resolve("kernel/old.c"), root.resolve("kernel/old.c"));
    assertThat(cook().form()).isEqualTo(Form.NONE);
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws IOException {
    Trees.at(root, "6", "8");
    byte[] large = new byte[SourceTree.LARGEST_FILE + 1];
    Files.write(root.resolve("kernel/module/main.c"), large);
    assertThat(cook().form()).isEqualTo(Form.NONE);
  }

  /** The id is what {@code git hash-object} says of these bytes. */
  @Test
  void aFileHasTheIdThatGitGivesIt() throws IOException {
    Trees.at(root, "6", "8");
    Trees.write(root, "kernel/hello.c", "hello\n");
    SourceTree tree = SourceTree.at(root, NEEDS);
    assertThat(tree.id("kernel/hello.c")).contains("ce013625030ba8db");
    assertThat(tree.id("kernel/none.c")).isEmpty();
  }

  @Test
  void whatIsNoTreeIsSaidInOneLine() throws IOException {
    assertThatThrownBy(this::cook).isInstanceOf(BadInput.class).hasMessageContaining("no Makefile");
    Files.writeString(root.resolve("Makefile"), "all:\n\techo\n");
    assertThatThrownBy(this::cook).hasMessageContaining("no VERSION and PATCHLEVEL");
    Trees.write(root, "Makefile", "VERSION = 6\nPATCHLEVEL = 8\nSUBLEVEL = 12\n");
    assertThatThrownBy(this::cook)
        .hasMessageContaining("it lacks kernel/old.c or kernel/module/main.c, lib/bug.c");
    assertThatThrownBy(() -> SourceTree.at(root.resolve("Makefile"), NEEDS))
        .hasMessageContaining("is no folder");
  }
}
