package org.rmmodel.checker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The workflow of the CI host: what it calls is there, and it may do no more than it must. */
class WorkflowTest {
  private static final Path FILE =
      SpecFolder.find().root().resolveSibling(".github/workflows/verify.yml");

  /** What else its steps call. */
  private static final Set<String> OTHERS = Set.of("apt-get", "mvn", "spec/check");

  private JsonNode workflow;

  @BeforeEach
  void read() throws IOException {
    workflow =
        YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readTree(Files.readString(FILE));
  }

  private static Stream<JsonNode> stream(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }

  private Stream<JsonNode> steps() {
    return stream(workflow.get("jobs")).flatMap(job -> stream(job.get("steps")));
  }

  /** The commands of all steps, each in words, with 1 for what the host puts in. */
  private List<List<String>> commands() {
    List<List<String>> commands = new ArrayList<>();
    steps()
        .filter(step -> step.has("run"))
        .flatMap(step -> step.get("run").asText().replace("\\\n", " ").lines())
        .map(line -> line.replaceAll("\\$\\{\\{[^}]*\\}\\}", "1").strip())
        .filter(line -> !line.isEmpty())
        .forEach(line -> commands.add(Arrays.asList(line.split(" +"))));
    return commands;
  }

  private List<List<String>> commands(String program) {
    return commands().stream().filter(words -> words.get(0).equals(program)).toList();
  }

  private static void parse(String... args) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    new CommandLine(Check.command(SpecFolder::find, Terminal.of(nowhere, nowhere))).parseArgs(args);
  }

  private static String[] arguments(List<String> words) {
    return words.subList(1, words.size()).toArray(String[]::new);
  }

  @Test
  void everyCommandIsThereWithItsOptions() {
    assertThat(commands()).allMatch(words -> OTHERS.contains(words.get(0)));
    assertThat(commands("spec/check")).hasSize(3);
    commands("spec/check").forEach(words -> parse(arguments(words)));
    assertThatThrownBy(() -> parse("histry")).isInstanceOf(ParameterException.class);
    assertThatThrownBy(() -> parse("--sharp", "1/4")).isInstanceOf(ParameterException.class);
    assertThatThrownBy(() -> parse("merge")).isInstanceOf(ParameterException.class);
  }

  @Test
  void bothCommandsOfTheFirstPageAreRun() {
    assertThat(commands("spec/check")).anyMatch(words -> words.contains("history"));
    assertThat(commands("mvn"))
        .containsExactly(List.of("mvn", "-B", "verify", "-Drmmodel.browser=required"));
    JsonNode build = workflow.get("jobs").get("build");
    assertThat(build.get("container").asText()).startsWith("debian:");
    assertThat(build.get("steps").get(0).get("run").asText())
        .contains("apt-get install ", " chromium chromium-driver ");
  }

  @Test
  void everyPartIsRunOnceAndMerged() {
    JsonNode part = workflow.get("jobs").get("part");
    List<String> shards =
        stream(part.get("strategy").get("matrix").get("shard")).map(JsonNode::asText).toList();
    List<String> merge =
        commands("spec/check").stream().filter(words -> words.contains("merge")).findFirst().get();
    assertThat(shards).doesNotHaveDuplicates();
    for (int i = 1; i <= shards.size(); i++) {
      assertThat(shards).contains(String.valueOf(i));
      assertThat(merge).contains("part-" + i + ".json");
    }
    String expression = "${{ matrix.shard }}";
    assertThat(part.get("strategy").get("fail-fast").asBoolean(true)).isFalse();
    assertThat(part.toString())
        .contains(
            "--shard " + expression + "/" + shards.size() + " --json part-" + expression + ".json",
            "\"path\":\"part-" + expression + ".json\"");
    JsonNode after = workflow.get("jobs").get("merge");
    assertThat(after.get("needs").asText()).isEqualTo("part");
    // Also where a part differs: the merge says what of the whole.
    assertThat(after.get("if").asText()).isEqualTo("always()");
    assertThat(after.toString()).contains("\"pattern\":\"part-*\",\"merge-multiple\":true");
  }

  @Test
  void itMayReadAndNothingElse() {
    assertThat(workflow.get("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
    assertThat(stream(workflow.get("jobs")))
        .allMatch(job -> !job.has("permissions") && job.get("timeout-minutes").asInt() > 0);
    assertThat(steps().filter(step -> step.has("uses")))
        .isNotEmpty()
        .allMatch(step -> step.get("uses").asText().matches("actions/[a-z-]+@v\\d+\\.\\d+\\.\\d+"));
    assertThat(steps().filter(step -> step.path("uses").asText().startsWith("actions/checkout@")))
        .hasSize(4)
        .allMatch(step -> !step.path("with").path("persist-credentials").asBoolean(true));
    assertThat(workflow.toString()).doesNotContain("secrets.", "pull_request_target");
  }
}
