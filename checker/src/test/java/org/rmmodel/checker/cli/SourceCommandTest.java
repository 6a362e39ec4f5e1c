package org.rmmodel.checker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.Terminal;

/** {@code spec/check source} on made-up trees, with a made-up list of functions. */
class SourceCommandTest {
  private static final String COOK = "int cook(void) { stir(); return 1; }\n";
  private static final String WASH = "int wash(void)\n{\n\treturn 2;\n}\n";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @BeforeEach
  void spec() throws IOException {
    Files.createDirectories(folder.resolve("spec"));
    Files.copy(SpecFolder.find().kernels(), folder.resolve("spec/kernels.yaml"));
    Files.writeString(
        folder.resolve("spec/sources.yaml"),
        """
        needs:
          - [kernel/old.c, kernel/new.c]
        words: [stir]
        functions:
          - files: [kernel/old.c, kernel/new.c]
            these:
              - {name: cook, shows: [get-put-preemptible]}
              - {name: wash, shows: [patch5, patch1]}
        assumed: []
        not-shown: []
        """);
    tree("v3.18", "3", "18", "old.c", COOK + WASH);
    tree("v6.4", "6", "4", "new.c", COOK + WASH.replace('2', '3'));
    tree("v6.8", "6", "8", "new.c", COOK.replace("stir()", "stir(1)") + WASH.replace('2', '3'));
    for (String release : List.of("v3.18", "v6.4", "v6.8")) {
      assertThat(check(release, "--record", release)).isZero();
    }
    out.getBuffer().setLength(0);
  }

  private void tree(String name, String version, String patchlevel, String file, String text)
      throws IOException {
    Path root = folder.resolve(name);
    Files.createDirectories(root.resolve("kernel"));
    Files.writeString(
        root.resolve("Makefile"), "VERSION = " + version + "\nPATCHLEVEL = " + patchlevel + "\n");
    Files.writeString(root.resolve("kernel/" + file), text);
  }

  private int check(String tree, String... more) {
    String[] args = new String[2 + more.length];
    args[0] = "source";
    args[1] = folder.resolve(tree).toString();
    System.arraycopy(more, 0, args, 2, more.length);
    return Check.run(
        () -> new SpecFolder(folder.resolve("spec"), folder),
        Terminal.of(new PrintWriter(out, true), new PrintWriter(err, true)),
        args);
  }

  @Test
  void aTreeThatIsKnownIsNamed() throws IOException {
    Path json = folder.resolve("out.json");
    assertThat(check("v6.8", "--json", json.toString())).isZero();
    assertThat(out.toString())
        .contains("2 functions: 2 known")
        .contains("The tree has the changes of v6.8.")
        .contains("Each known form is the one of v6.8.");
    JsonNode root = new ObjectMapper().readTree(json.toFile());
    assertThat(root.get("status").asInt()).isZero();
    assertThat(root.get("kernel").asText()).isEqualTo("v6.8");
    assertThat(root.get("functions")).hasSize(2);
  }

  @Test
  void aBackportMakesASetOfChangesThatNoRowHas() throws IOException {
    tree("vendor", "3", "18", "old.c", COOK.replace("stir()", "stir(1)") + WASH);
    assertThat(check("vendor")).isZero();
    assertThat(out.toString())
        .contains("No release that was read has all these forms together.")
        .contains("It is v3.18+get-put-preemptible.");
  }

  @Test
  void aFunctionThatIsNewIsNamedAndTheStatusIsOne() throws IOException {
    tree("new", "6", "8", "new.c", COOK.replace("stir();", "") + WASH.replace('2', '9'));
    assertThat(check("new")).isOne();
    assertThat(out.toString())
        .containsPattern("cook +kernel/new.c +UNKNOWN")
        .containsPattern("wash +kernel/new.c +NEW; its steps are those of v3.18..v6.8");
  }

  @Test
  void aFunctionThatIsGoneIsUnknown() throws IOException {
    tree("less", "6", "8", "new.c", COOK);
    assertThat(check("less")).isOne();
    assertThat(out.toString()).containsPattern("wash +\\(not there\\) +UNKNOWN: not found");
  }

  @Test
  void aChangeThatIsHalfThereIsSaid() throws IOException {
    Files.writeString(
        folder.resolve("spec/sources.yaml"),
        Files.readString(folder.resolve("spec/sources.yaml"))
            .replace("shows: [get-put-preemptible]", "shows: [patch5]"));
    tree("both", "6", "8", "new.c", COOK.replace("stir()", "stir(1)") + WASH);
    assertThat(check("both")).isOne();
    assertThat(out.toString()).contains("Half there: patch5 is in cook, and not in wash");
  }

  @Test
  void badInputIsOneLine() throws IOException {
    assertThat(check("nowhere")).isEqualTo(2);
    Files.createDirectories(folder.resolve("empty"));
    assertThat(check("empty")).isEqualTo(2);
    assertThat(check("v6.8", "--record", "mine")).isEqualTo(2);
    assertThat(check("v6.8", "--record", "v99.1")).isEqualTo(2);
    assertThat(check("v6.8", "--check", "--record", "v6.8")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(5).noneMatch(line -> line.contains("Exception"));
    assertThat(out.toString().toLowerCase(Locale.ROOT)).isEmpty();
  }
}
