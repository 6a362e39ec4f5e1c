package org.rmmodel.checker.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Expectation;
import org.rmmodel.checker.catalogue.Flaw;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Model;
import org.rmmodel.checker.catalogue.ModelRun;
import org.rmmodel.checker.catalogue.Sighting;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.ordering.OrderingFacts.Asked;
import org.rmmodel.checker.tlc.TlaSources;
import org.rmmodel.common.TextTable;
import org.rmmodel.common.lanes.TextLanes;

/**
 * All that is known of a flaw, with the counterexample that TLC finds now. Which kernels have it is
 * told from the catalogue's expectations, which the verdict tables compute.
 */
public final class FlawPage {
  private final Catalogue catalogue;
  private final Flaw flaw;
  private final Optional<LitmusText> litmus;

  /** The longest line of a mail, as mailing lists have it. */
  private static final int MAIL = 72;

  /**
   * A page.
   *
   * @param catalogue the catalogue
   * @param flaw the flaw
   */
  public FlawPage(Catalogue catalogue, Flaw flaw) {
    this.catalogue = catalogue;
    this.flaw = flaw;
    this.litmus = flaw.litmus().map(by -> new LitmusText(catalogue, by));
  }

  /**
   * The name of the page's file.
   *
   * @return for example {@code F07.md} or {@code F08a.md}
   */
  public String file() {
    String number = flaw.id().substring(1);
    return flaw.id().charAt(0) + (number.matches("[0-9][a-z]?") ? "0" : "") + number + ".md";
  }

  /**
   * The run that shows the flaw: of the models in which it is expected the one with the fewest
   * states, on the first of its kernels.
   *
   * @return the run, if there is one
   */
  public Optional<Case> shownBy() {
    List<Case> candidates = new ArrayList<>();
    for (Sighting sighting : flaw.models()) {
      Model model = catalogue.model(sighting.model());
      model.runs().stream()
          .filter(run -> isFound(run, sighting))
          .findFirst()
          .ifPresent(run -> candidates.add(new Case(model, run)));
    }
    return candidates.stream()
        .min(Comparator.comparingLong(of -> of.run().states().orElse(Long.MAX_VALUE)));
  }

  private static boolean isFound(ModelRun run, Sighting sighting) {
    return run.expect() instanceof Expectation.Violates violates
        && violates.property().equals(sighting.property());
  }

  /**
   * The page for a terminal.
   *
   * @param shown the result of the run that shows the flaw, if there is one
   * @return lines of at most 100 characters
   */
  public String text(Optional<RunResult> shown) {
    StringBuilder out = new StringBuilder();
    para(out, "", flaw.id() + ". " + flaw.title());
    out.append('\n');
    sections(out, "");
    shown.ifPresent(result -> out.append('\n').append(explanation(result)));
    litmus.ifPresent(text -> execution(out, text, List.of(), ""));
    return out.toString();
  }

  /**
   * The page for a terminal, of a flaw that litmus tests decide.
   *
   * @param kernels the kernels that the execution is to be of
   * @return lines of at most 100 characters
   */
  public String text(List<Kernel> kernels) {
    StringBuilder out = new StringBuilder();
    para(out, "", flaw.id() + ". " + flaw.title());
    out.append('\n');
    sections(out, "");
    litmus.ifPresent(text -> execution(out, text, kernels, ""));
    return out.toString();
  }

  /**
   * The execution that the memory model allows, of a flaw that litmus tests decide.
   *
   * @param kernels the kernels that the execution is to be of, or none for any
   * @return SVG, if there is such an execution
   */
  public Optional<String> picture(List<Kernel> kernels) {
    return litmus.flatMap(text -> text.shown(kernels)).flatMap(LitmusText::picture);
  }

  /** The execution that is allowed on one of the kernels, or what the tests of these say. */
  private void execution(StringBuilder out, LitmusText text, List<Kernel> kernels, String fence) {
    Optional<Asked> shown = text.shown(kernels);
    out.append('\n');
    if (shown.isEmpty()) {
      para(out, "", "Not allowed: " + text.answers(kernels) + ".");
      return;
    }
    para(
        out,
        "",
        "An execution that the memory model allows (spec/check litmus "
            + text.file(shown.get())
            + " --explain):");
    out.append(fence.isEmpty() ? "\n" : "\n" + fence + "text\n");
    text.execution(shown.get()).forEach(line -> out.append(line).append('\n'));
    out.append(fence.isEmpty() ? "" : fence + "\n");
  }

  /**
   * The page as a file.
   *
   * @param shown the result of the run that shows the flaw, if there is one
   * @return Markdown
   */
  public String markdown(Optional<RunResult> shown) {
    StringBuilder out =
        new StringBuilder("<!-- Written by spec/check pages from facts.yaml and a run. -->\n");
    out.append("# ").append(flaw.id()).append(". ").append(flaw.title()).append("\n\n");
    sections(out, "**");
    shown.ifPresent(
        result ->
            out.append("\nThe counterexample that TLC finds:\n\n```text\n")
                .append(explanation(result).stripTrailing())
                .append("\n```\n"));
    litmus.ifPresent(text -> execution(out, text, List.of(), "```"));
    return out.toString();
  }

  /**
   * A report of the flaw that can be mailed, with the counterexample where its lanes fit.
   *
   * @param shown the result of the run that shows the flaw, if there is one
   * @return lines of at most 72 characters, of plain ASCII
   */
  public String mail(Optional<RunResult> shown) {
    StringBuilder out = mailed();
    shown.ifPresent(
        result ->
            drawing(
                out,
                "spec/check explain " + flaw.id() + " --kernel " + result.of().run().kernel().id(),
                explanation(result, MAIL)));
    return end(out, "a model of the protocol that TLC has checked");
  }

