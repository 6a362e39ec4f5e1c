package org.rmmodel.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.TlaSources;

/** Faults.tla is a vocabulary: who produces a fault uses its name, and so does who forbids it. */
class FaultsTest {
  private static final SpecFolder SPEC = SpecFolder.find();
  private static final Pattern FAULT = Pattern.compile("(?m)^(\\w+)\\s+== \"([^\"]+)\"");
  private static final Pattern ALL = Pattern.compile("(?s)\\nFaults == \\{(.*?)\\}");

  private static final String FAULTS = "Faults.tla";

  @Test
  void theSetOfAllHasEachFaultOnce() throws IOException {
    MatchResult all = ALL.matcher(text(FAULTS)).results().findFirst().orElseThrow();
    assertThat(Arrays.stream(all.group(1).split(",")).map(String::strip))
        .containsExactlyInAnyOrderElementsOf(faults().keySet());
    assertThat(faults().values()).doesNotHaveDuplicates();
  }

  @Test
  void eachFaultHasAProducerAndAPropertyThatForbidsIt() throws IOException {
    Map<String, String> protocol = modules(SPEC.root());
    Set<String> parts = TlaSources.scan(SPEC).closure("Protocol");
    protocol.keySet().removeIf(file -> !parts.contains(file.replace(".tla", "")));
    protocol.remove(FAULTS);
    String properties = text("Properties.tla");
    for (String fault : faults().keySet()) {
      assertThat(properties).contains(" == " + fault + " \\notin faults");
      Pattern name = Pattern.compile("\\b" + fault + "\\b");
      assertThat(protocol.values()).as(fault).anyMatch(text -> name.matcher(text).find());
    }
  }

  @Test
  void noOtherModuleSpellsAFaultOut() throws IOException {
    Map<String, String> modules = modules(SPEC.root());
    modules.putAll(modules(SPEC.models()));
    modules.remove(FAULTS);
    List<String> spelt = faults().values().stream().map(words -> '"' + words + '"').toList();
    modules.forEach(
        (module, text) -> assertThat(spelt).as(module).noneMatch(words -> text.contains(words)));
  }

  private static Map<String, String> faults() throws IOException {
    return FAULT
        .matcher(text(FAULTS))
        .results()
        .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
  }

  private static Map<String, String> modules(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".tla")).toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }

  private static String text(String module) throws IOException {
    return Files.readString(SPEC.root().resolve(module));
  }
}
