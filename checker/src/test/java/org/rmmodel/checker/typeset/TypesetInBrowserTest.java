package org.rmmodel.checker.typeset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.report.html.Browser;

/** The typeset pages in a real browser: the one that lists them, a short module and a long one. */
class TypesetInBrowserTest {
  @TempDir private static Path temp;
  private static Browser browser;

  @BeforeAll
  static void write() throws IOException {
    browser = Browser.start();
    Map<String, String> pages =
        Typeset.pages(SpecFolder.find(), List.of("Kernel", "Refcount", "Load"));
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(temp.resolve(page.getKey()), page.getValue());
    }
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "index.html, light",
    "index.html, dark",
    "Refcount.html, light",
    "Refcount.html, dark",
    "Kernel.html, light",
    "Load.html, dark"
  })
  void theRulesOfAccessibilityAreKept(String page, String scheme) {
    browser.media("", scheme);
    browser.open(temp.resolve(page).toUri());
    assertThat(browser.all("h1")).hasSize(1);
    assertThat(browser.axe()).isEqualTo(List.of());
    assertThat(browser.complaints()).isEmpty();
  }
}
