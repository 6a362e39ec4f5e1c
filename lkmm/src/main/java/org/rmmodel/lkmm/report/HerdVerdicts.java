package org.rmmodel.lkmm.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rmmodel.lkmm.check.Result;

/**
 * Verdicts that herd7 gave, as a table: on each line the test's file, the verdict (or {@code NONE}
 * and why), the numbers of executions that have and have not what is asked, and the flags with a
 * comma after each, or {@code -}; a tab between them. A line that begins with {@code #} says
 * something to its readers.
 */
public final class HerdVerdicts {
  private final Map<String, Verdict> verdicts = new LinkedHashMap<>();

  private record Verdict(
      @Nullable String word, String positive, String negative, Set<String> flags) {}

  private HerdVerdicts() {}

  /**
   * Reads a table.
   *
   * @param lines its lines
   * @return the verdicts
   * @throws IllegalArgumentException if a line is not of this form; the message has its number
   */
  public static HerdVerdicts parse(List<String> lines) {
    HerdVerdicts all = new HerdVerdicts();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] fields = line.split("\t", -1);
      boolean none = fields.length > 1 && fields[1].startsWith("NONE");
      if (!none && !isRow(fields)) {
        throw new IllegalArgumentException(
            (i + 1) + ": a test, its verdict, two numbers and flags are expected, with tabs");
      }
      Set<String> flags = new TreeSet<>();
      if (!none && !fields[4].equals("-")) {
        flags.addAll(Arrays.asList(fields[4].split(",")));
      }
      Verdict verdict =
          none
              ? new Verdict(null, "", "", flags)
              : new Verdict(fields[1], fields[2], fields[3], flags);
      if (all.verdicts.put(fields[0], verdict) != null) {
        throw new IllegalArgumentException((i + 1) + ": " + fields[0] + " is there twice");
      }
    }
    return all;
  }

  private static boolean isRow(String[] fields) {
    return fields.length == 5
        && fields[1].matches("Never|Sometimes|Always")
        && fields[2].matches("[0-9]+")
        && fields[3].matches("[0-9]+");
  }

  /**
   * The tests.
   *
   * @return their files' names
   */
  public Set<String> tests() {
    return verdicts.keySet();
  }

  /**
   * Whether herd7 has a verdict of a test.
   *
   * @param test the file's name
   * @return whether it is here, and not NONE
   */
  public boolean knows(String test) {
    Verdict verdict = verdicts.get(test);
    return verdict != null && verdict.word() != null;
  }

  /**
   * In what a result differs from herd7's.
   *
   * @param test the file's name, of which herd7 has a verdict
   * @param result what came out, with a verdict
   * @return for example {@code Never, herd7: Sometimes}; empty if it does not differ
   */
  public String difference(String test, Result result) {
    Verdict herd = verdicts.get(test);
    if (herd == null || result.verdict() == null) {
      throw new IllegalArgumentException("nothing to compare of " + test);
    }
    List<String> different = new ArrayList<>();
    if (!result.verdict().word().equals(herd.word())) {
      different.add(result.verdict().word() + ", herd7: " + herd.word());
    }
    String counted = result.positive() + " and " + result.negative();
    String herdCounted = herd.positive() + " and " + herd.negative();
    if (result.complete() && !counted.equals(herdCounted)) {
      different.add(counted + " executions, herd7: " + herdCounted);
    }
    boolean flagsAreAll = result.complete();
    Set<String> flags = new TreeSet<>(result.flags());
    Set<String> herdFlags = new TreeSet<>(herd.flags());
    if (!flagsAreAll) {
      flags.retainAll(Set.of("data-race"));
      herdFlags.retainAll(Set.of("data-race"));
    }
    if (!flags.equals(herdFlags)) {
      different.add("flags " + flags + ", herd7: " + herdFlags);
    }
    return String.join("; ", different);
  }
}
