package org.rmmodel.checker.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.ActionEntry;
import org.rmmodel.checker.catalogue.Actions;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.tlc.TlaValue;
import org.rmmodel.checker.tlc.Trace;
import org.rmmodel.common.lanes.Bar;
import org.rmmodel.common.lanes.Lanes;
import org.rmmodel.common.lanes.Moment;

/** TLC's counterexample as lanes: whose step each is, what tasks hold, how modules are. */
final class TraceLanes {
  private static final String KERNEL = "kernel";
  private static final String ONE_COUNT = "patch4";
  private static final String HEAD = "head";
  private static final Set<String> WAITS = Set.of("SynchronizeRcu_End", "SynchronizeSched_End");

  private final Trace trace;
  private final Kernel kernel;
  private final Actions actions;
  private final List<String> tasks;
  private final List<String> modules;

  TraceLanes(Trace trace, Kernel kernel, Actions actions) {
    this.trace = trace;
    this.kernel = kernel;
    this.actions = actions;
    this.tasks = first("pc");
    this.modules = first("state");
  }

  private List<String> first(String variable) {
    return trace.steps().isEmpty()
        ? List.of()
        : List.copyOf(valueOf(trace.steps().get(0), variable).keySet());
  }

  /** What is drawn. */
  Lanes lanes() {
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < trace.steps().size(); i++) {
      moments.add(moment(i));
    }
    List<String> columns = new ArrayList<>(tasks);
    columns.add(KERNEL);
    return new Lanes(columns, modules, conditions(), moments);
  }

  private String conditions() {
    if (modules.isEmpty()) {
      return "";
    }
    return "of a module: state, "
        + (countsPerCpu() && isKept("incs") ? "incs-decs" : "refcnt")
        + (isKept("next") ? ", [m] on modules, [b] on module_bug_list, [mb] on both" : "");
  }

  private Moment moment(int index) {
    Trace.Step step = trace.steps().get(index);
    Optional<ActionEntry> action =
        index == 0 ? Optional.empty() : actions.find(step.action(), kernel);
    Map<String, Set<Bar>> bars = new LinkedHashMap<>();
    tasks.forEach(task -> bars.put(task, bars(step, task)));
    return new Moment(
        step.number(),
        index == 0 ? "" : actor(trace.steps().get(index - 1), step),
        action.map(ActionEntry::function).orElse(""),
        index == 0 ? "" : action.map(this::words).orElse(step.action()),
        mark(index),
        bars,
        tasks.stream().filter(task -> !pc(step, task).isEmpty()).collect(Collectors.toSet()),
        modules.stream().map(module -> condition(step, module)).toList());
  }

  private Moment.Mark mark(int index) {
    if (trace.ending() instanceof Trace.BackTo back) {
      return trace.steps().get(index).number() == back.number()
          ? Moment.Mark.AGAIN
          : Moment.Mark.NONE;
    }
    return index > 0 && index == trace.steps().size() - 1 && trace.ending() instanceof Trace.AtLast
        ? Moment.Mark.WRONG
        : Moment.Mark.NONE;
  }

  /** The step in words, with the change that made it so. */
  private String words(ActionEntry action) {
    return action.step()
        + action.change().filter(kernel::has).map(change -> " [" + change + "]").orElse("");
  }

  /** The step in one line, with its function. */
  String line(String name) {
    return actions
        .find(name, kernel)
        .map(action -> action.function() + ": " + words(action))
        .orElse(name);
  }

  /**
   * Whose step it is: the one task whose pc changed, else the one task for which something else
   * did, else the one that fell asleep or woke.
   */
  String actor(Trace.Step before, Trace.Step after) {
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
    Set<String> slept = elements(before.variables().get("asleep"));
    Set<String> sleeps = elements(after.variables().get("asleep"));
    List<String> turned =
        tasks.stream().filter(task -> slept.contains(task) != sleeps.contains(task)).toList();
    return turned.size() == 1 ? turned.get(0) : KERNEL;
  }

  boolean isTask(String actor) {
    return tasks.contains(actor);
  }

  private Set<Bar> bars(Trace.Step step, String task) {
    Set<Bar> bars = EnumSet.noneOf(Bar.class);
    Set<String> sections = elements(valueOf(step, "sect").get(task));
    String stopper = text(step.variables().get("stopped"));
    if (text(step.variables().get("mutex")).equals(task)) {
      bars.add(Bar.MUTEX);
    }
    if (sections.contains("rcu")) {
      bars.add(Bar.RCU);
    }
    if (sections.contains("preempt")) {
      bars.add(Bar.PREEMPT_OFF);
    }
    if (stopper.equals(task)) {
      bars.add(Bar.STOPS);
    } else if (tasks.contains(stopper) && !isPreemptOff(sections)) {
      bars.add(Bar.PARKED);
    }
    if (pc(step, task).stream().findFirst().filter(WAITS::contains).isPresent()) {
      bars.add(Bar.GRACE_PERIOD);
    }
    if (elements(step.variables().get("asleep")).contains(task)) {
      bars.add(Bar.ASLEEP);
    }
    return bars;
  }

  /** As StopMachine.tla has it: without preemption an rcu reader cannot be preempted, either. */
  private boolean isPreemptOff(Set<String> sections) {
    return sections.contains("preempt") || (!kernel.preempt() && !sections.isEmpty());
  }

  private static List<String> pc(Trace.Step step, String task) {
    return valueOf(step, "pc").get(task) instanceof TlaValue.Tuple labels
        ? labels.elements().stream().map(TlaValue::text).toList()
        : List.of();
  }

  private static Set<String> elements(@Nullable TlaValue value) {
    return value instanceof TlaValue.SetOf set
        ? set.elements().stream().map(TlaValue::text).collect(Collectors.toSet())
        : Set.of();
  }

  private static String text(@Nullable TlaValue value) {
    return value == null ? "" : value.text();
  }

  private static Map<String, TlaValue> valueOf(Trace.Step step, String variable) {
    return Optional.ofNullable(step.variables().get(variable))
        .map(TlaValue::asMap)
        .orElse(Map.of());
  }

  private String condition(Trace.Step step, String module) {
    String mem = text(valueOf(step, "mem").get(module));
    if (mem.equals("none")) {
      return "-";
    }
    String lists =
        isKept("next")
            ? "["
                + (isOn(valueOf(step, "next"), module) ? "m" : "")
                + (isOn(valueOf(step, "bugNext"), module) ? "b" : "")
                + "]"
            : "";
    String state = mem.equals("freed") ? "FREED" : text(valueOf(step, "state").get(module));
    String count = mem.equals("freed") ? "" : refcount(step, module);
    return String.join(" ", state, count, lists).replaceAll(" +", " ").strip();
  }

  private boolean isKept(String variable) {
    return trace.steps().get(0).variables().containsKey(variable);
  }

  private boolean isOn(Map<String, TlaValue> list, String module) {
    Set<String> seen = new LinkedHashSet<>();
    String at = text(list.get(HEAD));
    while (modules.contains(at) && seen.add(at)) {
      at = text(list.get(at));
    }
    return seen.contains(module);
  }

  /** Whether a module's count is a pair of sums for each CPU, as it is before that change. */
  private boolean countsPerCpu() {
    return !kernel.has(ONE_COUNT);
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
