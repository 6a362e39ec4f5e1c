package org.rmmodel.checker.report.html;

import java.nio.file.Files;
import java.nio.file.Path;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Input;

/** A report that was written earlier. */
public final class EarlierReport {
  /** The tag before the results in a page. */
  static final String BEGIN = "<script type=\"application/json\" id=\"results\">";

  private static final String END = "</script>";
  private static final int LARGEST = 64 << 20;

  private final Results results;

  private EarlierReport(Results results) {
    this.results = results;
  }

  /** What it keeps of its results. */
  Results results() {
    return results;
  }

  /**
   * Reads a report, in bounded memory.
   *
   * @param report the folder that {@code --report} wrote, or the {@code index.html} in it
   * @return the report
   * @throws BadInput if it cannot be read, is larger than 64 MiB, or is no report of this program
   */
  public static EarlierReport read(Path report) {
    Path file = Files.isDirectory(report) ? report.resolve("index.html") : report;
    String text = Input.text(file, LARGEST);
    int begin = text.indexOf(BEGIN);
    int end = begin < 0 ? -1 : text.indexOf(END, begin);
    if (end < 0) {
      throw new BadInput(file + ": no report of spec/check: it has no results to compare with");
    }
    return Results.of(text.substring(begin + BEGIN.length(), end))
        .map(EarlierReport::new)
        .orElseThrow(
            () -> new BadInput(file + ": its results cannot be read: cut off, or of another kind"));
  }
}
