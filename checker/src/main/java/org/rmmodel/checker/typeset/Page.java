package org.rmmodel.checker.typeset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rmmodel.checker.catalogue.ActionEntry;
import org.rmmodel.checker.catalogue.Literal;
import org.rmmodel.common.Markup;

/** What the pages have in common: they need nothing else, and run nothing. */
final class Page {
  /** The page that lists the modules. */
  static final String INDEX = "index.html";

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>%s</title>
      <style>
      :root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--soft:#5c5c5c;--line:#c8c8c8;--link:#0b57a4;
      --word:#7a1f5c;--text:#1d6b2a;--box:#f2f5f9}
      @media(prefers-color-scheme:dark){:root{--ink:#e6e6e6;--paper:#16181b;--soft:#a3a3a3;--line:#4a4d52;
      --link:#8cbcff;--word:#eba3d3;--text:#98d6a2;--box:#22262c}}
      body{margin:0 auto;padding:1em 1.5em;max-width:125ch;background:var(--paper);color:var(--ink);
      font:16px/1.5 sans-serif}
      a{color:var(--link)}a:focus-visible,.m:focus-visible{outline:3px solid var(--link);outline-offset:2px}
      .skip{position:absolute;left:-100em}.skip:focus{position:static}
      nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2em 1.2em}
      h1{font-size:1.5em}h2{font-size:1.2em;margin-top:2em}
      table{border-collapse:collapse}td,th{border:1px solid var(--line);padding:.25em .6em;text-align:left;
      vertical-align:top}tr:target,dfn:target{background:#ffe9a8;color:#1b1b1b}
      .m{font:14px/1.55 ui-monospace,"DejaVu Sans Mono",monospace;white-space:pre;overflow-x:auto}
      .m a{text-decoration:underline dotted 1px;text-underline-offset:.25em}
      .m a:hover,.m a:focus{text-decoration:underline}
      .s{display:inline-block;text-align:center;white-space:nowrap}
      .w2{width:2ch}.w3{width:3ch}.w4{width:4ch}.w5{width:5ch}.w6{width:6ch}.w7{width:7ch}.w8{width:8ch}
      .w9{width:9ch}.w10{width:10ch}
      .k{color:var(--word);font-weight:600}.t{color:var(--text)}.r{color:var(--soft)}
      .c{color:var(--soft);font:italic 15px/1.45 serif}.d{display:none}
      dfn{font-style:normal;font-weight:700}
      [role=note]{white-space:normal;font:13px/1.4 sans-serif;background:var(--box);border-left:3px solid var(--link);
      padding:.2em .7em;margin:.7em 0 .1em;max-width:90ch}
      @media print{nav,.skip{display:none}body{max-width:none;padding:0;background:#fff;color:#000}
      .m{font-size:8pt;overflow:visible;white-space:pre-wrap}a{color:inherit;text-decoration:none}
      [role=note]{break-after:avoid}}
      </style></head><body>
      <a class="skip" href="#-main">Skip to the text</a>
      """;

  private Page() {}

  /**
   * A whole page.
   *
   * @param title what it is called, as plain text
   * @param nav the links above it, as HTML
   * @param main its contents, as HTML
   * @return HTML
   */
  static String html(String title, String nav, String main) {
    return HEAD.replace("%s", Markup.escaped(title))
        + "<nav aria-label=\"Pages\"><ul>"
        + nav
        + "</ul></nav>\n<main id=\"-main\">\n<h1>"
        + Markup.escaped(title)
        + "</h1>\n"
        + main
        + "</main>\n</body></html>\n";
  }

  /**
   * A link.
   *
   * @param where the page and the place on it
   * @param text what it says, as plain text
   * @return HTML
   */
  static String link(String where, String text) {
    return "<a href=\"" + Markup.escaped(where) + "\">" + Markup.escaped(text) + "</a>";
  }

  /** An entry of the links above a page. */
  static String navLink(String where, String text) {
    return "<li>" + link(where, text) + "</li>";
  }

  /** On which kernels an action is a step, as HTML; empty if on all of them. */
  static String condition(ActionEntry step) {
    List<String> changes = new ArrayList<>();
    for (Literal literal : step.when()) {
      changes.add(
          (literal.present() ? "with " : "without ")
              + link(change(literal.change()), literal.change()));
    }
    boolean isSaid =
        step.when().stream()
            .anyMatch(of -> of.present() && step.change().equals(Optional.of(of.change())));
    if (!isSaid) {
      step.change().ifPresent(change -> changes.add("with " + link(change(change), change)));
    }
    return changes.isEmpty() ? "" : " (" + String.join(", ", changes) + ")";
  }

  static String file(String module) {
    return module + ".html";
  }

  static String function(String name) {
    return INDEX + "#function-" + name;
  }

  static String change(String id) {
    return INDEX + "#change-" + id;
  }
}
