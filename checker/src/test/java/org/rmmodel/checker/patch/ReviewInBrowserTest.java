package org.rmmodel.checker.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Named;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.report.html.Browser;
import org.rmmodel.checker.source.Modelled;

/** The page of a review, of made-up patches, in a real browser. */
class ReviewInBrowserTest {
  private static final String PATCH =
      """
      Subject: a <b>patch</b>

      --- a/kernel/module/main.c
      +++ b/kernel/module/main.c
      @@ -700,3 +700,3 @@ void module_put(struct module *module)
       \ttrace_module_put(module, LONG);
      -\tb();
      +\tc();
       \td();
      """
          .replace("LONG", "x".repeat(300));

  @TempDir private Path temp;

  @Test
  void theRulesOfAccessibilityAreKept() throws IOException {
    Catalogue catalogue = Catalogue.load(SpecFolder.find());
    Modelled modelled = Modelled.load(catalogue.folder(), catalogue.kernels());
    Named named = catalogue.kernels().named("v6.8");
    byte[] bytes = PATCH.getBytes(StandardCharsets.UTF_8);
    Patches patches = PatchReader.read("x", new ByteArrayInputStream(bytes));
    List<Finding> findings =
        new Reviewer(modelled, catalogue.actions(), named.kernels()).review(patches);
    Review review =
        new Review(
            patches,
            findings,
            "v6.8",
            "as this test says",
            FlawsThere.of(catalogue, named.kernels(), findings),
            Review.ChangeThere.of(findings, modelled, catalogue.kernels(), named),
            0);
    Path page = Files.writeString(temp.resolve("page.html"), ReviewHtml.page(review));
    try (Browser browser = Browser.start()) {
      for (String scheme : List.of("light", "dark")) {
        browser.media("", scheme);
        browser.open(page.toUri());
        assertThat(browser.all("section")).hasSize(1);
        assertThat(browser.axe()).isEqualTo(List.of());
        assertThat(browser.complaints()).isEmpty();
      }
    }
  }
}
