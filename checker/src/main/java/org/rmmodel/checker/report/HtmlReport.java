package org.rmmodel.checker.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.tlc.TlaSources;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Markup;
import org.rmmodel.common.Output;

/** All verdicts on one HTML page that needs nothing else. */
public final class HtmlReport {
  private static final String STYLE =
      "body{font:15px/1.4"
          + " sans-serif;margin:2em;max-width:75em}table{border-collapse:collapse}td,th{border:1px"
          + " solid #bbb;padding:.2em .5em;text-align:left;"
          + "vertical-align:top}.red{background:#fdd}pre{background:#f4f4f4;padding:.7em;overflow:auto}";

  private HtmlReport() {}

  /**
   * Writes {@code index.html}.
   *
   * @param folder the folder; it is there
   * @param catalogue the catalogue
   * @param results the runs
   * @throws BadInput if it cannot be written
   */
  public static void write(Path folder, Catalogue catalogue, List<RunResult> results) {
    Output.write(folder.resolve("index.html"), text(catalogue, results));
  }

  /**
   * The page.
   *
   * @param catalogue the catalogue
   * @param results the runs
   * @return HTML
   */
  public static String text(Catalogue catalogue, List<RunResult> results) {
    TlaSources sources = TlaSources.scan(catalogue.folder());
    StringBuilder out =
        new StringBuilder(
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<title>Module unloading: verdicts</title><style>"
                + STYLE
                + "</style></head><body>\n"
                + "<h1>Module unloading: verdicts</h1>\n");
    long good = results.stream().filter(result -> result.status() == Status.AS_EXPECTED).count();
    out.append("<p>")
        .append(results.size())
        .append(" runs, ")
        .append(good)
        .append(" as expected.</p>\n");
    String tables =
        VerdictTables.ofEveryRow(catalogue).text(results.stream().map(Outcome::of).toList());
    if (!tables.isEmpty()) {
      out.append("<pre>")
          .append(Markup.escaped(tables + VerdictTables.differences(results)))
          .append("</pre>\n");
    }
    out.append(
        "<table><tr><th>run</th><th>verdict</th><th>expected</th><th>states</th><th>depth</th>"
            + "<th>seconds</th><th>facts</th></tr>\n");
    for (RunResult result : results) {
      row(out, catalogue, sources, result);
    }
    return out.append("</table>\n</body></html>\n").toString();
  }

  private static void row(
      StringBuilder out, Catalogue catalogue, TlaSources sources, RunResult result) {
    out.append(result.status() == Status.AS_EXPECTED ? "<tr>" : "<tr class=\"red\">");
    out.append("<td><details><summary>")
        .append(Markup.escaped(result.of().id()))
        .append("</summary><pre>")
        .append(Markup.escaped(new Explanation(result, catalogue.actions(), sources).text()))
        .append("</pre></details></td>");
    out.append("<td>").append(Markup.escaped(result.verdict().text()));
    result
        .deviations()
        .forEach(line -> out.append("<br><b>").append(Markup.escaped(line)).append("</b>"));
    out.append("</td><td>")
        .append(Markup.escaped(result.of().run().expect().text()))
        .append("</td><td>")
        .append(result.tlc().states())
        .append("</td><td>")
        .append(result.tlc().depth())
        .append("</td><td>")
        .append(String.format(Locale.ROOT, "%.1f", result.seconds()))
        .append("</td><td>")
        .append(Markup.escaped(String.join(" ", catalogue.facts().of(result.of().model()))))
        .append("</td></tr>\n");
  }
}
