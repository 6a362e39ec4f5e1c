package org.rmmodel.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import net.jqwik.api.Example;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Every mutant of the implementation that survives has a reason in SURVIVORS.md. Runs in the
 * profile {@code pit}, after the mutants.
 */
class SurvivorsTest {
  private static final Path LIST = Path.of("SURVIVORS.md");
  private static final Path REPORT = Path.of("target", "pit-reports", "mutations.xml");
  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+)\\.([\\w<>]+)` \\| (\\w+) \\| (.+) \\|");

  /** A mutation as the list names it: the method of a lambda stands for all its lambdas. */
  private record Mutation(String type, String method, String mutator) {
    @Override
    public String toString() {
      return "| `%s.%s` | %s |".formatted(type, method, mutator);
    }
  }

  @Example
  void every_survivor_has_a_reason() throws Exception {
    Set<String> unexplained = new TreeSet<>();
    for (Element mutation : report()) {
      String status = mutation.getAttribute("status");
      if (status.equals("SURVIVED") || status.equals("NO_COVERAGE")) {
        unexplained.add(named(mutation).toString());
      }
    }
    listed().forEach(mutation -> unexplained.remove(mutation.toString()));
    assertThat(unexplained).isEmpty();
  }

  @Example
  void every_reason_is_that_of_a_mutant() throws Exception {
    Set<Mutation> tried =
        report().stream().map(SurvivorsTest::named).collect(Collectors.toCollection(HashSet::new));
    assertThat(tried).as("the report was read").hasSizeGreaterThan(100);
    assertThat(listed().stream().filter(mutation -> !tried.contains(mutation))).isEmpty();
  }

  private static List<Mutation> listed() throws IOException {
    List<Mutation> rows =
        Files.readAllLines(LIST).stream()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .map(row -> new Mutation(row.group(1), row.group(2), row.group(3)))
            .toList();
    assertThat(rows).as("the list was read").isNotEmpty().doesNotHaveDuplicates();
    return rows;
  }

  private static List<Element> report()
      throws IOException, SAXException, ParserConfigurationException {
    NodeList mutations =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(REPORT.toFile())
            .getElementsByTagName("mutation");
    return IntStream.range(0, mutations.getLength())
        .mapToObj(i -> (Element) mutations.item(i))
        .toList();
  }

  private static Mutation named(Element mutation) {
    String type = text(mutation, "mutatedClass").replaceAll(".*[.$]", "");
    String method = text(mutation, "mutatedMethod").replaceAll("^lambda\\$(\\w+)\\$\\d+$", "$1");
    String mutator = text(mutation, "mutator").replaceAll(".*\\.", "").replaceAll("Mutator.*", "");
    return new Mutation(type, method, mutator);
  }

  private static String text(Element mutation, String name) {
    return mutation.getElementsByTagName(name).item(0).getTextContent();
  }
}
