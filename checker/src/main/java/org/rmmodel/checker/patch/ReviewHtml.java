package org.rmmodel.checker.patch;

import java.util.List;
import org.rmmodel.checker.catalogue.ActionEntry;
import org.rmmodel.common.Markup;

/** Writes a review as one HTML page: each hunk on the left, what models it on the right. */
public final class ReviewHtml {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>Patches beside the specification</title>
      <style>
      :root { color-scheme: light dark; --ink: #111; --paper: #fff; --new: #d6f5d6; --old: #fbdada; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #eee; --paper: #161616; --new: #123d1a; --old: #4d1219; }
      }
      body { font-family: sans-serif; margin: 1em; color: var(--ink); background: var(--paper); }
      section { display: grid; grid-template-columns: 1fr 1fr; gap: 1em; border-top: 1px solid #999; }
      pre { overflow-x: auto; margin: 0.5em 0; }
      ins { text-decoration: none; background: var(--new); color: var(--ink); }
      del { text-decoration: none; background: var(--old); color: var(--ink); }
      @media (max-width: 60em) { section { display: block; } }
      </style>
      </head>
      <body>
      <main>
      <h1>Patches beside the specification</h1>
      <p>* the lines of the hunk have a word of this step.</p>
      """;

  private ReviewHtml() {}

  /**
   * The page.
   *
   * @param review what is said of patches
   * @return HTML; whatever comes from the patches is escaped
   */
  public static String page(Review review) {
    StringBuilder out = new StringBuilder(HEAD);
    String title = "";
    for (var entry : review.byHunk().entrySet()) {
      Hunk hunk = entry.getKey();
      if (!hunk.title().equals(title)) {
        title = hunk.title();
        out.append("<h2>").append(Markup.escaped(title)).append("</h2>\n");
      }
      out.append("<section>\n<div>\n<h3>")
          .append(Markup.escaped(ReviewText.where(hunk)))
          .append("</h3>\n<pre tabindex=\"0\">");
      hunk.lines().forEach(line -> line(out, line));
      out.append("</pre>\n</div>\n<div>\n");
      for (Finding finding : entry.getValue()) {
        out.append("<p>").append(Markup.escaped(ReviewText.said(finding))).append("</p>\n");
        if (!finding.actions().isEmpty()) {
          out.append("<ul>\n");
          List<ActionEntry> named = StepWords.in(hunk, finding.actions());
          for (ActionEntry action : finding.actions()) {
            out.append("<li><code>")
                .append(Markup.escaped(action.action()))
                .append("</code> ")
                .append(named.contains(action) ? "* " : "")
                .append(Markup.escaped(action.step()))
                .append("</li>\n");
          }
          out.append("</ul>\n");
        }
      }
      out.append("</div>\n</section>\n");
    }
    out.append("<h2>In short</h2>\n<pre tabindex=\"0\">")
        .append(Markup.escaped(new ReviewText(review).inShort()))
        .append("</pre>\n</main>\n</body>\n</html>\n");
    return out.toString();
  }

  private static void line(StringBuilder out, String line) {
    String name = line.startsWith("+") ? "ins" : line.startsWith("-") ? "del" : "";
    if (name.isEmpty()) {
      out.append(Markup.escaped(line)).append('\n');
    } else {
      out.append('<')
          .append(name)
          .append('>')
          .append(Markup.escaped(line))
          .append("</")
          .append(name)
          .append(">\n");
    }
  }
}
