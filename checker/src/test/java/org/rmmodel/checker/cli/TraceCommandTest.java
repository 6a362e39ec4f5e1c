package org.rmmodel.checker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.trace.Logs;
import org.rmmodel.common.Terminal;

/** {@code spec/check trace} as its user sees it. */
class TraceCommandTest {
  @TempDir private Path folder;

  private record Result(int status, String out, String err) {}

  private static Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter outWriter = new PrintWriter(out, true);
    PrintWriter errWriter = new PrintWriter(err, true);
    Terminal terminal = new Terminal(outWriter, errWriter, false, false);
    int status = Check.run(SpecFolder::find, terminal, args);
    return new Result(status, out.toString(), err.toString());
  }

  private String copy(String log, String as) throws Exception {
    return Files.write(folder.resolve(as), Logs.bytes(log)).toString();
  }

  @Test
  void accepted() throws Exception {
    Result result = run("trace", copy("v6.1/c3-going-window-1.txt", "c3.txt"));

    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains("c3.txt: accepted")
        .contains("97 events: 97 used, 0 unused; 5 lives of 1 modules");
  }

  @Test
  void acceptedFromGzipAndFromStandardInput() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(Logs.bytes("v6.1-rt/f4-kthreads-small-1.txt"));
    }
    Path file = Files.write(folder.resolve("f4.gz"), bytes.toByteArray());
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(bytes.toByteArray()));
    try {
      assertThat(run("trace", file.toString(), "-", "--module", "tmhub").status()).isZero();
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aViolationIsToldFromARejection() throws Exception {
    Path json = folder.resolve("out.json");
    String violated = copy("v6.1/d2-init-fails-while-referenced-1.txt", "d2.txt");
    Path rejected =
        Files.writeString(
            folder.resolve("f4.txt"),
            new String(Logs.bytes("v6.1-rt/f4-kthreads-small-1.txt"), StandardCharsets.ISO_8859_1)
                .replaceFirst("(module_put: tmtarget .*refcnt=)2\n", "$17\n"),
            StandardCharsets.ISO_8859_1);

    Result result = run("trace", violated, rejected.toString(), "--json", json.toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .contains("d2.txt: accepted, property violated")
        .contains(
            "d2.txt:54: tmtarget violates NeverFreedWhileReferenced: No module is freed while ")
        .contains("f4.txt: rejected")
        .contains("wanted to read refcnt=7")
        .contains("the longest prefix that fits has ")
        .containsPattern("\nstep +loader l1 +user u1\n")
        .containsPattern("\n> 22 +module_put 7\n");
    JsonNode tree = new ObjectMapper().readTree(json.toFile());
    assertThat(tree.get(0).get("verdict").asText()).isEqualTo("accepted, property violated");
    assertThat(tree.get(1).get("verdict").asText()).isEqualTo("rejected");
    assertThat(tree.get(1).findValue("wanted").asText()).contains("possible: ");
  }

  @Test
  void theReportSaysWhichKernelsTheLogFitsAndWhatItTook() throws Exception {
    String log = copy("v6.1/c3-going-window-1.txt", "c3.txt");

    assertThat(run("trace", log).out())
        .contains("c3.txt: accepted: a behaviour of the protocol on v3.19 to v6.4\n")
        .contains("the depth is counted, and a put disables preemption (up to v6.4)")
        .containsPattern(" silent steps; \\d+\\.\\d s, peak memory \\d+ MiB");
    assertThat(run("trace", log, "--kernel", "v6.15").out())
        .contains("kernel: v6.15, as you say; ")
        .contains("the columns are not those of v6.15")
        .contains("c3.txt: accepted");
  }

  @Test
  void aKernelWhoseLogsCannotBeCheckedIsBadInput() throws Exception {
    String log = copy("v6.1/c3-going-window-1.txt", "c3.txt");
    for (String[] expected :
        new String[][] {
          {"v3.18", "they print the counter of one CPU only"},
          {"p3-preempt", "they print the counter of one CPU only"},
          {"p4", "their count has no base"},
          {"v7", "unknown kernel v7; there is any release from v3.18 to v7.3"},
        }) {
      Result result = run("trace", log, "--kernel", expected[0]);

      assertThat(result.status()).isEqualTo(2);
      assertThat(result.out()).isEmpty();
      assertThat(result.err().lines()).hasSize(1);
      assertThat(result.err()).contains(expected[1]);
    }
  }

  @Test
  void badInputIsOneLine() throws Exception {
    Path text = Files.writeString(folder.resolve("poem.txt"), "To be, or not to be\n");
    String log = copy("v6.1/c3-going-window-1.txt", "c3.txt");
    Path cut = folder.resolve("cut.txt");
    String whole = Files.readString(Path.of(log)).stripTrailing();
    Files.writeString(cut, whole.substring(0, whole.length() - 4));

    assertLine(run("trace", text.toString()), "poem.txt:1: this is no log in a known format");
    assertLine(run("trace", log, "--format", "ftrace"), "--format ftrace: no such format");
    assertLine(run("trace", log, "--format", "perf-script"), ": no line of perf script");
    assertLine(run("trace", cut.toString()), "cut.txt:109: the log is cut off in mid-line");
    assertLine(run("trace", folder.resolve("none").toString()), "none: no such file");
    assertLine(run("trace", log, "--module", "tmcdew"), "no module tmcdew");
    assertLine(run("trace", log, "--tlc", text.toString()), "not a jar");
    assertLine(run("trace", log, "--json", folder.toString()), "cannot be written");
    assertLine(run("trace", log, "--timeout", "0"), "a time such as 90s or 10m");
    assertLine(run("trace"), "LOG");
    assertLine(run("trace", "-", "-"), "standard input can be read once only");
    assertLine(run("trace", log, "--from", "-5"), "--from -5: the number of a line");
    assertLine(run("trace", log, "--from", "9", "--to", "8"), "in the log from --from to --to");
  }

  @Test
  void aLogIsNotWrittenOver() throws Exception {
    String log = copy("v6.1/c3-going-window-1.txt", "c3.txt");
    String link = Files.createSymbolicLink(folder.resolve("link"), Path.of(log)).toString();
    byte[] before = Files.readAllBytes(Path.of(log));
    String out = folder.resolve("out").toString();

    assertLine(run("trace", log, "--json", log), "this is a log that is to be read");
    assertLine(run("trace", log, "--picture", link), "this is a log that is to be read");
    assertLine(run("trace", log, "--json", out, "--picture", out), "are the same file");
    assertThat(Files.readAllBytes(Path.of(log))).isEqualTo(before);
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void theFormatIsFoundAndTold() throws Exception {
    Result result =
        run(
            "trace",
            copy("formats/perf-script.txt", "perf.txt"),
            copy("formats/v7-zstd.dat", "trace.dat"),
            "--json",
            folder.resolve("out.json").toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains("read as: perf script")
        .contains("read as: trace-cmd's trace.dat")
        .contains("32 events: 32 used, 0 unused");
    JsonNode logs = new ObjectMapper().readTree(folder.resolve("out.json").toFile());
    assertThat(logs.get(0).get("format").asText()).isEqualTo("perf-script");
    assertThat(logs.get(1).get("release").asText()).isEqualTo("6.1.0-50-amd64");
  }

  @Test
  void anUnloadThatGoesOnAfterItsReturnIsRejected() throws Exception {
    Path log =
        Files.writeString(
            folder.resolve("on.txt"),
            """
            # tracer: nop
            #
            # entries-in-buffer/entries-written: 5/5   #P:4
            #
               rmmod-10      [000] d....   1: module_put: m call_site=f refcnt=1
               rmmod-10      [000] .....   2: sys_delete_module(name_user: 1, flags: 800)
               rmmod-10      [000] .....   3: del_ret: ret=0xfffffff5
               rmmod-10      [000] .....   4: rel_sub: mod=m val=1 refcnt=0 state=0
               rmmod-10      [000] .....   5: module_free: m
            """);

    Result result = run("trace", log.toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).contains("on.txt:7: m rejected").contains("to return -11");
  }

  @Test
  void aLimitMakesItInconclusive() throws Exception {
    Result result = run("trace", copy("v6.1/f4-kthreads-small-1.txt", "f4.txt"), "--memory", "8m");

    assertThat(result.status()).isEqualTo(3);
    assertThat(result.out()).contains("inconclusive: the memory limit of 8 MiB was reached");
  }

  private static void assertLine(Result result, String what) {
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().stripTrailing())
        .doesNotContain("\n")
        .startsWith("spec/check: ")
        .contains(what);
  }
}
