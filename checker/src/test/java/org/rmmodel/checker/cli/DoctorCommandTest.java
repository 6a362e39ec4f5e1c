package org.rmmodel.checker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.Toy;
import org.rmmodel.checker.tlc.TlcJar;

class DoctorCommandTest {
  @TempDir private Path temp;
  private Toy toy;

  @BeforeEach
  void copy() {
    toy = new Toy(temp.resolve("toy"));
  }

  /** The build's TLC without some of its classes. */
  private Path without(Set<String> classes) throws IOException {
    Path cut = temp.resolve("cut.jar");
    try (ZipFile whole = new ZipFile(TlcJar.find().path().toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(cut))) {
      for (ZipEntry entry : whole.stream().toList()) {
        if (!classes.contains(entry.getName())) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          out.write(whole.getInputStream(entry).readAllBytes());
          out.closeEntry();
        }
      }
    }
    return cut;
  }

  @Test
  void theTlcOfTheBuildIsWell() {
    Toy.Called called = toy.call("doctor");
    assertThat(called.err()).isEmpty();
    assertThat(called.out().lines()).hasSize(6).allMatch(line -> line.startsWith("ok  "));
    assertThat(called.out())
        .containsPattern("ok +version +Version \\d")
        .contains("ok  several    spec/check run --distributed works with it\n")
        .containsPattern("ok +holds +Good:\\S+ holds: 3 states, depth 2, 2 actions fired\n")
        .containsPattern("ok +violates +\\S+ violates \\w+: .*, a counterexample of \\d states\n")
        .containsPattern("ok +temporal +Live:\\S+ violates AllHold: ");
    assertThat(called.exit()).isZero();
  }

  @Test
  void aTlcThatCountsOtherwiseIsNot() {
    toy.change("models/recorded.lock", "Live:p5-nopreempt states=", "Live:p5-nopreempt states=1");
    Toy.Called called = toy.call("doctor");
    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.out()).containsPattern("(?m)^BAD temporal +Live:\\S+: states: recorded 1\\d");
  }

  @Test
  void aTlcThatLacksWhatARunNeedsIsToldInALineEach() throws IOException {
    Path cut = without(Set.of("util/SimpleFilenameToStream.class"));
    Toy.Called called = toy.call("doctor", "--tlc", cut.toString());
    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.err()).isEmpty();
    assertThat(called.out().lines()).hasSize(6).noneMatch(line -> line.startsWith("\tat "));
    assertThat(called.out())
        .contains("BAD internals  a run needs util.SimpleFilenameToStream\n")
        .containsPattern("(?m)^BAD holds +Good:");
  }

  @Test
  void whatIsNoTlcIsBadInput() {
    Toy.Called called = toy.call("doctor", "--tlc", "pom.xml");
    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.errorLines()).containsExactly("spec/check: pom.xml: not a jar");
  }
}
