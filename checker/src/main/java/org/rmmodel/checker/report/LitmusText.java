package org.rmmodel.checker.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.ByLitmus;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.litmus.ExpectedLitmus;
import org.rmmodel.checker.ordering.OrderingFacts;
import org.rmmodel.checker.ordering.OrderingFacts.Answer;
import org.rmmodel.checker.ordering.OrderingFacts.Asked;
import org.rmmodel.common.TextTable;
import org.rmmodel.lkmm.execution.Execution;
import org.rmmodel.lkmm.report.Account;
import org.rmmodel.lkmm.report.Picture;

/** What litmus tests say of a fact about memory order, in words. */
final class LitmusText {
  private static final Pattern LINE = Pattern.compile("(P(\\d+) line (\\d+)): (.*)");

  private final Catalogue catalogue;
  private final OrderingFacts facts;
  private final ByLitmus by;

  LitmusText(Catalogue catalogue, ByLitmus by) {
    this.catalogue = catalogue;
    this.facts = new OrderingFacts(catalogue);
    this.by = by;
  }

  /** The kernels on which it is violated, or those on which no test allows it. */
  String kernels(boolean violated) {
    Answer wanted = violated ? Answer.VIOLATED : Answer.HOLDS;
    return Spans.of(catalogue.kernels(), kernel -> facts.answer(by, kernel) == wanted);
  }

  /** The kernels that no test describes; empty if there is none. */
  String undescribed() {
    return Spans.of(catalogue.kernels(), kernel -> facts.answer(by, kernel) == Answer.NOT_ASKED);
  }

  /** The tests that describe kernels, each with its verdict. */
  String tests() {
    return said(by.tests());
  }

  /** The tests that have the fix, each with its verdict; empty if there is none. */
  String mended() {
    return said(by.mended());
  }

  private String said(List<String> names) {
    return names.stream()
        .map(facts::ask)
        .map(one -> one.test().name() + " (" + one.verdict() + "): " + one.test().shows())
        .collect(Collectors.joining("; "));
  }

  /** The test that shows it on one of the kernels, or on any if none is named. */
  Optional<Asked> shown(List<Kernel> kernels) {
    return (kernels.isEmpty() ? catalogue.kernels().all() : kernels)
        .stream().flatMap(kernel -> facts.shown(by, kernel).stream()).findFirst();
  }

  /** What the tests of kernels say, where none shows it. */
  String answers(List<Kernel> kernels) {
    List<String> parts = new ArrayList<>();
    for (Kernel kernel : kernels) {
      List<Asked> on = facts.on(by, kernel);
      parts.add(
          kernel.id()
              + ": "
              + (on.isEmpty()
                  ? "no test describes it"
                  : on.stream()
                      .map(one -> one.test().name() + " " + one.verdict())
                      .collect(Collectors.joining(", "))));
    }
    return String.join("; ", parts);
  }

  /** An allowed execution of a test, told in lines of at most 100 characters. */
  List<String> execution(Asked asked) {
    ExpectedLitmus test = asked.test();
    Map<Integer, String> actions =
        test.steps().stream()
            .collect(
                Collectors.toMap(
                    ExpectedLitmus.Step::line,
                    ExpectedLitmus.Step::action,
                    (one, other) -> one + ", " + other));
    List<String> lines = new ArrayList<>();
    Execution witness = asked.result().witness();
    if (witness == null) {
      return lines;
    }
    String thread = "";
    for (String line : Account.of(witness)) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        lines.add(line);
        continue;
      }
      if (!thread.equals(parts.group(2)) && !line.contains(" comes before ")) {
        thread = parts.group(2);
        lines.add("P" + thread);
      }
      int number = Integer.parseInt(parts.group(3));
      String action = actions.get(number);
      boolean isEvent = !line.contains(" comes before ");
      TextTable.wrap(
              (isEvent ? "line " + number + ": " + parts.group(4) : line)
                  + (isEvent && action != null ? "   [" + action + "]" : ""),
              TextTable.WIDTH - 4)
          .forEach(part -> lines.add("  " + part));
    }
    return lines;
  }

  /** An allowed execution of a test, as SVG. */
  static Optional<String> picture(Asked asked) {
    return Optional.ofNullable(asked.result().witness())
        .map(witness -> Picture.of(asked.test().name(), witness));
  }

  /** The file of a test, as a user names it. */
  String file(Asked asked) {
    return "spec/litmus/" + asked.test().name() + ".litmus";
  }
}
