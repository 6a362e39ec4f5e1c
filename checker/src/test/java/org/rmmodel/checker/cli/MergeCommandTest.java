package org.rmmodel.checker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.checker.Toy;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.check.Cost;
import org.rmmodel.checker.check.Shard;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.Lane;

/** A lane in parts, and the parts made one again. */
class MergeCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path temp;
  private Toy toy;

  @BeforeEach
  void copy() {
    toy = new Toy(temp.resolve("toy"));
  }

  private String file(String name) {
    return temp.resolve(name).toString();
  }

  /** What a whole run writes, to be taken apart. */
  private ObjectNode whole() throws IOException {
    Toy.Called called = toy.call("--json", file("whole.json"));
    assertThat(called.exit()).isZero();
    return (ObjectNode) JSON.readTree(temp.resolve("whole.json").toFile());
  }

  private void write(String name, ObjectNode all, int... runs) throws IOException {
    ObjectNode part = all.deepCopy();
    ArrayNode these = part.putArray("runs");
    IntStream.of(runs).forEach(i -> these.add(all.get("runs").get(i)));
    JSON.writeValue(temp.resolve(name).toFile(), part);
  }

  private void refused(String line, String... args) {
    Toy.Called called = toy.call(args);
    assertThat(called.errorLines()).containsExactly("spec/check: " + line);
    assertThat(called.out()).isEmpty();
    assertThat(called.exit()).isEqualTo(2);
  }

  @Test
  void twoPartsMakeTheWhole() throws IOException {
    for (int i = 1; i <= 2; i++) {
      Toy.Called part = toy.call("--shard", i + "/2", "--json", file(i + ".json"));
      assertThat(part.exit()).isZero();
      assertThat(part.out())
          .contains("as expected;", "Part " + i + "/2 of 7 runs;")
          .doesNotContain("BAD");
    }
    Toy.Called merged =
        toy.call(
            "merge",
            file("2.json"),
            file("1.json"),
            "--json",
            file("all.json"),
            "--junit",
            file("all.xml"));
    assertThat(merged.exit()).isZero();
    assertThat(merged.err()).isEmpty();
    assertThat(merged.out()).contains("7 runs: 7 as expected; ", " s in sum\n", "p5 ");
    JsonNode one = whole();
    JsonNode all = JSON.readTree(temp.resolve("all.json").toFile());
    assertThat(all.get("tables")).isEqualTo(one.get("tables"));
    assertThat(all.get("status").asInt()).isZero();
    assertThat(all.get("runs").findValuesAsText("id"))
        .containsExactlyInAnyOrderElementsOf(one.get("runs").findValuesAsText("id"));
    assertThat(all.get("runs").findValues("trace"))
        .hasSameSizeAs(one.get("runs").findValues("trace"))
        .isNotEmpty();
    assertThat(temp.resolve("all.xml")).content().contains("tests=\"7\" errors=\"0\"");
    assertThat(toy.call("merge", file("all.json")).exit()).isZero();
  }

  @Test
  void theReportOfThePartsIsThatOfTheWhole() throws IOException {
    for (int i = 1; i <= 2; i++) {
      assertThat(toy.call("--shard", i + "/2", "--json", file(i + ".json")).exit()).isZero();
    }
    Toy.Called merged =
        toy.call("merge", file("2.json"), file("1.json"), "--report", file("parts"));
    assertThat(merged.exit()).isZero();
    assertThat(toy.call("--report", file("whole")).exit()).isZero();
    String parts = models("parts");
    assertThat(parts).isEqualTo(models("whole")).contains("<summary>Counterexample of ");
    assertThat(Files.readString(temp.resolve("parts/index.html")))
        .contains("s when added up, made in parts", "<dt>TLC</dt><dd>" + tlc("whole"));
  }

  /** What a report says of the runs, without their times. */
  private String models(String folder) throws IOException {
    String page = Files.readString(temp.resolve(folder).resolve("index.html"));
    int begin = page.indexOf("<h2 id=\"models\"");
    assertThat(begin).isPositive();
    return page.substring(begin, page.indexOf("id=\"recorded\""))
        .replaceAll("<td class=\"number\">[0-9.]+</td></tr>", "");
  }

  private String tlc(String folder) throws IOException {
    String page = Files.readString(temp.resolve(folder).resolve("index.html"));
    String begin = "<dt>TLC</dt><dd>";
    int at = page.indexOf(begin) + begin.length();
    return page.substring(at, page.indexOf("</dd>", at));
  }

  @Test
  void aReportThatCannotBeWrittenIsSaid() throws IOException {
    Files.writeString(temp.resolve("file"), "");
    Toy.Called called = toy.call("merge", file("none.json"), "--report", file("file"));
    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.errorLines()).hasSize(1);
  }

  @Test
  void aMissingRunIsSaidAndNothingIsKnownOfIt() throws IOException {
    ObjectNode all = whole();
    write("part.json", all, 0, 2, 3, 4, 5, 6);
    String gone = all.get("runs").get(1).get("id").asText();
    Toy.Called called =
        toy.call("merge", file("part.json"), "--json", file("all.json"), "--junit", file("x.xml"));
    assertThat(called.exit()).isEqualTo(3);
    assertThat(called.out())
        .contains("INCONCLUSIVE 1 of 7 runs are in none of the files; the first is " + gone)
        .contains("7 runs: 6 as expected, 1 inconclusive;")
        .doesNotContain("missing:");
    JsonNode merged = JSON.readTree(temp.resolve("all.json").toFile());
    assertThat(merged.get("status").asInt()).isEqualTo(3);
    assertThat(merged.get("runs")).hasSize(7);
    assertThat(temp.resolve("x.xml")).content().contains("errors=\"1\"", "missing: none of");
  }

  @Test
  void whatDiffersInAPartDiffersInTheWhole() throws IOException {
    toy.change("models/recorded.lock", "Walk:p5-nopreempt states=6", "Walk:p5-nopreempt states=7");
    assertThat(toy.call("--json", file("all.json")).exit()).isEqualTo(1);
    Toy.Called called = toy.call("merge", file("all.json"));
    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.out())
        .contains("DIFFERS Walk:p5-nopreempt ", "    states: recorded 7, found 6")
        .contains("7 runs: 6 as expected, 1 differs;");
  }

  @Test
  void aRunThatIsThereTwiceIsRefused() throws IOException {
    ObjectNode all = whole();
    String id = all.get("runs").get(3).get("id").asText();
    write("one.json", all, 0, 1, 2, 3);
    write("two.json", all, 3, 4, 5, 6);
    write("twice.json", all, 3, 3);
    Toy.Called called = toy.call("merge", file("one.json"), file("two.json"));
    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.errorLines()).hasSize(1);
    assertThat(called.err()).contains(id + " is there twice, also in " + file("one.json"));
    assertThat(toy.call("merge", file("twice.json")).err()).contains("twice, in this file");
  }

  @Test
  void partsOfAnotherLaneOrAnotherCatalogueAreRefused() throws IOException {
    whole();
    Toy.Called lane = toy.call("merge", "--lane", "smoke", file("whole.json"));
    assertThat(lane.exit()).isEqualTo(2);
    assertThat(lane.err()).contains("is no run of this lane");
    toy.change("models/recorded.lock", "Walk:p5-nopreempt states=6", "Walk:p5-nopreempt states=7");
    Toy.Called other = toy.call("merge", file("whole.json"));
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.errorLines()).hasSize(1);
    assertThat(other.err()).contains("Walk:p5-nopreempt was run with another catalogue");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"runs": [}                   | :1: not JSON:
          {"runs": [{"id": "x"          | :1: not JSON:
          [1, 2]                        | :1: not what --json writes
          ''                            | :1: not what --json writes
          {"status": 0}                 | :1: not what --json of runs writes: it has no runs
          {"runs": [7]}                 | :1: not what --json writes: a run is expected
          {"runs": []} {}               | :1: not what --json writes: it is cut off, or more than one
          {"runs": 7}                   | :1: not what --json of runs writes: it has no runs
          {"runs": [{}]}                | :1: a run without the field id
          {"runs": [{"id": 7}]}         | :1: a run without the field id
          {"runs": [{"id": "<b>"}]}     | :1: <b> is no run of this lane
          {"runs": [{"id": "Walk:p5-nopreempt"}]} | :1: a run without the field status
          {"runs": [{"id": "Walk:p5-nopreempt", "status": "fine"}]} | :1: a run with an unknown status: fine
          """)
  void aFileThatIsNoneOfOursIsOneLine(String text, String line) throws IOException {
    Files.writeString(temp.resolve("bad.json"), text);
    Toy.Called called = toy.call("merge", file("bad.json"), "--json", file("out.json"));
    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.errorLines()).hasSize(1);
    assertThat(called.err()).startsWith("spec/check: " + file("bad.json") + line);
    assertThat(temp.resolve("out.json")).doesNotExist();
  }

  @Test
  void deepLongAndEndlessFilesAreOneLine() throws IOException {
    List<String> hostile =
        List.of(
            "{\"runs\": " + "[".repeat(100_000),
            "{\"" + "x".repeat(1 << 20) + "\": 1}",
            "{\"runs\": [{\"id\": \"" + "x".repeat(2 << 20) + "\"}]}",
            "{\"runs\": [{\"states\": " + "9".repeat(10_000) + "}]}");
    for (String text : hostile) {
      Files.writeString(temp.resolve("bad.json"), text);
      Toy.Called called = toy.call("merge", file("bad.json"));
      assertThat(called.exit()).isEqualTo(2);
      assertThat(called.errorLines()).hasSize(1);
      assertThat(called.err()).hasSizeLessThan(600).doesNotContain("internal error");
    }
    try (RandomAccessFile hole = new RandomAccessFile(temp.resolve("hole.json").toFile(), "rw")) {
      hole.setLength(1L << 32); // sparse: four GiB of zeros
    }
    assertThat(toy.call("merge", file("hole.json")).errorLines()).hasSize(1);
    refused("/dev/zero: not a regular file", "merge", "/dev/zero");
    refused(file("no.json") + ": no such file or folder", "merge", file("no.json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/2", "3/2", "1", "a/b", "1/257", "1/99999", "-1/2"})
  void aPartThatIsNone(String text) {
    Toy.Called called = toy.call("--shard", text);
    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.errorLines())
        .containsExactly(
            "spec/check: Invalid value for option '--shard': a part such as 1/4 is expected, of at"
                + " most 256, not "
                + text
                + "; see spec/check --help");
  }

  @Test
  void aPartWithoutRunsIsRefused() {
    refused("--shard 8/8: the lane has only 7 runs", "--shard", "8/8");
  }

  @ParameterizedTest
  @CsvSource({"smoke,2", "full,4", "full,7", "exhaustive,8"})
  void eachRunIsInOnePartAndThePartsCostTheSame(String name, int of) {
    Catalogue catalogue = Catalogue.load(SpecFolder.find());
    List<Case> cases = catalogue.cases(Lane.named(name));
    List<Case> all = new ArrayList<>();
    long most = 0;
    long sum = 0;
    for (int part = 1; part <= of; part++) {
      List<Case> mine = new Shard(part, of).in(cases);
      all.addAll(mine);
      long cost = mine.stream().mapToLong(Cost::of).sum();
      most = Math.max(most, cost);
      sum += cost;
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(cases);
    long heaviest = cases.stream().mapToLong(Cost::of).max().orElseThrow();
    // No part can cost less than the heaviest run, and none needs to cost more than a start above
    // the average.
    assertThat(most).isLessThanOrEqualTo(Math.max(heaviest, sum / of + 20_000));
  }
}
