package org.rmmodel.checker.report;

import java.util.List;
import java.util.Optional;
import org.rmmodel.checker.catalogue.Actions;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.tlc.TlaSources;
import org.rmmodel.checker.tlc.Trace;
import org.rmmodel.checker.tlc.Verdict;
import org.rmmodel.common.TextTable;
import org.rmmodel.common.lanes.Lanes;
import org.rmmodel.common.lanes.SvgLanes;
import org.rmmodel.common.lanes.TextLanes;

/**
 * A counterexample drawn with a lane for each task, and a sentence that says in the kernel's terms
 * what went wrong.
 */
public final class Explanation {
  private final RunResult result;
  private final Actions actions;
  private final TlaSources sources;

  /**
   * An explanation.
   *
   * @param result a run's result
   * @param actions the specification's actions
   * @param sources the specification's modules
   */
  public Explanation(RunResult result, Actions actions, TlaSources sources) {
    this.result = result;
    this.actions = actions;
    this.sources = sources;
  }

  /**
   * The explanation for a terminal or a mail.
   *
   * @return lines of at most 80 characters
   */
  public String text() {
    return text(TextLanes.WIDTH);
  }

  /**
   * The explanation in fewer or more columns.
   *
   * @param width the longest line, in characters; where the lanes do not fit, they are wider
   * @return lines of ASCII
   */
  public String text(int width) {
    StringBuilder out = new StringBuilder();
    para(out, width, result.of().id() + ": " + result.of().model().title());
    para(out, width, "Kernel: " + result.of().run().kernel().title() + ".");
    result
        .of()
        .model()
        .negative()
        .ifPresent(negative -> para(out, width, "A negative of " + negative.of() + "."));
    Verdict verdict = result.verdict();
    if (verdict instanceof Verdict.Violates violates) {
      TraceLanes lanes = lanes(violates);
      out.append('\n').append(drawn(lanes, width));
      ending(violates.trace(), lanes).ifPresent(ending -> para(out, width, ending));
      out.append('\n');
      para(out, width, violated(violates, lanes));
    } else if (verdict instanceof Verdict.Holds) {
      para(
          out,
          width,
          "It holds: there is no counterexample among "
              + result.tlc().states()
              + " states, depth "
              + result.tlc().depth()
              + ".");
    } else {
      para(out, width, "No counterexample: " + verdict.text() + ".");
    }
    return out.toString();
  }

  /**
   * A drawing, whatever it is drawn as.
   *
   * @param title what stands above it
   * @param lanes what is drawn
   * @param below what stands below it: what went wrong
   */
  public record Figure(String title, Lanes lanes, String below) {}

  /**
   * The counterexample as what can be drawn.
   *
   * @return the drawing, if the run has a counterexample
   */
  public Optional<Figure> figure() {
    if (!(result.verdict() instanceof Verdict.Violates violates)
        || violates.trace().steps().isEmpty()) {
      return Optional.empty();
    }
    TraceLanes lanes = lanes(violates);
    String title =
        result.of().id() + ": " + result.of().model().title() + " (" + kernel().title() + ")";
    String below =
        ending(violates.trace(), lanes).map(ending -> ending + " ").orElse("")
            + violated(violates, lanes);
    return Optional.of(new Figure(title, lanes.lanes(), below));
  }

  /**
   * The counterexample as a picture.
   *
   * @return SVG, if the run has a counterexample
   */
  public Optional<String> svg() {
    return figure().map(figure -> SvgLanes.of(figure.title(), figure.lanes(), figure.below()));
  }

  private TraceLanes lanes(Verdict.Violates violates) {
    return new TraceLanes(violates.trace(), kernel(), actions);
  }

  private Kernel kernel() {
    return result.of().run().kernel();
  }

  private static void para(StringBuilder out, int width, String text) {
    TextTable.wrap(text, width).forEach(line -> out.append(line).append('\n'));
  }

  private static String drawn(TraceLanes lanes, int width) {
    String text = TextLanes.of(lanes.lanes(), width);
    return text.isEmpty() ? "TLC printed no behaviour.\n" : text;
  }

  /** What comes after the last step, if it is not the violation itself. */
  private static Optional<String> ending(Trace trace, TraceLanes lanes) {
    List<Trace.Step> steps = trace.steps();
    if (trace.ending() instanceof Trace.Stutters) {
      return Optional.of("... and so it stays for ever: nobody takes another step.");
    }
    if (trace.ending() instanceof Trace.BackTo back
        && back.number() >= 1
        && back.number() <= steps.size()) {
      String actor = lanes.actor(steps.get(steps.size() - 1), steps.get(back.number() - 1));
      String step =
          back.action().isEmpty()
              ? ""
              : " (" + (lanes.isTask(actor) ? actor + ": " : "") + lanes.line(back.action()) + ")";
      return Optional.of(
          "... and back to step " + back.number() + " *" + step + ", round and round for ever.");
    }
    return Optional.empty();
  }

  /** Whose step broke the property, and what the property says. */
  private String violated(Verdict.Violates violates, TraceLanes lanes) {
    List<Trace.Step> steps = violates.trace().steps();
    String what =
        violates.property()
            + sources
                .comment(violates.property())
                .map(comment -> ": " + comment.replaceAll("\\.+$", ""))
                .orElse("")
            + ".";
    if (steps.size() < 2 || !(violates.trace().ending() instanceof Trace.AtLast)) {
      return "Violated: " + what;
    }
    Trace.Step last = steps.get(steps.size() - 1);
    String actor = lanes.actor(steps.get(steps.size() - 2), last);
    String who = lanes.isTask(actor) ? actor + ", " : "";
    return "Step " + last.number() + " (" + who + lanes.line(last.action()) + ") violates " + what;
  }
}
