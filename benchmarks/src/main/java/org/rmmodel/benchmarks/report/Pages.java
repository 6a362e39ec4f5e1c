package org.rmmodel.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.rmmodel.common.MarkedText;
import org.rmmodel.common.Output;

/**
 * What the source tree says of the last run that was kept: the data, the plot, and the parts of two
 * documents that are computed from the data.
 *
 * @param folder the folder {@code benchmarks}
 */
public record Pages(Path folder) {
  private static final String PLOT = "stalls.svg";

  /**
   * Gives where the data is.
   *
   * @return a file
   */
  public Path data() {
    return folder.resolve("results.json");
  }

  /**
   * Gives where the plot is.
   *
   * @return a file
   */
  public Path plot() {
    return folder.resolve(PLOT);
  }

  /**
   * Replaces data, plot and computed parts.
   *
   * @param results a whole run's
   * @throws IOException if a file cannot be read or written
   * @throws org.rmmodel.common.BadInput if a document lacks a part; nothing was written then
   */
  public void update(Results results) throws IOException {
    Map<Path, String> texts = texts(results);
    results.write(data());
    new Plot(results).write(plot());
    for (Map.Entry<Path, String> text : texts.entrySet()) {
      Output.write(text.getKey(), text.getValue());
    }
  }

  /**
   * Gives the documents as they should be.
   *
   * @param results the data
   * @return for each file its text with the computed parts replaced
   * @throws IOException if a file cannot be read
   * @throws org.rmmodel.common.BadInput if a document lacks a part
   */
  public Map<Path, String> texts(Results results) throws IOException {
    Report report = new Report(results);
    Map<String, String> mine = new LinkedHashMap<>();
    mine.put("machine", report.machine());
    mine.put("stalls", report.summary());
    mine.put("readers", report.readers());
    mine.put("get and put", report.getPut());
    mine.put("recorder", report.recorder());
    mine.put("read side", report.readSide());
    mine.put("grace periods", report.gracePeriods());
    mine.put("verdicts", report.verdicts());
    Map<Path, String> texts = new TreeMap<>();
    Path readme = folder.resolve("README.md");
    texts.put(readme, replaced(readme, mine));
    return texts;
  }

  private static String replaced(Path file, Map<String, String> parts) throws IOException {
    String text = Files.readString(file);
    for (Map.Entry<String, String> part : parts.entrySet()) {
      text =
          MarkedText.of("measured: " + part.getKey(), part.getKey()).replace(text, part.getValue());
    }
    return text;
  }
}
