package org.rmmodel.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code launch.sh} does before a program is there: for a command that is built already. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@EnabledOnOs(OS.LINUX)
class LaunchTest {
  @TempDir private Path root;

  @BeforeEach
  void a_command_that_is_built() throws IOException {
    Path module = Files.createDirectories(root.resolve("some"));
    Files.copy(Path.of("..", "launch.sh"), root.resolve("launch.sh"));
    Files.createFile(root.resolve("pom.xml"));
    Files.createFile(module.resolve("pom.xml"));
    Files.createDirectories(module.resolve("src"));
    Files.createDirectories(module.resolve("target/lib"));
    Files.createFile(module.resolve("target/rmmodel-some.jar"));
    script(
        module.resolve("run"),
        "command=some/run module=some modules=some sources=src",
        ". \"$(dirname \"$(readlink -f \"$0\")\")/../launch.sh\" || exit 2",
        "exec \"$java\" \"$@\"");
    Files.createFile(module.resolve("target/run.built"));
  }

  private static void script(Path file, String... lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1.8.0_392, 2",
    "9, 2",
    "11.0.21, 2",
    "16.0.2, 2",
    "17, 0",
    "17.0.15, 0",
    "21-ea, 0",
    "170, 0",
  })
  void an_old_JDK_is_refused_in_one_line(String version, int status) throws Exception {
    Path home = root.resolve("jdk");
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    script(java, "echo ran");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path output = root.resolve("output");
    ProcessBuilder builder = new ProcessBuilder(root.resolve("some/run").toString());
    builder.environment().put("JAVA_HOME", home.toString());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process = Children.start(builder);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output)
        .hasContent(
            status == 0
                ? "ran\n"
                : "some/run: Java 17 or newer is needed, and " + java + " is " + version + "\n");
    assertThat(process.exitValue()).isEqualTo(status);
  }
}
