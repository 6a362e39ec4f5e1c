package org.rmmodel.checker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.Toy;

/** What the program gives to a shell and to man. */
class ShellTest {
  @TempDir private Path temp;
  private Toy toy;

  @BeforeEach
  void copy() {
    toy = new Toy(temp.resolve("toy"));
  }

  private List<String> completed(String... words) throws IOException, InterruptedException {
    Path script = temp.resolve("completion");
    Files.writeString(script, toy.call("completion").out());
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "source \"$0\" && COMP_WORDS=(\"$@\") && COMP_CWORD=$(($# - 1)) && _complete_check 2> /dev/null;"
                    + " printf '%s\\n' \"${COMPREPLY[@]}\"; complete -p check",
                script.toString()));
    command.addAll(List.of(words));
    List<String> lines = Tools.run(command.toArray(String[]::new)).lines().toList();
    assertThat(lines.get(lines.size() - 1)).contains("-F _complete_check").endsWith(" check");
    return lines.subList(0, lines.size() - 1).stream().map(String::strip).toList();
  }

  @Test
  void aShellCompletesCommandsOptionsAndLanes() throws Exception {
    Tools.need("bash");
    assertThat(completed("spec/check", "hist")).containsExactly("history");
    assertThat(completed("spec/check", "history", "--ques")).containsExactly("--question");
    assertThat(completed("spec/check", "run", "--j")).contains("--json", "--junit", "--jobs");
    assertThat(completed("spec/check", "--lane", "s")).containsExactly("smoke");
    assertThat(completed("spec/check", "history", "--nosuch")).containsExactly("");
  }

  private List<Path> pages() throws IOException {
    Toy.Called called = toy.call("man", "--out", temp.resolve("man").toString());
    assertThat(called.exit()).isZero();
    try (Stream<Path> files = Files.list(temp.resolve("man/man1"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void eachCommandHasAPageWithAllThatItsHelpLists() throws IOException {
    List<Path> pages = pages();
    assertThat(pages).hasSizeGreaterThan(15);
    for (Path page : pages) {
      String name = page.getFileName().toString().replaceAll("^spec-check-?|\\.1$", "");
      String text = Files.readString(page).replace("\\-", "-");
      String help = (name.isEmpty() ? toy.call("--help") : toy.call(name, "--help")).out();
      List<String> options =
          Pattern.compile("(?m)^ +(?:-\\w, )?(--[a-z-]+)")
              .matcher(help)
              .results()
              .map((MatchResult found) -> found.group(1))
              .toList();
      assertThat(options).as(name).contains("--help");
      assertThat(options).as(name).allMatch(option -> text.contains("\\fB" + option + "\\fR"));
      assertThat(text)
          .startsWith(".TH \"SPEC-CHECK")
          .contains(".SH NAME\n", ".SH SYNOPSIS\n", ".SH EXIT STATUS\n", ".SH EXAMPLES\n");
      if (name.isEmpty()) {
        assertThat(text).contains("\\fBhistory\\fR", "spec-check-typeset(1)");
      } else {
        assertThat(text).contains("spec-check(1)");
        assertThat(toy.call("man", name).out()).isEqualTo(Files.readString(page));
      }
    }
  }

  @Test
  void groffHasNothingToSayAgainstThePages() throws Exception {
    Tools.need("groff");
    for (Path page : pages()) {
      assertThat(Tools.run("groff", "-man", "-Tutf8", "-ww", "-z", page.toString())).isEmpty();
      assertThat(Tools.run("groff", "-man", "-Tascii", "-P-cbou", page.toString()))
          .contains("EXAMPLES", "/check ", "--help");
    }
  }

  @Test
  void roffObeysNothingThatATextSays() {
    assertThat(ManPage.escaped(".so /etc/passwd")).isEqualTo("\\&.so /etc/passwd");
    assertThat(ManPage.escaped("'ds x \\*[y] a-b ~c")).isEqualTo("\\&'ds x \\e*[y] a\\-b \\(tic");
  }

  @Test
  void anUnknownPageIsRefused() {
    Toy.Called called = toy.call("man", "histry");
    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.errorLines())
        .containsExactly("spec/check: unknown command histry; did you mean history?");
    assertThat(toy.call("man", "run", "--out", temp.toString()).exit()).isEqualTo(2);
  }
}
