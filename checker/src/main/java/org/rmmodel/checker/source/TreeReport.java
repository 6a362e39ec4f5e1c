package org.rmmodel.checker.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.rmmodel.checker.source.FunctionVerdict.Known;

/** What is said of a tree, as text and as data. */
public final class TreeReport {
  private static final int NAME = 31;
  private static final int FILE = 31;

  private final TreeVerdict verdict;
  private final KnownForms forms;

  /**
   * A report.
   *
   * @param verdict what the tree is
   * @param forms the forms that were read
   */
  public TreeReport(TreeVerdict verdict, KnownForms forms) {
    this.verdict = verdict;
    this.forms = forms;
  }

  /**
   * The report as text.
   *
   * @return lines, without an end of line after the last
   */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(row("function", "file", "its form was read in"));
    for (FunctionVerdict function : verdict.functions()) {
      lines.add(
          row(function.name(), function.reading().file().orElse("(not there)"), form(function)));
    }
    lines.add("");
    lines.add(
        verdict.functions().size()
            + " functions: "
            + verdict.of(Known.WHOLE).size()
            + " known, "
            + verdict.of(Known.STEPS).size()
            + " new but for their steps, "
            + verdict.of(Known.NOTHING).size()
            + " unknown.");
    lines.addAll(tree());
    return String.join("\n", lines);
  }

  private static String row(String name, String file, String form) {
    return String.format("%-" + NAME + "s %-" + FILE + "s %s", name, file, form).stripTrailing();
  }

  private String form(FunctionVerdict function) {
    String releases = forms.ranges(function.releases()).replace(",", ", ");
    return switch (function.known()) {
      case WHOLE -> releases;
      case STEPS -> "NEW; its steps are those of " + releases;
      case NOTHING ->
          function.reading().file().isPresent()
              ? "UNKNOWN"
              : "UNKNOWN: not found, and each release has it";
    };
  }

  private List<String> tree() {
    List<String> lines = new ArrayList<>();
    lines.add("The Makefile says " + verdict.release() + ".");
    if (!verdict.alike().isEmpty() && !verdict.of(Known.WHOLE).isEmpty()) {
      lines.add(
          "Each known form is the one of "
              + forms.ranges(verdict.alike()).replace(",", ", ")
              + ".");
    } else {
      lines.add("No release that was read has all these forms together.");
    }
    lines.add(
        verdict.row()
            ? "The tree has the changes of " + verdict.kernel() + "."
            : "No row and no release has its set of changes. It is " + verdict.kernel() + ".");
    verdict.note().ifPresent(note -> lines.add("(" + note + ")"));
    if (!verdict.notShown().isEmpty()) {
      lines.add(
          "No known form shows, so this is taken from there: "
              + String.join(", ", new TreeSet<>(verdict.notShown())));
    }
    verdict
        .contradictions()
        .forEach(
            (change, said) ->
                lines.add(
                    "Half there: "
                        + change
                        + " is in "
                        + String.join(", ", said.present())
                        + ", and not in "
                        + String.join(", ", said.absent())));
    return lines;
  }

  /**
   * The report as data.
   *
   * @return maps, lists and texts, for JSON
   */
  public Map<String, Object> json() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("status", verdict.isKnown() ? 0 : 1);
    root.put("makefile", verdict.release().toString());
    root.put("kernel", verdict.kernel());
    root.put("isRowOrRelease", verdict.row());
    root.put("changes", new TreeSet<>(verdict.changes()));
    root.put("notShown", new TreeSet<>(verdict.notShown()));
    root.put("allFormsReadIn", verdict.alike().stream().map(Object::toString).toList());
    Map<String, Object> contradictions = new LinkedHashMap<>();
    verdict
        .contradictions()
        .forEach(
            (change, said) ->
                contradictions.put(
                    change, Map.of("presentIn", said.present(), "absentIn", said.absent())));
    root.put("contradictions", contradictions);
    root.put("functions", verdict.functions().stream().map(TreeReport::function).toList());
    return root;
  }

  private static Map<String, Object> function(FunctionVerdict function) {
    Map<String, Object> out = new LinkedHashMap<>();
    Reading reading = function.reading();
    out.put("name", function.name());
    reading.file().ifPresent(file -> out.put("file", file));
    reading
        .definition()
        .ifPresent(
            definition -> {
              out.put("firstLine", definition.firstLine());
              out.put("lastLine", definition.lastLine());
            });
    out.put("form", reading.form().whole());
    out.put("steps", reading.form().steps());
    out.put(
        "known",
        switch (function.known()) {
          case WHOLE -> "whole";
          case STEPS -> "steps";
          case NOTHING -> "nothing";
        });
    out.put("releases", function.releases().stream().map(Object::toString).toList());
    out.put("present", new TreeSet<>(function.present()));
    out.put("absent", new TreeSet<>(function.absent()));
    return out;
  }
}
