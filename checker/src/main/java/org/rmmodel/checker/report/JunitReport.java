package org.rmmodel.checker.report;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.tlc.TlaSources;
import org.rmmodel.checker.tlc.Verdict;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Markup;
import org.rmmodel.common.OneLine;
import org.rmmodel.common.Output;

/**
 * All runs as the JUnit XML that CI hosts show: one test suite as Surefire's schema has it ({@code
 * surefire-test-report-3.0.xsd}), with a test case for each run.
 *
 * <ul>
 *   <li>A run that is as the catalogue expects passes.
 *   <li>One that differs is a {@code failure}, with what differs and its counterexample.
 *   <li>One that was cut short, or whose specification does not parse, is an {@code error}: nothing
 *       is known of it. It is not {@code skipped}, since hosts show that as good.
 *   <li>One of which nothing is expected is {@code skipped}, with what came out.
 * </ul>
 */
public final class JunitReport {
  private static final String SUITE = "spec/check";

  private final Catalogue catalogue;
  private final TlaSources sources;
  private final XMLStreamWriter xml;

  private JunitReport(Catalogue catalogue, XMLStreamWriter xml) {
    this.catalogue = catalogue;
    this.sources = TlaSources.scan(catalogue.folder());
    this.xml = xml;
  }

  /**
   * Writes the file.
   *
   * @param file the file
   * @param catalogue the catalogue
   * @param results the runs
   * @throws BadInput if it cannot be written
   */
  public static void write(Path file, Catalogue catalogue, List<RunResult> results) {
    Output.write(file, text(catalogue, results));
  }

  /**
   * The file's text.
   *
   * @param catalogue the catalogue
   * @param results the runs
   * @return XML
   */
  public static String text(Catalogue catalogue, List<RunResult> results) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      new JunitReport(catalogue, xml).suite(results);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return out + "\n";
  }

  private void suite(List<RunResult> results) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuite");
    attribute("name", SUITE);
    attribute("time", time(results.stream().mapToDouble(RunResult::seconds).sum()));
    attribute("tests", String.valueOf(results.size()));
    attribute("errors", count(results, Status.BAD_INPUT) + count(results, Status.INCONCLUSIVE));
    attribute("skipped", count(results, Status.UNPINNED));
    attribute("failures", count(results, Status.DIFFERS));
    for (RunResult result : results) {
      xml.writeCharacters("\n  ");
      testCase(result);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private static long count(List<RunResult> results, Status status) {
    return results.stream().filter(result -> result.status() == status).count();
  }

  private void testCase(RunResult result) throws XMLStreamException {
    xml.writeStartElement("testcase");
    // The name is what spec/check run takes.
    attribute("name", result.of().id());
    attribute("classname", "spec." + result.of().model().name());
    attribute("time", time(result.seconds()));
    switch (result.status()) {
      case AS_EXPECTED -> {}
      case UNPINNED -> {
        xml.writeStartElement("skipped");
        attribute("message", "nothing was expected; found: " + result.verdict().text());
        xml.writeEndElement();
      }
      case DIFFERS -> wrong("failure", result);
      case BAD_INPUT, INCONCLUSIVE -> wrong("error", result);
    }
    xml.writeEndElement();
  }

  private void wrong(String element, RunResult result) throws XMLStreamException {
    xml.writeStartElement(element);
    attribute("message", String.join("; ", result.deviations()));
    attribute("type", result.status().word().toLowerCase(Locale.ROOT));
    xml.writeCharacters(Markup.allowed(details(result)));
    xml.writeEndElement();
  }

  private String details(RunResult result) {
    String lines = String.join("\n", result.deviations());
    boolean hasCounterexample =
        result.verdict() instanceof Verdict.Violates violates
            && !violates.trace().steps().isEmpty();
    return hasCounterexample
        ? lines + "\n\n" + new Explanation(result, catalogue.actions(), sources).text()
        : lines;
  }

  private void attribute(String name, long value) throws XMLStreamException {
    attribute(name, String.valueOf(value));
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, Markup.allowed(OneLine.of(value)));
  }

  private static String time(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
