package org.rmmodel.checker.patch;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rmmodel.checker.catalogue.ActionEntry;

/**
 * Which of a function's steps the lines of a hunk speak of: those with a word of the kernel's in
 * them, such as {@code module_mutex}, {@code GOING} or {@code exit()}, that is in the lines, too.
 */
final class StepWords {
  private static final Pattern WORD = Pattern.compile("[A-Za-z]\\w*_\\w+|[A-Z]{3,}|\\w+(?=\\(\\))");

  private StepWords() {}

  /** The actions, of some of one function, whose words are in a hunk's lines. */
  static List<ActionEntry> in(Hunk hunk, List<ActionEntry> actions) {
    Set<String> words = new TreeSet<>();
    for (String line : hunk.lines()) {
      Matcher word = Pattern.compile("\\w+").matcher(line.substring(1));
      while (word.find()) {
        words.add(word.group().replaceFirst("^MODULE_STATE_", ""));
      }
    }
    return actions.stream().filter(action -> isIn(words, action)).toList();
  }

  private static boolean isIn(Set<String> words, ActionEntry action) {
    Matcher word = WORD.matcher(action.step());
    while (word.find()) {
      if (words.contains(word.group()) && !word.group().equals(action.function())) {
        return true;
      }
    }
    return false;
  }
}
