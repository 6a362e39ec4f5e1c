package org.rmmodel.checker.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.check.Checker;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Watcher;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.report.VerdictTables;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.common.Lane;

/** The report of some runs of the specification, in a real browser. */
class BrowserTest {
  private static final Path PICTURES = Path.of("target", "report-pictures");
  private static final String FIGURE = "article[data-fact=F10] .figure ";

  @TempDir private static Path temp;
  private static Browser browser;

  @BeforeAll
  static void openTheReport() {
    browser = Browser.start();
    new HtmlReport(
            VerdictTables.all(Catalogue.load(SpecFolder.find())),
            results(),
            Ran.now(TlcJar.find().version(), Optional.of(Lane.SMOKE), 2, 10),
            Optional.empty())
        .write(temp);
  }

  /** Runs that have counterexamples and runs that have none. */
  private static List<RunResult> results() {
    Catalogue catalogue = Catalogue.load(SpecFolder.find());
    List<Case> cases = new ArrayList<>(catalogue.find(List.of("PutTracepoint"), true));
    cases.addAll(catalogue.find(List.of("UnloadListWalker"), true));
    try (Checker checker = new Checker(catalogue, TlcJar.find(), Checker::usualLimits, 2)) {
      return checker.checkAll(cases, Watcher.NONE);
    }
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void load() {
    browser.media("", "light");
    browser.open(temp.resolve("index.html").toUri());
  }

  @Test
  void thePageComplainsOfNothingAndLoadsNothing() {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.run("return performance.getEntriesByType('resource').map(e => e.name)"))
        .isEqualTo(List.of());
  }

  @Test
  void everyLinkLeadsToAPlace() {
    assertThat(
            browser.run(
                "return [...document.links].map(a => a.getAttribute('href'))"
                    + ".filter(href => !document.getElementById(href.slice(1)))"))
        .isEqualTo(List.of());
    assertThat(browser.all("a[href]")).hasSizeGreaterThan(100);
  }

