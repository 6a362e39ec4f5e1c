package org.rmmodel.checker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.Terminal;
import picocli.CommandLine;

/** The examples of server and workers, for systemd and for Kubernetes. */
class DistributedExamplesTest {
  private static final Path ROOT = SpecFolder.find().root().resolveSibling(".").normalize();
  private static final Path EXAMPLES = ROOT.resolve("docs/distributed");
  private static final List<String> UNITS = List.of("rmmodel-server", "rmmodel-worker");
  private static final String PLACE = "/opt/rmmodel";
  private static final Pattern START = Pattern.compile("(?m)^ExecStart=(.*)$");
  private static final Pattern MOST = Pattern.compile("(?m)^MemoryMax=(\\d+)G$");
  private static final YAMLMapper STRICT =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  @TempDir private Path temp;

  private static String unit(String name) throws IOException {
    return Files.readString(EXAMPLES.resolve(name + ".service"));
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private static List<JsonNode> objects() throws IOException {
    try (MappingIterator<JsonNode> all =
        STRICT.readerFor(JsonNode.class).readValues(EXAMPLES.resolve("kubernetes.yaml").toFile())) {
      return all.readAll();
    }
  }

  /** Has the command line parse a call, and says which heap it asks for, in GiB. */
  private static int heap(List<String> words) {
    assertThat(words.get(0)).isEqualTo(PLACE + "/spec/check");
    List<String> arguments =
        words.subList(1, words.size()).stream()
            .map(word -> word.replace("${THREADS}", "4").replaceAll("\\$[{(]\\w+[})]", "10.0.0.1"))
            .toList();
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    new CommandLine(Check.command(SpecFolder::find, Terminal.of(nowhere, nowhere)))
        .parseArgs(arguments.toArray(String[]::new));
    String memory = arguments.get(arguments.indexOf("--memory") + 1);
    assertThat(memory).endsWith("g");
    return Integer.parseInt(memory.replace("g", ""));
  }

  @Test
  void theUnitsCallWhatIsThereAndLeaveRoomBesideTheHeap() throws IOException {
    for (String name : UNITS) {
      String text = unit(name).replace("\\\n", " ");
      int heap = heap(List.of(found(START, text).strip().split(" +")));
      assertThat(Integer.parseInt(found(MOST, text))).as(name).isGreaterThan(heap);
    }
  }

  @Test
  void systemdHasNothingToSayAgainstTheUnits() throws Exception {
    Tools.need("systemd-analyze");
    for (String name : UNITS) {
      Path copy = temp.resolve(name + ".service");
      Files.writeString(copy, unit(name).replace(PLACE, ROOT.toRealPath().toString()));
      // It may have something to say of the host's own units.
      assertThat(Tools.run("systemd-analyze", "verify", copy.toString()).lines())
          .noneMatch(line -> line.contains(name));
    }
    Path wrong = temp.resolve("wrong.service");
    Files.writeString(wrong, unit(UNITS.get(0)).replace("MemoryMax=", "MemoryMix="));
    assertThat(Tools.run("systemd-analyze", "verify", wrong.toString())).contains("MemoryMix");
  }

  @Test
  void theContainersCallWhatIsThereAndLeaveRoomBesideTheHeap() throws IOException {
    List<JsonNode> objects = objects();
    assertThat(objects)
        .extracting(object -> object.get("kind").asText())
        .containsExactly("Service", "PersistentVolumeClaim", "Job", "Deployment");
    for (JsonNode object : objects.subList(2, 4)) {
      JsonNode container = object.at("/spec/template/spec/containers/0");
      List<String> words = new ArrayList<>();
      container.get("command").forEach(word -> words.add(word.asText()));
      String limit = container.at("/resources/limits/memory").asText();
      assertThat(limit).endsWith("Gi");
      assertThat(Integer.parseInt(limit.replace("Gi", ""))).isGreaterThan(heap(words));
    }
  }

  /** Kubectl reads them into its own types, and drops what these do not have. */
  @Test
  void kubectlKnowsEveryFieldOfJobAndDeployment() throws Exception {
    Tools.need("kubectl");
    for (JsonNode object : objects().subList(2, 4)) {
      assertThat(missing(object, asKubectlReadsIt(object))).isEmpty();
    }
    String wrong = objects().get(3).toString().replace("replicas", "replics");
    JsonNode misspelt = STRICT.readTree(wrong);
    assertThat(missing(misspelt, asKubectlReadsIt(misspelt))).containsExactly("/spec/replics");
  }

  private JsonNode asKubectlReadsIt(JsonNode object) throws Exception {
    Path file = temp.resolve("object.json");
    Files.writeString(file, object.toString());
    return JsonMapper.builder()
        .build()
        .readTree(
            Tools.run(
                "kubectl", "set", "env", "--local", "-f", file.toString(), "A=b", "-o", "json"));
  }

  private static List<String> missing(JsonNode wanted, JsonNode there) {
    List<String> missing = new ArrayList<>();
    missing(wanted, there, "", missing);
    return missing;
  }

  private static void missing(JsonNode wanted, JsonNode there, String at, List<String> missing) {
    if (there.isMissingNode()) {
      missing.add(at);
    } else if (wanted.isObject()) {
      for (Map.Entry<String, JsonNode> field : wanted.properties()) {
        String name = field.getKey();
        missing(field.getValue(), there.path(name), at + "/" + name, missing);
      }
    } else if (wanted.isArray()) {
      List<JsonNode> items = StreamSupport.stream(wanted.spliterator(), false).toList();
      for (int i = 0; i < items.size(); i++) {
        missing(items.get(i), there.path(i), at + "/" + i, missing);
      }
    }
  }
}
