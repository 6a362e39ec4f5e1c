package org.rmmodel.checker.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rmmodel.checker.files.SpecFolder;

class LineKindTest {
  @Test
  void theSpecificationShowsEveryKindButComplaintsAndTheEnd() throws Exception {
    String text = Files.readString(SpecFolder.find().root().resolve("TraceProtocol.tla"));
    String shows = text.substring(text.indexOf("Shows(l) =="), text.indexOf("HasRead(d) =="));
    Set<String> named = new TreeSet<>();
    for (String part : shows.split("l\\.kind", -1)) {
      if (part.startsWith(" \\in") || part.startsWith(" =")) {
        Pattern.compile("\"(\\w+)\"")
            .matcher(part.substring(0, part.indexOf("->")))
            .results()
            .forEach(result -> named.add(result.group(1)));
      }
    }
    Set<LineKind> others = EnumSet.range(LineKind.IMPOSSIBLE, LineKind.IN_USE);
    others.add(LineKind.END);
    assertThat(named)
        .isEqualTo(
            Arrays.stream(LineKind.values())
                .filter(kind -> !others.contains(kind))
                .map(LineKind::word)
                .collect(Collectors.toCollection(TreeSet::new)));
  }
}
