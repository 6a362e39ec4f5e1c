package org.rmmodel.kill;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rmmodel.common.BadInput;

/**
 * One change of a source text: what stands there once is replaced. How it is broken into lines does
 * not matter.
 *
 * @param file the file, relative to its root
 * @param before what stands there
 * @param after what takes its place
 */
record Change(String file, String before, String after) {
  /**
   * Makes the change.
   *
   * @param source the file's text
   * @return the text with the change
   * @throws BadInput if the old text is not there exactly once
   */
  String applyTo(String source) {
    Matcher matcher = pattern().matcher(source);
    if (!matcher.find()) {
      throw new BadInput(file + " has no longer: " + oneLine(before));
    }
    int begin = matcher.start();
    int end = matcher.end();
    if (matcher.find(begin + 1)) {
      throw new BadInput(file + " has more than once: " + oneLine(before));
    }
    return source.substring(0, begin) + after + source.substring(end);
  }

  private Pattern pattern() {
    return Pattern.compile(
        Arrays.stream(before.strip().split("\\s+", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("\\s+")));
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
