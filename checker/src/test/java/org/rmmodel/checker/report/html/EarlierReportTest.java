package org.rmmodel.checker.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.checker.Toy;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.tlc.Verdict;
import org.rmmodel.common.BadInput;

/** What has changed against an earlier report. */
class EarlierReportTest {
  private static final String CHANGES = "section[aria-labelledby=changes] ";

  @TempDir private Path temp;
  private Toy toy;
  private List<RunResult> results;

  @BeforeEach
  void copy() {
    toy = new Toy(temp.resolve("toy"));
    results = Samples.asExpected(toy);
  }

  private Document against(List<RunResult> before, List<RunResult> now) throws IOException {
    Path file = temp.resolve("index.html");
    Files.writeString(file, Samples.page(toy, before));
    return Jsoup.parse(Samples.page(toy, now, Optional.of(EarlierReport.read(temp))));
  }

  @Test
  void theSameResultsAreNoDifference() throws IOException {
    Document page = against(results, results);
    assertThat(page.select(CHANGES + "p").text())
        .isEqualTo(
            "Against the earlier report of 2026-11-30T12:00:00Z: 7 runs are in both reports; no"
                + " difference.");
    assertThat(page.select(CHANGES + "table")).isEmpty();
    assertThat(Jsoup.parse(Samples.page(toy, results)).select(CHANGES)).isEmpty();
  }

  @Test
  void aVerdictThatIsAnotherOneIsToldOfTheRunAndOfTheCells() throws IOException {
    Document page =
        against(results, Samples.but(results, "Bad:p5-nopreempt", new Verdict.Holds(), "odd"));
    assertThat(page.select(CHANGES + "tr.bad").eachText())
        .contains("table b, p5-nopreempt, F1 X .!")
        .contains(
            "run Bad:p5-nopreempt violates AtMostOne, 1234 states, depth 5 holds, 1234 states,"
                + " depth 5");
  }

  @Test
  void whatOnlyOneOfThemRanIsSaid() throws IOException {
    List<RunResult> fewer =
        results.stream().filter(result -> !result.of().model().name().equals("Walk")).toList();
    assertThat(against(fewer, results).select(CHANGES + "tr").eachText())
        .contains("run Walk:p5-nopreempt not in the earlier report holds, 1234 states, depth 5");
    assertThat(against(results, fewer).select(CHANGES + "p").eachText())
        .contains("In the earlier report, and not run now: Walk:p5-nopreempt");
  }

  @Test
  void whatAnEarlierReportSaysIsShownAndNotObeyed() throws IOException {
    String hostile = Samples.page(toy, results).replace("TLC of a test", "\\u003cb>x\\u001b[31m");
    Files.writeString(temp.resolve("index.html"), hostile);
    String page = Samples.page(toy, results, Optional.of(EarlierReport.read(temp)));
    assertThat(page).doesNotContain("<b>x", "\u001b").contains("&lt;b&gt;x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html></html>",
        "<script type=\"application/json\" id=\"results\">",
        "<script type=\"application/json\" id=\"results\"></script>",
        "<script type=\"application/json\" id=\"results\">null</script>",
        "<script type=\"application/json\" id=\"results\">[]</script>",
        "<script type=\"application/json\" id=\"results\">{\"format\":\"other\"}</script>",
        "<script type=\"application/json\" id=\"results\">"
            + "{\"format\":\"rmmodel-report-1\",\"runs\":{\"a\":null}}</script>",
        "<script type=\"application/json\" id=\"results\">"
            + "{\"format\":\"rmmodel-report-1\",\"tables\":{\"a\":{\"b\":null}}}</script>",
        "<script type=\"application/json\" id=\"results\">{\"format\":\"rmmodel-rep</script>"
      })
  void whatIsNoReportIsOneClearLine(String text) throws IOException {
    Path file = temp.resolve("some.html");
    Files.writeString(file, text);
    assertThatThrownBy(() -> EarlierReport.read(file))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith(file + ": ")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aReportIsReadInBoundedMemoryAndAtNoDepth() throws IOException {
    Path file = temp.resolve("deep.html");
    Files.writeString(file, EarlierReport.BEGIN + "[".repeat(1 << 20) + "</script>");
    assertThatThrownBy(() -> EarlierReport.read(file)).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> EarlierReport.read(temp.resolve("nowhere")))
        .isInstanceOf(BadInput.class)
        .hasMessageEndingWith("no such file or folder");
    if (Files.exists(Path.of("/dev/zero"))) {
      assertThatThrownBy(() -> EarlierReport.read(Path.of("/dev/zero")))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("too large");
    }
  }
}
