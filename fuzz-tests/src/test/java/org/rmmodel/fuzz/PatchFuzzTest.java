package org.rmmodel.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Named;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.patch.AppliesTo;
import org.rmmodel.checker.patch.Finding;
import org.rmmodel.checker.patch.FlawsThere;
import org.rmmodel.checker.patch.PatchReader;
import org.rmmodel.checker.patch.Patches;
import org.rmmodel.checker.patch.Review;
import org.rmmodel.checker.patch.ReviewHtml;
import org.rmmodel.checker.patch.ReviewText;
import org.rmmodel.checker.patch.Reviewer;
import org.rmmodel.checker.source.KnownForms;
import org.rmmodel.checker.source.Modelled;

/** Patches as mailing lists have them: read, and laid beside the specification. */
class PatchFuzzTest {
  private static final Catalogue CATALOGUE = Catalogue.load(new SpecFolder(Path.of("../spec")));
  private static final Named NAMED = CATALOGUE.kernels().named("v6.8");
  private static final Modelled MODELLED = Modelled.load(CATALOGUE.folder(), CATALOGUE.kernels());
  private static final KnownForms FORMS = KnownForms.load(CATALOGUE.folder());
  private static final Reviewer REVIEWER =
      new Reviewer(MODELLED, CATALOGUE.actions(), NAMED.kernels());

  private static final String DIFF =
      """
      diff --git a/kernel/module/main.c b/kernel/module/main.c
      index 1111111..2222222 100644
      --- a/kernel/module/main.c
      +++ b/kernel/module/main.c
      @@ -700,3 +700,3 @@ void module_put(struct module *module)
       \ta();
      -\tb();
      +\tc();
       \td();
      """;

  private static final String MAIL =
      """
      From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001
      From: a@b
      Subject: [PATCH 6.8 1/2] =?utf-8?q?x?=
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=X

      --X
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      Text.=
      --X
      Content-Type: text/x-patch
      Content-Transfer-Encoding: 8bit

      """;

  private static final List<byte[]> SEEDS =
      Stream.of(DIFF, MAIL + DIFF + "--X--\n", "Subject: y\n\n" + DIFF + "-- \n2.39\n")
          .map(text -> text.getBytes(StandardCharsets.UTF_8))
          .toList();

  static Stream<byte[]> seeds() {
    return SEEDS.stream();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = Seeds.LONGEST)
  void every_input_is_answered(byte[] bytes) throws Exception {
    Patches patches = PatchReader.read("fuzz", new ByteArrayInputStream(bytes));
    List<Finding> findings = REVIEWER.review(patches);
    Review review =
        new Review(
            patches,
            findings,
            "v6.8",
            AppliesTo.of(patches, MODELLED, FORMS, CATALOGUE.kernels()).because(),
            FlawsThere.of(CATALOGUE, NAMED.kernels(), findings),
            Review.ChangeThere.of(findings, MODELLED, CATALOGUE.kernels(), NAMED),
            0);
    String unused = new ReviewText(review).text() + ReviewHtml.page(review);
  }
}