  /**
   * A report of a flaw that litmus tests decide.
   *
   * @param kernels the kernels that the execution is to be of, or none for any
   * @return lines of at most 72 characters, of plain ASCII
   */
  public String mail(List<Kernel> kernels) {
    StringBuilder out = mailed();
    litmus.ifPresent(
        text ->
            text.shown(kernels)
                .ifPresent(
                    asked ->
                        drawing(
                            out,
                            "spec/check litmus " + text.file(asked) + " --explain",
                            String.join("\n", text.execution(asked)))));
    return end(out, "litmus tests of the kernel memory model");
  }

  private StringBuilder mailed() {
    String subject = "Subject: module: " + flaw.title();
    StringBuilder out =
        new StringBuilder(
            subject.length() <= MAIL ? subject : "Subject: module: " + flaw.shortTitle());
    out.append("\n\n");
    mailPara(out, flaw.what());
    mailPara(out, "Who is hurt: " + flaw.who());
    mailPara(out, "How: " + flaw.how());
    if (flaw.outside().isEmpty()) {
      mailPara(out, "Found on: " + kernels(true));
      mailPara(out, "Not found on: " + kernels(false));
    }
    mailPara(out, "Fix: " + flaw.fix());
    if (!flaw.fixed().isEmpty()) {
      mailPara(
          out,
          "With the fix: "
              + flaw.fixed().stream().map(this::holdsOn).collect(Collectors.joining("; "))
              + ".");
    }
    mailPara(out, "Source: " + flaw.source() + ".");
    return out;
  }

  private static void mailPara(StringBuilder out, String text) {
    TextTable.wrap(text, MAIL).forEach(line -> out.append(line).append('\n'));
    out.append('\n');
  }

  /** A drawing, or which command makes it where it is too wide for a mail. */
  private static void drawing(StringBuilder out, String command, String text) {
    boolean fits = text.lines().allMatch(line -> line.length() <= MAIL);
    out.append(
            fits ? "To see it:\n\n  " : "To see it, in lanes that are too wide for a mail:\n\n  ")
        .append(command)
        .append("\n\n");
    if (fits) {
      out.append(text.stripTrailing()).append("\n\n");
    }
  }

  private static String end(StringBuilder out, String by) {
    TextTable.wrap("Found by " + by + " (rmmodel); not tried on hardware.", MAIL)
        .forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  private String explanation(RunResult result) {
    return explanation(result, TextLanes.WIDTH);
  }

  private String explanation(RunResult result, int width) {
    return new Explanation(result, catalogue.actions(), TlaSources.scan(catalogue.folder()))
        .text(width);
  }

  /**
   * A part of the page.
   *
   * @param label what it is about
   * @param text what is known
   */
  public record Part(String label, String text) {}

  /**
   * What is known of the flaw.
   *
   * @return its parts in the order of the page
   */
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("What", flaw.what()));
    parts.add(new Part("Who is hurt", flaw.who()));
    parts.add(new Part("How", flaw.how()));
    if (flaw.outside().isPresent()) {
      parts.add(new Part("Outside this specification", flaw.outside().get().why()));
      parts.add(new Part("Covered by", flaw.outside().get().covered()));
    } else {
      parts.add(new Part("Found on", kernels(true)));
      parts.add(new Part("Not found on", kernels(false)));
    }
    litmus
        .map(LitmusText::undescribed)
        .filter(kernels -> !kernels.isEmpty())
        .ifPresent(kernels -> parts.add(new Part("No test describes", kernels + ".")));
    litmus.ifPresent(text -> parts.add(new Part("Litmus tests", text.tests() + ".")));
    parts.add(new Part("Fix", flaw.fix()));
    if (!flaw.fixed().isEmpty()) {
      parts.add(
          new Part(
              "With the fix",
              flaw.fixed().stream().map(this::holdsOn).collect(Collectors.joining("; ")) + "."));
    }
    litmus
        .map(LitmusText::mended)
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> parts.add(new Part("With the fix", text + ".")));
    parts.add(
        new Part(
            "Source", flaw.source() + ". Evidence: " + String.join(", ", flaw.evidence()) + "."));
    return parts;
  }

  private void sections(StringBuilder out, String mark) {
    String gap = "";
    for (Part part : parts()) {
      para(out.append(gap), mark + part.label() + ":" + mark + " ", part.text());
      gap = mark.isEmpty() ? "" : "\n";
    }
  }

  private static void para(StringBuilder out, String label, String text) {
    TextTable.wrap(label + text, TextTable.WIDTH).forEach(line -> out.append(line).append('\n'));
  }

  private String holdsOn(String name) {
    Model model = catalogue.model(name);
    long holding =
        model.runs().stream().filter(run -> run.expect() instanceof Expectation.Holds).count();
    return name + " (" + model.title() + ") holds in " + holding + " of " + model.runs().size();
  }

  /**
   * The kernels on which some model shows the flaw, or those on which all are asked and none: rows
   * that follow each other by the first and the last of them, the rows of stable lines one by one.
   */
  private String kernels(boolean found) {
    String spans =
        litmus
            .map(text -> text.kernels(found))
            .orElseGet(() -> Spans.of(catalogue.kernels(), kernel -> is(kernel, found)));
    return spans.isEmpty()
        ? (flaw.isModelled() && flaw.models().isEmpty() ? "no model asks yet." : "none.")
        : spans + ".";
  }

  private boolean is(Kernel kernel, boolean found) {
    boolean asked = false;
    for (Sighting sighting : flaw.models()) {
      Optional<ModelRun> run = catalogue.model(sighting.model()).runFor(kernel);
      if (run.filter(one -> isFound(one, sighting)).isPresent()) {
        return found;
      }
      asked = asked || run.isPresent();
    }
    return asked && !found;
  }
}
