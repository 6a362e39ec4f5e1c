package org.rmmodel.checker.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Actions;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.tlc.TlaSources;
import org.rmmodel.checker.tlc.TlaValue;
import org.rmmodel.checker.tlc.Trace;
import org.rmmodel.checker.tlc.Verdict;

/**
 * A counterexample as a table: a column for each task, a row for each step, the modules beside it.
 */
public final class Explanation {
  private static final int NUMBER_WIDTH = 4;
  private static final int NARROWEST_TASK = 14;
  private static final int WIDEST_TASK = 40;
  private static final int STATE_WIDTH = 10;
  private static final int NARROW_STATE_WIDTH = 8;
  private static final int COUNT_WIDTH = 9;
  private static final String KERNEL = "kernel";
  private static final String ONE_COUNT = "patch4";

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
   * @return lines of at most 100 characters
   */
  public String text() {
    StringBuilder out = new StringBuilder();
    para(out, result.of().id() + ": " + result.of().model().title());
    para(out, "Kernel: " + result.of().run().kernel().title() + ".");
    result
        .of()
        .model()
        .negative()
        .ifPresent(negative -> para(out, "A negative of " + negative.of() + "."));
    Verdict verdict = result.verdict();
    if (verdict instanceof Verdict.Violates violates) {
      out.append('\n').append(table(violates.trace())).append('\n');
      para(out, violated(violates.property()));
    } else if (verdict instanceof Verdict.Holds) {
      para(
          out,
          "It holds: there is no counterexample among "
              + result.tlc().states()
              + " states, depth "
              + result.tlc().depth()
              + ".");
    } else {
      para(out, "No counterexample: " + verdict.text() + ".");
    }
    return out.toString();
  }

  private static void para(StringBuilder out, String text) {
    TextTable.wrap(text, TextTable.WIDTH).forEach(line -> out.append(line).append('\n'));
  }

  private String violated(String property) {
    return "Violated: "
        + property
        + sources
            .comment(property)
            .map(comment -> ". " + comment.replaceAll("\\.+$", ""))
            .orElse("")
        + ".";
  }

  private String table(Trace trace) {
    List<Trace.Step> steps = trace.steps();
    if (steps.isEmpty()) {
      return "TLC printed no behaviour.\n";
    }
    List<String> columns = new ArrayList<>();
    List<String> tasks =
        List.copyOf(
            steps.get(0).variables().getOrDefault("pc", new TlaValue.Opaque("")).asMap().keySet());
    Set<String> acting = new LinkedHashSet<>();
    for (int i = 1; i < steps.size(); i++) {
      acting.add(actor(steps.get(i - 1), steps.get(i), tasks));
    }
    if (trace.ending() instanceof Trace.BackTo back
        && back.number() >= 1
        && back.number() <= steps.size()) {
      acting.add(actor(steps.get(steps.size() - 1), steps.get(back.number() - 1), tasks));
    }
    columns.addAll(tasks);
    if (acting.contains(KERNEL)) {
      columns.add(KERNEL);
    }
    List<String> modules = modules(steps.get(0));
    TextTable table = new TextTable(2, widths(columns.size(), modules.size()));
    List<String> head = new ArrayList<>(List.of("step"));
    head.addAll(columns);
    modules.forEach(
        module ->
            head.addAll(List.of("module " + module, countsPerCpu() ? "incs-decs" : "refcnt")));
    table.row(head).rule();
    int loop = trace.ending() instanceof Trace.BackTo back ? back.number() : 0;
    for (int i = 0; i < steps.size(); i++) {
      Trace.Step step = steps.get(i);
      String actor = i == 0 ? "" : actor(steps.get(i - 1), step, tasks);
      List<String> row =
          new ArrayList<>(List.of(step.number() + (loop == step.number() ? " *" : "")));
      for (String column : columns) {
        row.add(column.equals(actor) ? words(step.action()) : i == 0 ? "at first" : "");
      }
      modules.forEach(module -> row.addAll(moduleTexts(step, module)));
      table.row(row);
    }
    return table + ending(trace, columns, tasks);
  }

