package org.rmmodel.checker.typeset;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tla2sany.st.Location;

/** A module's text, in which SANY tells places by line and column. */
final class SourceText {
  private final String text;
  private final List<Integer> lines = new ArrayList<>(List.of(0));

  SourceText(String text) {
    this.text = text;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      lines.add(at + 1);
    }
  }

  String text() {
    return text;
  }

  /** Where a place begins, in characters; empty for a place that is in no file. */
  OptionalInt begin(Location place) {
    return offset(place.beginLine(), place.beginColumn());
  }

  /** Where a place ends, in characters, after its last one. */
  OptionalInt end(Location place) {
    OptionalInt last = offset(place.endLine(), place.endColumn());
    return last.isPresent() ? OptionalInt.of(last.getAsInt() + 1) : last;
  }

  private OptionalInt offset(int line, int column) {
    if (line < 1 || column < 1 || line > lines.size()) {
      return OptionalInt.empty();
    }
    int at = lines.get(line - 1) + column - 1;
    return at < text.length() ? OptionalInt.of(at) : OptionalInt.empty();
  }
}
