package org.rmmodel.checker.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.Toy;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.report.Outcome;
import org.rmmodel.checker.report.Sheet;
import org.rmmodel.checker.report.VerdictTables;
import org.rmmodel.checker.tlc.Verdict;

/** The page's structure, without a browser. */
class HtmlReportTest {
  private static final String HOSTILE =
      "</script><script>alert('x')</script><img src=x onerror=y> &";

  @TempDir private Path temp;
  private Toy toy;

  @BeforeEach
  void copy() {
    toy = new Toy(temp.resolve("toy"));
  }

  /** The page's tree; a page that breaks the rules of HTML fails. */
  private static Document parse(String html) {
    Parser parser = Parser.htmlParser().setTrackErrors(20);
    Document page = Jsoup.parse(html, "", parser);
    assertThat(parser.getErrors()).isEmpty();
    return page;
  }

  private Document page() {
    return parse(Samples.page(toy, Samples.asExpected(toy)));
  }

  private static List<String> texts(Document page, String selector) {
    return page.select(selector).eachText();
  }

  @Test
  void everyLinkResolvesAndNoIdIsThereTwice() {
    Document page = page();
    List<String> ids = page.select("[id]").eachAttr("id");
    assertThat(ids).doesNotHaveDuplicates().noneMatch(id -> id.matches(".*\\s.*"));
    List<String> links = page.select("a[href]").eachAttr("href");
    assertThat(links).hasSizeGreaterThan(50).allMatch(link -> link.startsWith("#"));
    assertThat(ids).containsAll(links.stream().map(link -> link.substring(1)).toList());
    assertThat(ids)
        .containsAll(
            page.select("[aria-labelledby]").eachAttr("aria-labelledby").stream().toList());
  }

  @Test
  void itNeedsNoOtherFileAndNoNetwork() {
    Document page = page();
    assertThat(page.select("[src]").eachAttr("src")).allMatch(src -> src.startsWith("data:"));
    assertThat(page.select("link").eachAttr("href")).containsExactly("data:,");
    assertThat(page.select("style").html()).doesNotContain("url(", "@import");
    assertThat(page.select("script").html()).doesNotContain("fetch(", "XMLHttpRequest", "import");
    assertThat(page.html()).doesNotContain("http://localhost", "https://");
  }

  @Test
  void everyTableHasItsCaptionItsHeadsAndItsRows() {
    for (Element table : page().select("table")) {
      assertThat(table.select("> caption").text()).isNotBlank();
      List<Element> heads = table.select("> thead > tr > th");
      assertThat(heads).hasSizeGreaterThan(1).allMatch(th -> th.attr("scope").equals("col"));
      List<Element> rows = table.select("> tbody > tr");
      assertThat(rows)
          .as(table.select("> caption").text())
          .isNotEmpty()
          .allMatch(row -> row.childrenSize() == heads.size())
          .allMatch(row -> row.child(0).normalName().equals("th"))
          .allMatch(row -> row.child(0).attr("scope").equals("row"));
    }
  }

  @Test
  void headingsAndLandmarksTellWhereOneIs() {
    Document page = page();
    int level = 0;
    for (Element heading : page.select("h1, h2, h3, h4")) {
      int next = heading.normalName().charAt(1) - '0';
      assertThat(next).as(heading.text()).isLessThanOrEqualTo(level + 1);
      level = next;
    }
    assertThat(page.select("h1")).hasSize(1);
    assertThat(page.select("html[lang], header, nav, main, footer, form[role=search]")).hasSize(6);
    assertThat(page.select("form input"))
        .allMatch(input -> input.parent().tagName().equals("label"));
    assertThat(page.select("img")).allMatch(img -> !img.attr("alt").isBlank());
  }

  @Test
  void theCellsAreThoseOfTheVerdictTablesAndLeadToARunThatDecidesThem() {
    List<RunResult> results = Samples.asExpected(toy);
    Document page = parse(Samples.page(toy, results));
    List<Sheet> sheets =
        VerdictTables.all(toy.catalogue()).sheets(results.stream().map(Outcome::of).toList());
    assertThat(sheets).hasSize(4);
    for (Sheet sheet : sheets) {
      Element table =
          page.selectFirst("section[aria-labelledby=table-" + sheet.question() + "] table");
      List<String> signs =
          sheet.rows().stream()
              .flatMap(row -> row.cells().stream())
              .filter(cell -> !cell.by().isEmpty())
              .map(Sheet.Cell::sign)
              .toList();
      assertThat(signs).isNotEmpty();
      assertThat(table.select("td a").eachText()).containsExactlyElementsOf(signs);
    }
    Element found = page.selectFirst("section[aria-labelledby=table-b] td.bad a");
    Element run = page.getElementById(found.attr("href").substring(1));
    assertThat(run.select("td").eachText()).anyMatch(text -> text.startsWith("violates AtMostOne"));
    assertThat(run.closest("article").select("h3").text()).isEqualTo("Bad");
  }

