package org.rmmodel.checker.report.html;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.rmmodel.checker.report.Explanation.Figure;
import org.rmmodel.common.lanes.Moment;
import org.rmmodel.common.lanes.StepTexts;
import org.rmmodel.common.lanes.SvgLanes;

/**
 * A counterexample on the page: its lanes, which can be stepped through, and its steps in words.
 */
record FigureView(String run, String runAnchor, String svg, List<Step> steps, String below) {
  /** A step in words. */
  record Step(int number, String text) {}

  static FigureView of(String run, Figure figure) {
    List<String> texts = StepTexts.of(figure.lanes());
    List<Moment> moments = figure.lanes().moments();
    return new FigureView(
        run,
        Anchor.run(run),
        SvgLanes.embedded(figure.title(), figure.lanes(), figure.below()),
        IntStream.range(0, texts.size())
            .mapToObj(i -> new Step(moments.get(i).number(), texts.get(i)))
            .toList(),
        figure.below());
  }

  /** The kernel functions that take part. */
  static String functions(Figure figure) {
    TreeSet<String> functions = new TreeSet<>();
    figure.lanes().moments().stream()
        .map(Moment::function)
        .filter(function -> !function.isEmpty())
        .forEach(functions::add);
    return String.join(" ", functions);
  }
}
