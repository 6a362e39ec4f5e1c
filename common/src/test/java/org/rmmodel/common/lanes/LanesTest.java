package org.rmmodel.common.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class LanesTest {
  private static final String LEGEND = "of a module: state";

  private static Moment moment(
      int number, String task, String function, String step, Map<String, Set<Bar>> bars, String m) {
    return new Moment(
        number, task, function, step, Moment.Mark.NONE, bars, Set.of("a"), List.of(m));
  }

  private static Lanes two() {
    return new Lanes(
        List.of("a", "idle", "b"),
        List.of("m"),
        LEGEND,
        List.of(
            moment(1, "", "", "", Map.of(), "LIVE"),
            moment(2, "a", "get", "counts", Map.of("a", Set.of(Bar.RCU)), "LIVE"),
            moment(3, "b", "put", "is called", Map.of("b", Set.of(Bar.MUTEX, Bar.RCU)), "GOING"),
            new Moment(
                4, "b", "put", "frees", Moment.Mark.WRONG, Map.of(), Set.of(), List.of("FREED"))));
  }

  @Test
  void eachTaskThatActsHasALaneAndEachStepALine() {
    assertThat(TextLanes.of(two()).lines())
        .anySatisfy(line -> assertThat(line).matches("step +a +b +module"))
        .anySatisfy(line -> assertThat(line).matches(" {3}1 +\\| +m: LIVE"))
        .anySatisfy(line -> assertThat(line).matches(" {3}2 R get\\(\\): counts"))
        .anySatisfy(
            line -> assertThat(line).matches(" {3}3 \\| +MR put\\(\\): is called +m: GOING"))
        .noneMatch(line -> line.contains("idle"));
  }

  @Test
  void theFunctionIsNamedOnceAndTheWrongStepIsMarked() {
    assertThat(TextLanes.of(two()).lines())
        .anySatisfy(line -> assertThat(line).matches(">  4 +frees +m: FREED"));
    assertThat(TextLanes.of(two()))
        .endsWith(
            "M holds module_mutex; R in an RCU read-side critical section; of a module:\nstate.\n")
        .containsOnlyOnce("put()");
  }

  @Test
  void manyLanesAndLongWordsStillFitEightyColumnsOfAscii() {
    for (int tasks = 1; tasks < 20; tasks++) {
      List<String> names = new ArrayList<>();
      List<Moment> moments = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        names.add("task_with_a_long_name_" + i);
        moments.add(
            moment(
                i,
                names.get(i),
                "a_function_with_a_very_long_name_indeed",
                "a step · of many words, and_a_word_that_is_as_long_as_words_can_possibly_be é",
                Map.of(names.get(i), Set.of(Bar.values())),
                "UNFORMED 12-11 [mb]"));
      }
      String text = TextLanes.of(new Lanes(names, List.of("module"), LEGEND, moments));
      assertThat(text.lines())
          .as(tasks + " tasks")
          .hasSizeGreaterThan(tasks)
          .allMatch(line -> line.length() <= TextLanes.WIDTH && line.equals(line.stripTrailing()))
          .allMatch(line -> line.chars().allMatch(c -> c >= ' ' && c <= '~'));
      assertThat(text.split("\\bstep\\b", -1)).as("steps and the heading").hasSize(tasks + 2);
    }
  }

  @Test
  void wideLanesAreNotWiderThanCanBeRead() {
    Moment words =
        new Moment(1, "a", "", "word ".repeat(40), Moment.Mark.NONE, Map.of(), Set.of(), List.of());
    Lanes one = new Lanes(List.of("a"), List.of(), "", List.of(words));
    assertThat(TextLanes.of(one).lines()).allMatch(line -> line.length() <= 60);
  }

  @Test
  void thePictureIsWellFormedAndSaysWhatTheTextSays() throws Exception {
    Document svg = parse(SvgLanes.of("a < b & \u0000c", two(), "It is <wrong>."));
    assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
    List<String> texts = texts(svg, "text");
    assertThat(texts)
        .contains("a < b & \ufffdc", "get", "counts", "frees", "m: FREED", "It is <wrong>.", LEGEND)
        .contains(Bar.MUTEX.meaning(), Bar.RCU.meaning())
        .doesNotContain("idle");
    assertThat(texts(svg, "title")).contains("b " + Bar.MUTEX.meaning());
    assertThat(SvgLanes.of("t", two(), "")).containsOnlyOnce("<g class=\"step wrong\">");
  }

  @Test
  void aDrawingInAPageHasItsStyleOnceForAllAndNoneForOthers() throws Exception {
    String embedded = SvgLanes.embedded("t", two(), "");
    assertThat(embedded).doesNotContain("<style").contains("class=\"lanes\"");
    assertThat(embedded.split("<g class=\"step", -1)).hasSize(two().moments().size() + 1);
    assertThat(SvgLanes.of("t", two(), "")).contains(SvgLanes.style());
    String rules = SvgLanes.style().replaceAll("@media[^{]*\\{", "");
    assertThat(rules.split("}"))
        .filteredOn(rule -> rule.contains("{"))
        .allMatch(rule -> rule.strip().startsWith("svg.lanes "));
  }

  @Test
  void aSentenceForEachStepSaysWhoseItIsAndWhatItChanges() {
    List<String> texts = StepTexts.of(two());
    assertThat(texts).hasSameSizeAs(two().moments());
    assertThat(texts.get(0)).startsWith("the first state; m is ");
    assertThat(texts).anyMatch(text -> text.contains("m is FREED"));
    assertThat(texts).anyMatch(text -> text.contains("b: " + Bar.MUTEX.meaning()));
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<String> texts(Document svg, String element) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < svg.getElementsByTagName(element).getLength(); i++) {
      texts.add(svg.getElementsByTagName(element).item(i).getTextContent());
    }
    return texts;
  }
}