  @Test
  void aModelHasItsTitleItsKernelsItsFiguresAndItsCounterexample() {
    Element run = page().getElementById("run-Bad:p5-nopreempt");
    assertThat(run.closest("article").text()).contains("Two users pass each other <&>.");
    assertThat(run.select("td").eachText())
        .contains("1,234", "5", "0.5", "AtMostOne")
        .anyMatch(text -> text.startsWith("violates AtMostOne"));
    assertThat(run.select("details pre").text()).contains("Step 3 (u2, toy_get");
    assertThat(run.attr("data-function")).isEqualTo("toy_get");
    assertThat(run.attr("data-kernel").split(" ")).contains("p5-nopreempt");
  }

  @Test
  void aFlawHasItsPartsAndItsCounterexampleStepByStep() {
    Document page = page();
    Element flaw = page.selectFirst("article[data-fact=F1]");
    assertThat(flaw.select("dt").eachText())
        .startsWith("What", "Who is hurt", "How", "Found on", "Not found on", "Fix");
    Element figure = flaw.selectFirst(".figure");
    assertThat(figure.select("svg g.step")).hasSize(3);
    assertThat(figure.select("ol li").eachText())
        .hasSize(3)
        .anyMatch(text -> text.startsWith("u2: toy_get(): add one"));
    assertThat(figure.select("ol li").last().text()).endsWith("Here something goes wrong.");
    assertThat(flaw.attr("data-function")).isEqualTo("toy_get");
    assertThat(page.selectFirst("article[data-fact=F2]").select(".figure")).isEmpty();
  }

  @Test
  void aPromiseIsShownWithTheAssumptionThatItNeeds() {
    Element row = page().selectFirst("tr[data-fact=P1]");
    assertThat(row.select("td").get(1).select("a").eachAttr("href"))
        .containsExactly("#assumption-bound");
    assertThat(page().selectFirst("tr[data-fact=P2]").select("td").get(1).text())
        .isEqualTo("nothing");
  }

  @Test
  void whatIsNotAsExpectedComesFirst() {
    List<RunResult> results =
        Samples.but(Samples.asExpected(toy), "Good:p4-nopreempt", new Verdict.Holds(), "it is odd");
    Document page = parse(Samples.page(toy, results));
    assertThat(page.select("header p").text()).isEqualTo("7 runs, 6 as expected, 1 not.");
    assertThat(texts(page, "section[aria-labelledby=deviations] li"))
        .containsExactly("Good:p4-nopreempt: it is odd");
    assertThat(page.getElementById("run-Good:p4-nopreempt").className()).isEqualTo("differs");
    assertThat(page().select("section[aria-labelledby=deviations]")).isEmpty();
  }

  @Test
  void whatOthersWroteIsShownAndNotObeyed() {
    toy.change("models/toy.yaml", "Two users pass each other <&>.", HOSTILE)
        .change("facts.yaml", "Two users hold at once.", HOSTILE)
        .change("facts.yaml", "There is a bound", HOSTILE);
    List<RunResult> results =
        Samples.but(
            Samples.asExpected(toy),
            "Bad:p5-nopreempt",
            new Verdict.Broken(HOSTILE + "\u001b[31m\u0000", Verdict.Broken.Cause.OTHER),
            HOSTILE);
    Document page = parse(Samples.page(toy, results));
    assertThat(page.select("script")).hasSize(2);
    assertThat(page.select("[onerror], [onclick], [onload]")).isEmpty();
    assertThat(page.select("main img")).isEmpty();
    assertThat(texts(page, "article > p")).anyMatch(text -> text.contains(HOSTILE));
    assertThat(texts(page, "dd")).contains(HOSTILE);
    assertThat(page.html()).doesNotContain("\u001b", "\u0000");
    assertThat(Results.of(page.getElementById("results").data()).orElseThrow().runs())
        .containsKey("Bad:p5-nopreempt");
  }

  @Test
  void aNameMayHaveAnyCharacterAndIsStillAPlace() {
    Set<String> anchors =
        Set.of("a b", "a_b", "a\"b", "a<b", "a/b", "ä", "a", "a+b~c:d").stream()
            .map(Anchor::run)
            .collect(Collectors.toSet());
    assertThat(anchors).hasSize(8).allMatch(anchor -> anchor.matches("run-[A-Za-z0-9.:+~_-]+"));
  }

  @Test
  void aCallOfOneModelTellsOfWhatItIsAboutAlone() {
    List<RunResult> one =
        Samples.asExpected(toy).stream()
            .filter(result -> result.of().model().name().equals("Walk"))
            .toList();
    Document page = parse(Samples.page(toy, one));
    assertThat(texts(page, "#models ~ article h3")).containsExactly("Walk");
    assertThat(page.select("article[data-fact=F1]")).isEmpty();
    assertThat(page.select(".verdicts")).isEmpty();
    assertThat(parse(Samples.page(toy, List.of())).select("header p").text())
        .isEqualTo("0 runs, 0 as expected, 0 not.");
  }

  @Test
  void whatRanIsSaid() {
    assertThat(texts(page(), "section[aria-labelledby=ran] dd"))
        .contains("2026-11-30T12:00:00Z", "TLC of a test", "JDK of a test", "full")
        .anyMatch(text -> text.startsWith("1.5 s, 2 at a time"));
    assertThat(Ran.now("x", Optional.empty(), 1, 1).java())
        .contains(System.getProperty("java.vm.version"));
  }
}