  @Test
  void everyTableHasItsRows() {
    assertThat(browser.all("table")).isNotEmpty();
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('table')]"
                    + ".filter(t => !t.caption || !t.tHead || t.tBodies[0].rows.length === 0)"
                    + ".map(t => t.outerHTML.slice(0, 200))"))
        .isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void theRulesOfAccessibilityAreKept(String scheme) {
    browser.media("", scheme);
    // Of each document one table or drawing: the others are made in the same way, and are large.
    browser.run(
        "document.querySelectorAll("
            + "'section:not([aria-labelledby=recorded]) details, #recorded ~ article h3 ~"
            + " details:nth-of-type(1)').forEach(d => { d.open = true; })");
    browser.run("document.querySelector(arguments[0]).focus()", FIGURE);
    browser.press(Keys.ARROW_RIGHT);
    assertThat(browser.axe()).isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void theCurvesOfStatesAreDrawn(String scheme) throws IOException {
    browser.media("", scheme);
    browser.run(
        "document.querySelector('.curve').closest('details').open = true;"
            + "document.querySelector('.curve').scrollIntoView({block: 'center'})");
    assertThat(browser.count(".curve circle")).isGreaterThan(10);
    assertThat(browser.count(".beside > .drawing + .wide table")).isPositive();
    assertThat(browser.axe()).isEqualTo(List.of());
    browser.screenshot(PICTURES.resolve("curve-" + scheme + ".png"));
  }

  @Test
  void theArrowKeysStepThroughACounterexample() {
    browser.run("document.querySelector(arguments[0]).focus()", FIGURE);
    int steps = browser.all(FIGURE + "svg .step").size();
    assertThat(steps).isGreaterThan(10);
    assertThat(now()).isEmpty();
    browser.press(Keys.ARROW_RIGHT);
    assertThat(now()).startsWith("Step 1 of " + steps + ": the first state");
    browser.press(Keys.ARROW_RIGHT, Keys.ARROW_DOWN);
    assertThat(now()).startsWith("Step 3 of ");
    assertThat(browser.all(FIGURE + "svg .step.past")).hasSize(3);
    assertThat(browser.all(FIGURE + "svg .step.current")).hasSize(1);
    browser.press(Keys.ARROW_LEFT);
    assertThat(now()).startsWith("Step 2 of ");
    browser.press(Keys.END, Keys.ARROW_RIGHT);
    assertThat(now()).startsWith("Step " + steps + " of ").contains("Here something goes wrong");
    browser.press(Keys.HOME);
    assertThat(now()).startsWith("Step 1 of ");
    browser.press(Keys.ESCAPE);
    assertThat(now()).isEmpty();
    assertThat(browser.all(FIGURE + "svg .step.past")).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  private static String now() {
    return browser.one(FIGURE + ".now").getText();
  }

  @Test
  void theButtonsDoWhatTheKeysDo() {
    browser.one(FIGURE + "button[data-step=last]").click();
    assertThat(now()).contains("Here something goes wrong");
    browser.one(FIGURE + "button[data-step=previous]").click();
    assertThat(now()).doesNotContain("Here something goes wrong");
    browser.one(FIGURE + "button[data-step=all]").click();
    assertThat(now()).isEmpty();
  }

  @Test
  void theFilterLeavesWhatMatches() {
    long models = browser.count("#models ~ article");
    long rows = browser.count(".verdicts tbody tr");
    browser.one("#by-kernel").sendKeys("v6.9-preempt");
    assertThat(browser.count(".verdicts tbody tr")).isPositive().isLessThan(rows);
    assertThat(browser.one("#filtered").getText()).matches("\\d+ rows and sections match\\.");
    browser.one("#filter button[type=reset]").click();
    assertThat(browser.count(".verdicts tbody tr")).isEqualTo(rows);
    browser.one("#by-fact").sendKeys("f10");
    assertThat(browser.count("article[data-fact=F10]")).isEqualTo(1);
    assertThat(browser.count("article[data-fact=F2]")).isZero();
    assertThat(texts("section[aria-labelledby=table-b] thead th")).containsExactly("kernel", "F10");
    assertThat(browser.count("#models ~ article")).isPositive().isLessThan(models);
    browser.one("#by-fact").clear();
    browser.one("#by-function").sendKeys("module_put");
    assertThat(browser.count("#models ~ article")).isPositive().isLessThan(models);
    browser.one("#by-function").sendKeys("_that_is_none");
    assertThat(browser.one("#filtered").getText()).doesNotContain("undefined");
    assertThat(browser.count("#models ~ article")).isZero();
    assertThat(browser.complaints()).isEmpty();
  }

  private static List<String> texts(String selector) {
    return browser.all(selector).stream()
        .filter(WebElement::isDisplayed)
        .map(WebElement::getText)
        .toList();
  }

  @Test
  void whatALinkLeadsToIsShownThoughTheFilterHidesIt() {
    browser.one("#by-fact").sendKeys("F2");
    assertThat(browser.count("article[data-fact=F10]")).isZero();
    browser.run("location.hash = '#fact-F10'");
    assertThat(browser.count("article[data-fact=F10]")).isEqualTo(1);
  }

  @Test
  void theKeyboardAloneReachesFilterTablesAndSteps() {
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      browser.press(Keys.TAB);
      reached.add(
          String.valueOf(
              browser.run("const e = document.activeElement; return e.id || e.className")));
    }
    assertThat(reached).contains("skip", "by-kernel", "by-fact", "by-function", "wide verdicts");
  }

  @Test
  void withoutScriptEverythingIsThereToRead() {
    int steps = browser.all(FIGURE + "svg .step").size();
    browser.withScript(false);
    try {
      assertThat(browser.all("#filter").get(0).isDisplayed()).isFalse();
      assertThat(browser.all(FIGURE + ".stepper").get(0).isDisplayed()).isFalse();
      assertThat(browser.all(FIGURE + "svg .step")).hasSize(steps);
      assertThat(browser.one(FIGURE + "svg").isDisplayed()).isTrue();
    } finally {
      browser.withScript(true);
    }
  }

  @Test
  void inPrintWhatIsForAScreenIsLeftOut() {
    browser.media("print", "dark");
    assertThat(browser.count("nav, #filter, .stepper")).isZero();
    assertThat(browser.count("h2, .verdicts table, svg.lanes")).isPositive();
    assertThat(browser.count(".legend li")).isEqualTo(browser.all(".legend li").size());
    assertThat(browser.count("#models ~ article pre")).isZero();
    assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
  }

  @Test
  void picturesToLookAt() throws IOException {
    for (String scheme : List.of("light", "dark")) {
      browser.media("", scheme);
      browser.run("scrollTo(0, 0)");
      browser.screenshot(PICTURES.resolve(scheme + ".png"));
      browser.run("document.querySelector(arguments[0]).focus()", FIGURE);
      browser.press(Keys.END);
      browser.screenshot(PICTURES.resolve(scheme + "-lanes.png"));
      browser.run("document.getElementById('models').scrollIntoView()");
      browser.screenshot(PICTURES.resolve(scheme + "-models.png"));
    }
    assertThat(PICTURES.resolve("dark-models.png")).isNotEmptyFile();
  }
}