  /** The step's number, the tasks, and for each module its state and its count. */
  private static int[] widths(int tasks, int modules) {
    int room = TextTable.WIDTH - NUMBER_WIDTH - 2 * tasks - modules * (COUNT_WIDTH + 4);
    int state =
        room - modules * STATE_WIDTH < tasks * NARROWEST_TASK ? NARROW_STATE_WIDTH : STATE_WIDTH;
    int task = Math.max(1, Math.min(WIDEST_TASK, (room - modules * state) / Math.max(1, tasks)));
    int[] widths = new int[1 + tasks + 2 * modules];
    widths[0] = NUMBER_WIDTH;
    for (int i = 1; i < widths.length; i++) {
      widths[i] = i <= tasks ? task : (i - tasks) % 2 == 1 ? state : COUNT_WIDTH;
    }
    return widths;
  }

  private String ending(Trace trace, List<String> columns, List<String> tasks) {
    if (trace.ending() instanceof Trace.Stutters) {
      return "... and so it stays for ever: nobody takes another step.\n";
    }
    if (trace.ending() instanceof Trace.BackTo back
        && back.number() >= 1
        && back.number() <= trace.steps().size()) {
      Trace.Step last = trace.steps().get(trace.steps().size() - 1);
      String actor = actor(last, trace.steps().get(back.number() - 1), tasks);
      String step =
          back.action().isEmpty()
              ? ""
              : " (" + (columns.contains(actor) ? actor + ": " : "") + words(back.action()) + ")";
      StringBuilder out = new StringBuilder();
      para(
          out,
          "... and back to step " + back.number() + " *" + step + ", round and round for ever.");
      return out.toString();
    }
    return "";
  }

  /**
   * Whose step it is: the one task whose pc changed, else the one task for which something else
   * did.
   */
  private static String actor(Trace.Step before, Trace.Step after, List<String> tasks) {
    for (Set<String> names : List.of(Set.of("pc"), before.variables().keySet())) {
      Set<String> changed = new LinkedHashSet<>();
      for (String name : names) {
        Map<String, TlaValue> old = valueOf(before, name);
        Map<String, TlaValue> now = valueOf(after, name);
        if (old.keySet().containsAll(tasks)) {
          tasks.stream()
              .filter(task -> !Objects.equals(old.get(task), now.get(task)))
              .forEach(changed::add);
        }
      }
      if (changed.size() == 1) {
        return changed.iterator().next();
      }
    }
    return KERNEL;
  }

  private static Map<String, TlaValue> valueOf(Trace.Step step, String variable) {
    return Optional.ofNullable(step.variables().get(variable))
        .map(TlaValue::asMap)
        .orElse(Map.of());
  }

  private String words(String action) {
    Kernel kernel = result.of().run().kernel();
    return actions
        .find(action, kernel)
        .map(
            entry ->
                entry.function()
                    + " · "
                    + entry.step()
                    + entry
                        .change()
                        .filter(kernel::has)
                        .map(change -> " [" + change + "]")
                        .orElse(""))
        .orElse(action);
  }

  private static List<String> modules(Trace.Step step) {
    return List.copyOf(valueOf(step, "state").keySet());
  }

  private List<String> moduleTexts(Trace.Step step, String module) {
    String mem = text(step, "mem", module);
    if (mem.equals("none")) {
      return List.of("-", "");
    }
    return mem.equals("freed")
        ? List.of("FREED", "")
        : List.of(text(step, "state", module), refcount(step, module));
  }

  private static String text(Trace.Step step, String variable, String module) {
    return Optional.ofNullable(valueOf(step, variable).get(module)).map(TlaValue::text).orElse("");
  }

  /** Whether a module's count is a pair of sums for each CPU, as it is before that change. */
  private boolean countsPerCpu() {
    return !result.of().run().kernel().has(ONE_COUNT);
  }

  /** The count that this kernel has: sums per CPU, increments less decrements, or one number. */
  private String refcount(Trace.Step step, String module) {
    Optional<Long> incs = sum(valueOf(step, "incs").get(module));
    Optional<Long> decs = sum(valueOf(step, "decs").get(module));
    if (countsPerCpu() && incs.isPresent() && decs.isPresent()) {
      return incs.get() + "-" + decs.get();
    }
    return sum(valueOf(step, "refcnt").get(module)).map(Object::toString).orElse("");
  }

  private static Optional<Long> sum(@Nullable TlaValue value) {
    if (value instanceof TlaValue.Num number) {
      return Optional.of(number.value());
    }
    if (value == null || value.asMap().isEmpty()) {
      return Optional.empty();
    }
    long sum = 0;
    for (TlaValue part : value.asMap().values()) {
      if (!(part instanceof TlaValue.Num number)) {
        return Optional.empty();
      }
      sum += number.value();
    }
    return Optional.of(sum);
  }
}
