package org.rmmodel.checker.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.Toy;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.tlc.TlaValueParser;
import org.rmmodel.checker.tlc.TlcResult;
import org.rmmodel.checker.tlc.Trace;
import org.rmmodel.checker.tlc.Verdict;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class JunitReportTest {
  private static final String HOSTILE = "]]></failure>&<!ENTITY \u0000\u001b[2J\u202e\ud800 \"'";

  @TempDir private Path temp;
  private Toy toy;

  @BeforeEach
  void copy() {
    toy = new Toy(temp.resolve("toy"));
  }

  private RunResult result(String name, Verdict verdict, Status status, String... deviations) {
    TlcResult tlc = new TlcResult(verdict, 12, 3, 1.25, Map.of(), Optional.empty());
    return new RunResult(toy.only(name), tlc, Map.of(), 1.25, status, List.of(deviations));
  }

  private Element suite(RunResult... results)
      throws ParserConfigurationException, IOException, SAXException {
    String text = JunitReport.text(toy.catalogue(), List.of(results));
    assertThat(text).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite ");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)))
        .getDocumentElement();
  }

  private static List<Element> children(Element parent) {
    return IntStream.range(0, parent.getChildNodes().getLength())
        .mapToObj(parent.getChildNodes()::item)
        .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
        .map(Element.class::cast)
        .toList();
  }

  @Test
  void onlyWhatIsAsExpectedPasses() throws Exception {
    Element suite =
        suite(
            result("Good:p5-preempt", new Verdict.Holds(), Status.AS_EXPECTED),
            result("Good:p4-preempt", new Verdict.Holds(), Status.DIFFERS, "states: recorded 3"),
            result("Walk", new Verdict.Inconclusive("time"), Status.INCONCLUSIVE, "time"),
            result(
                "Live",
                new Verdict.Broken("no", Verdict.Broken.Cause.BAD_INPUT),
                Status.BAD_INPUT,
                "no"),
            result("Bad", new Verdict.Holds(), Status.UNPINNED));
    assertThat(suite.getTagName()).isEqualTo("testsuite");
    assertThat(
            List.of("name", "tests", "failures", "errors", "skipped", "time").stream()
                .map(suite::getAttribute))
        .containsExactly("spec/check", "5", "1", "2", "1", "6.250");
    List<Element> cases = children(suite);
    assertThat(cases).allMatch(element -> element.getTagName().equals("testcase"));
    assertThat(cases.get(0).getAttribute("name")).isEqualTo("Good:p5-preempt");
    assertThat(cases.get(0).getAttribute("classname")).isEqualTo("spec.Good");
    assertThat(cases.get(0).getAttribute("time")).isEqualTo("1.250");
    assertThat(cases.stream().map(of -> children(of).stream().map(Element::getTagName).toList()))
        .containsExactly(
            List.of(), List.of("failure"), List.of("error"), List.of("error"), List.of("skipped"));
    assertThat(children(cases.get(2)).get(0).getAttribute("type")).isEqualTo("inconclusive");
  }

  @Test
  void hostileTextStaysText() throws Exception {
    Element failure =
        children(
                children(
                        suite(
                            result(
                                "Good:p5-preempt", new Verdict.Holds(), Status.DIFFERS, HOSTILE)))
                    .get(0))
            .get(0);
    assertThat(failure.getAttribute("message")).contains("]]></failure>&<!ENTITY", "\"'");
    assertThat(failure.getTextContent())
        .contains("]]></failure>&<!ENTITY \ufffd\ufffd[2J\ufffd\ufffd \"'");
    assertThat(children(failure)).isEmpty();
  }

  @Test
  void aFailureHasItsCounterexample() throws Exception {
    Trace.Step step =
        new Trace.Step(
            1,
            "",
            Map.of(
                "pc", TlaValueParser.parse("[u1 |-> <<>>]"),
                "refcnt", TlaValueParser.parse("[m |-> 1]"),
                "state", TlaValueParser.parse("[m |-> \"LIVE\"]"),
                "mem", TlaValueParser.parse("[m |-> \"MAPPED\"]")));
    Verdict found = new Verdict.Violates("AtMostOne", new Trace(List.of(step), new Trace.AtLast()));
    Element failure =
        children(
                children(suite(result("Good:p5-preempt", found, Status.DIFFERS, "it differs")))
                    .get(0))
            .get(0);
    assertThat(failure.getTextContent())
        .startsWith("it differs\n\nGood:p5-preempt: ")
        .contains("Violated: AtMostOne");
  }
}
