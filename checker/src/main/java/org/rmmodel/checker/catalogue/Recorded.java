package org.rmmodel.checker.catalogue;

import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.NearestNames;

/**
 * What a machine counted of each run, as {@code models/recorded.lock} keeps it: one line for each
 * run, sorted.
 *
 * @param counts the counts by the runs' names, for example {@code OneUser:p5-preempt}
 */
public record Recorded(SortedMap<String, Counts> counts) {
  private static final String HEAD =
      """
      # What a machine counted of each run: its distinct states, its depth, and the changes of kernels.yaml
      # that it asks for. Written by `spec/check record [MODEL...]`; nobody edits this file. What a run must say
      # is in the families' files beside this one.
      """;

  private static final Pattern LINE =
      Pattern.compile(
          "(\\w+:[a-z0-9.-]+) states=(\\d{1,18})(?: depth=(\\d{1,9}))? asks=([a-z0-9,-]*)");

  /** Copies the map. */
  public Recorded {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /**
   * What was counted of one run.
   *
   * @param states the distinct states
   * @param depth the depth of the search, in states; empty where several workers counted
   * @param asks the changes that the run asked for
   */
  public record Counts(OptionalLong states, OptionalInt depth, List<String> asks) {
    /** Copies the list. */
    public Counts {
      asks = List.copyOf(asks);
    }
  }

  /**
   * Reads the file.
   *
   * @param folder the specification
   * @param kernels its kernels
   * @return what it keeps; nothing if there is no file
   * @throws BadInput with file and line, for a line that {@code spec/check record} does not write
   */
  static Recorded load(SpecFolder folder, Kernels kernels) {
    SortedMap<String, Counts> counts = new TreeMap<>();
    if (!Files.isRegularFile(folder.recorded())) {
      return new Recorded(counts);
    }
    int number = 0;
    for (String line : folder.read(folder.recorded()).lines().toList()) {
      number++;
      if (line.startsWith("#")) {
        continue;
      }
      String where = folder.nameOf(folder.recorded()) + ":" + number + ": ";
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new BadInput(where + "not a line that spec/check record writes");
      }
      List<String> asks =
          matcher.group(4).isEmpty() ? List.of() : List.of(matcher.group(4).split(","));
      for (String change : asks) {
        if (!kernels.hasChange(change)) {
          throw new BadInput(
              where
                  + "unknown change "
                  + change
                  + NearestNames.hint(change, kernels.changeNames()));
        }
      }
      OptionalInt depth =
          matcher.group(3) == null
              ? OptionalInt.empty()
              : OptionalInt.of(Integer.parseInt(matcher.group(3)));
      Counts these = new Counts(OptionalLong.of(Long.parseLong(matcher.group(2))), depth, asks);
      if (counts.put(matcher.group(1), these) != null) {
        throw new BadInput(where + "a second line for " + matcher.group(1));
      }
    }
    return new Recorded(counts);
  }

  /**
   * The file's text.
   *
   * @param kernels the kernels, in whose order the changes stand
   * @return the head, and one line for each run
   */
  public String text(Kernels kernels) {
    StringBuilder out = new StringBuilder(HEAD);
    for (Map.Entry<String, Counts> entry : counts.entrySet()) {
      Counts these = entry.getValue();
      out.append(entry.getKey());
      these.states().ifPresent(states -> out.append(" states=").append(states));
      these.depth().ifPresent(depth -> out.append(" depth=").append(depth));
      out.append(" asks=")
          .append(
              String.join(
                  ",",
                  kernels.changeNames().stream()
                      .filter(change -> these.asks().contains(change))
                      .toList()))
          .append('\n');
    }
    return out.toString();
  }
}
