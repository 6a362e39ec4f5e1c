package org.rmmodel.checker.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Named;
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
import org.rmmodel.common.BadInput;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.OneLine;
import org.rmmodel.common.Output;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lays patches beside the specification. */
@Command(
    name = "patch",
    description = "Lay patches beside the specification: each hunk with the actions that model it.",
    footer = {
      "",
      "FILE is a mailbox, a mail, what git format-patch writes, or a diff; - is the standard input.",
      "Exit status: 0 if each hunk in a file that is modelled has its actions or a reason why it has",
      "none, 1 if somebody has to look at one, 2 if there is no patch in the input.",
      "",
      "Examples:",
      "  spec/check patch series.mbox",
      "  git format-patch --stdout v6.8.. | spec/check patch - --kernel v6.8",
      "  spec/check patch 0001-module.patch --html page.html"
    })
public final class PatchCommand implements Callable<Integer> {
  private final Supplier<Catalogue> catalogues;
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Patches; - for the standard input.")
  private List<Path> files;

  @Option(
      names = "--kernel",
      paramLabel = "KERNEL",
      description =
          "The kernel that they apply to (default: as the subject, the index lines or the date say).")
  private @Nullable String kernel;

  @Option(names = "--html", paramLabel = "FILE", description = "Write one HTML page, too.")
  private @Nullable Path html;

  /**
   * The command.
   *
   * @param catalogues reads the catalogue; it is not asked when only help is wanted
   * @param terminal where results and progress go
   */
  public PatchCommand(Supplier<Catalogue> catalogues, Terminal terminal) {
    this.catalogues = catalogues;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (files.stream().filter(file -> file.toString().equals("-")).count() > 1) {
      throw new BadInput("the standard input (-) is named twice, and can be read once");
    }
    if (files.stream().anyMatch(file -> file.toString().isEmpty())) {
      throw new BadInput("a file is expected, not an empty name");
    }
    if (html != null) {
      Output.checkFile("--html", html);
    }
    Patches patches = read();
    if (patches.hunks().isEmpty() && patches.files() == 0) {
      throw new BadInput(files.get(0) + ": no patch is in it");
    }
    Catalogue catalogue = catalogues.get();
    Modelled modelled = Modelled.load(catalogue.folder(), catalogue.kernels());
    AppliesTo base =
        kernel != null
            ? new AppliesTo(kernel, "as --kernel says")
            : AppliesTo.of(
                patches, modelled, KnownForms.load(catalogue.folder()), catalogue.kernels());
    Named named = catalogue.kernels().named(base.kernel());
    Reviewer reviewer = new Reviewer(modelled, catalogue.actions(), named.kernels());
    List<Finding> findings = reviewer.review(patches);
    Review review =
        new Review(
            patches,
            findings,
            base.kernel(),
            base.because() + named.note().map(line -> "; " + line).orElse(""),
            FlawsThere.of(catalogue, named.kernels(), findings),
            Review.ChangeThere.of(findings, modelled, catalogue.kernels(), named),
            (int) patches.hunks().stream().filter(hunk -> !reviewer.knows(hunk.file())).count());
    terminal.print(new ReviewText(review).text());
    Optional.ofNullable(html).ifPresent(file -> Output.write(file, ReviewHtml.page(review)));
    return review.open().isEmpty() ? 0 : 1;
  }

  private Patches read() {
    List<Patches> all = new ArrayList<>();
    for (Path file : files) {
      try (InputStream in = file.toString().equals("-") ? System.in : Files.newInputStream(file)) {
        all.add(PatchReader.read(String.valueOf(file.getFileName()), in));
      } catch (IOException e) {
        throw new BadInput(file + ": cannot be read: " + OneLine.of(e));
      }
    }
    return Patches.together(all);
  }
}
