package org.rmmodel.checker.patch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.rmmodel.checker.catalogue.ActionEntry;

/** Puts a review into words: lines of text, and what is to be done next. */
public final class ReviewText {
  private final Review review;

  /**
   * The words for a review.
   *
   * @param review what is said of patches
   */
  public ReviewText(Review review) {
    this.review = review;
  }

  /**
   * The review as text.
   *
   * @return lines, without an end of line after the last
   */
  public String text() {
    List<String> lines = new ArrayList<>();
    String title = "";
    boolean marked = false;
    for (var entry : review.byHunk().entrySet()) {
      Hunk hunk = entry.getKey();
      if (!hunk.title().equals(title)) {
        title = hunk.title();
        lines.add(lines.isEmpty() ? title : "\n" + title);
      }
      lines.add("  " + where(hunk));
      for (Finding finding : entry.getValue()) {
        lines.add("    " + said(finding));
        List<ActionEntry> named = StepWords.in(hunk, finding.actions());
        for (ActionEntry action : finding.actions()) {
          marked |= named.contains(action);
          lines.add(
              String.format(
                  Locale.ROOT,
                  "    %s %-32s %s",
                  named.contains(action) ? "*" : " ",
                  action.action(),
                  action.step()));
        }
      }
    }
    if (!lines.isEmpty()) {
      lines.add("");
    }
    if (marked) {
      lines.add("* the lines of the hunk have a word of this step.");
    }
    lines.add(inShort());
    return String.join("\n", lines);
  }

  /** What the hunks come to: how many, on which kernel, which flaws, and what to do next. */
  String inShort() {
    List<String> lines = new ArrayList<>(summary());
    lines.addAll(flaws());
    lines.addAll(changes());
    lines.addAll(next());
    return String.join("\n", lines);
  }

  static String where(Hunk hunk) {
    return hunk.file() + ":" + hunk.start() + (hunk.whole() ? "" : " (cut off)");
  }

  /** What is said of one place, in one line. */
  static String said(Finding finding) {
    String name =
        switch (finding.place().kind()) {
          case FUNCTION -> finding.place().name();
          case DATA -> finding.place().name();
          case DECLARATION -> finding.place().name();
          case OUTSIDE -> "between functions";
          case UNTOLD -> "in a function that the hunk does not tell";
        };
    if (!finding.actions().isEmpty()) {
      return name + ":";
    }
    return name + ": " + finding.reason().orElse("no action, and no reason is known");
  }

  private List<String> summary() {
    List<String> lines = new ArrayList<>();
    int here = review.byHunk().size();
    lines.add(
        Plural.of(review.patches().hunks().size(), "hunk")
            + " in "
            + Plural.of(review.patches().files(), "file")
            + ": "
            + here
            + " in files with something that is modelled"
            + (review.elsewhere() == 0 ? "." : ", " + review.elsewhere() + " elsewhere."));
    if (review.patches().binary() > 0) {
      lines.add(review.patches().binary() + " files are changed in binary, which is not read.");
    }
    review.patches().remarks().forEach(remark -> lines.add("Note: " + remark + "."));
    if (here > 0) {
      lines.add("Kernel: " + review.kernel() + " (" + review.because() + ").");
    }
    return lines;
  }

  /** Changes of the functions that the kernel lacks: the patch may be one of them. */
  private List<String> changes() {
    List<String> lines = new ArrayList<>();
    if (review.changes().isEmpty()) {
      return lines;
    }
    lines.add("");
    lines.add(
        "Changes of these functions that " + review.kernel() + " lacks; is the patch one of them?");
    for (Review.ChangeThere change : review.changes()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-22s %-7s %s (%s)",
              change.id(),
              change.since(),
              change.title(),
              String.join(", ", change.functions())));
    }
    lines.add("If so, it is modelled. Its verdicts are those of:");
    lines.add("    spec/check history --kernel " + review.kernel() + "+CHANGE");
    return lines;
  }

  private List<String> flaws() {
    List<String> lines = new ArrayList<>();
    if (review.flaws().isEmpty()) {
      return lines;
    }
    lines.add("");
    lines.add("Flaws that are told of these functions, and what the models say of them there:");
    int width = review.flaws().stream().mapToInt(flaw -> flaw.there().length()).max().orElse(1);
    for (Review.FlawThere flaw : review.flaws()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-5s %-" + width + "s %s (%s)",
              flaw.id(),
              flaw.there(),
              flaw.title(),
              String.join(", ", flaw.functions())));
    }
    return lines;
  }

  /** What to do next. */
  List<String> next() {
    List<String> lines = new ArrayList<>();
    if (review.byHunk().isEmpty()) {
      lines.add("Nothing here touches what this specification models.");
      return lines;
    }
    lines.add("");
    lines.add("Next:");
    for (Finding finding : review.open()) {
      lines.add("  look at " + where(finding.hunk()) + ", " + said(finding));
    }
    Set<String> actions = review.actions();
    if (actions.isEmpty()) {
      lines.add("  no action has to change");
      return lines;
    }
    lines.add(
        "  does the order of steps, a lock, a state or a count change? If not, nothing is to be done.");
    lines.add(
        "  If so, add a change to kernels.yaml, for example "
            + change()
            + ", ask for it in Kernel.tla,");
    lines.add("  and change the actions that are concerned (docs/your-patch.md); then");
    lines.add("    spec/check history --kernel " + review.kernel() + "+" + change());
    Set<String> models = new LinkedHashSet<>();
    review.flaws().forEach(flaw -> models.addAll(flaw.models()));
    if (!models.isEmpty()) {
      lines.add(
          "    spec/check run "
              + String.join(" ", models.stream().limit(6).toList())
              + " --kernel "
              + review.kernel()
              + "+"
              + change());
    }
    return lines;
  }

  /** A name for the change, made of the first patch's subject. */
  private String change() {
    String subject =
        review.findings().stream()
            .filter(finding -> !finding.actions().isEmpty())
            .map(finding -> finding.hunk().title())
            .findFirst()
            .orElse("");
    String words =
        subject
            .replaceAll("\\[[^\\]]*\\]", " ")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[^a-z]+|-+$", "");
    String shortened =
        words.length() <= 30 ? words : words.substring(0, 30).replaceAll("-[^-]*$", "");
    return shortened.isEmpty() ? "my-change" : shortened;
  }
}
