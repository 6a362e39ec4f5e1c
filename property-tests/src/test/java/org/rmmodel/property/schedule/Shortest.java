package org.rmmodel.property.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a scenario shorter as long as the same oracle finds something: until no task, no call, no
 * one or two preemptions and no module can be left out, and no number can be one less. jqwik
 * shrinks in its own way first, and stops early.
 */
final class Shortest {
  private final Oracle oracle;
  private Scenario best;
  private Finding finding;

  private Shortest(Scenario scenario, Finding finding) {
    oracle = finding.oracle();
    best = scenario;
    this.finding = finding;
  }

  /**
   * Gives the finding of a shortest scenario.
   *
   * @param scenario one that is wrong
   * @param finding what was found
   * @return what is found, by the same oracle, of the shortest one that comes of it
   */
  static Finding of(Scenario scenario, Finding finding) {
    Shortest shortest = new Shortest(scenario, finding);
    while (shortest.improve()) {}
    return shortest.finding;
  }

  private boolean improve() {
    return improve(simpler(best)) || improve(otherwise(best));
  }

  private boolean improve(List<Scenario> candidates) {
    for (Scenario simpler : candidates) {
      Finding found = run(simpler);
      if (found != null && found.oracle() == oracle) {
        best = simpler;
        finding = found;
        return true;
      }
    }
    return false;
  }

  private static @Nullable Finding run(Scenario scenario) {
    try {
      Run.of(scenario);
      return null;
    } catch (Finding e) {
      return e;
    }
  }

  private static List<Scenario> simpler(Scenario of) {
    List<List<Switch>> schedules = new ArrayList<>(without(of.schedule()));
    without(of.schedule()).forEach(less -> schedules.addAll(without(less)));
    List<List<Switch>> smaller = eachOf(of.schedule(), Shortest::simpler);
    List<Scenario> all = new ArrayList<>();
    if (of.tasks().size() > 1) {
      for (List<List<Call>> tasks : without(of.tasks())) {
        all.add(with(of, of.loaded(), tasks, of.schedule()));
        // Without the task, preemptions may lead elsewhere.
        schedules.forEach(less -> all.add(with(of, of.loaded(), tasks, less)));
        smaller.forEach(less -> all.add(with(of, of.loaded(), tasks, less)));
      }
    }
    withoutACall(of.tasks()).forEach(tasks -> all.add(with(of, of.loaded(), tasks, of.schedule())));
    for (int first = 0; first < of.tasks().size(); first++) {
      List<List<Call>> turned = new ArrayList<>(of.tasks());
      Collections.rotate(turned, -first);
      schedules.forEach(less -> all.add(with(of, of.loaded(), turned, less)));
    }
    smaller.forEach(less -> all.add(with(of, of.loaded(), of.tasks(), less)));
    for (Call.Slot slot : of.loaded()) {
      Set<Call.Slot> fewer = EnumSet.copyOf(of.loaded());
      fewer.remove(slot);
      all.add(with(of, fewer, of.tasks(), of.schedule()));
    }
    if (of.traced()) {
      all.add(new Scenario(of.version(), of.flaw(), false, of.loaded(), of.tasks(), of.schedule()));
    }
    return all;
  }

  /** One task, call or preemption less, or two preemptions, and one of the others elsewhere. */
  private static List<Scenario> otherwise(Scenario of) {
    List<Scenario> all = new ArrayList<>();
    List<List<List<Call>>> programs = withoutACall(of.tasks());
    if (of.tasks().size() > 1) {
      programs.addAll(without(of.tasks()));
    }
    for (List<Switch> moved : eachOf(of.schedule(), Shortest::elsewhere)) {
      programs.forEach(tasks -> all.add(with(of, of.loaded(), tasks, moved)));
    }
    List<List<Switch>> fewer = new ArrayList<>(without(of.schedule()));
    without(of.schedule()).forEach(less -> fewer.addAll(without(less)));
    for (List<Switch> schedule : fewer) {
      eachOf(schedule, Shortest::elsewhere)
          .forEach(moved -> all.add(with(of, of.loaded(), of.tasks(), moved)));
    }
    return all;
  }

  private static List<List<List<Call>>> withoutACall(List<List<Call>> tasks) {
    return eachOf(tasks, task -> task.size() > 1 ? without(task) : List.of());
  }

  private static List<Switch> elsewhere(Switch of) {
    return IntStream.rangeClosed(0, Scenarios.FAR)
        .mapToObj(after -> new Switch(false, after, of.to()))
        .toList();
  }

  private static List<Switch> simpler(Switch of) {
    List<Switch> all = new ArrayList<>();
    if (of.after() > 0) {
      all.add(new Switch(of.racy(), of.after() - 1, of.to()));
    }
    if (of.to() > 0) {
      all.add(new Switch(of.racy(), of.after(), of.to() - 1));
    }
    return all;
  }

  private static Scenario with(
      Scenario of, Set<Call.Slot> loaded, List<List<Call>> tasks, List<Switch> schedule) {
    return new Scenario(of.version(), of.flaw(), of.traced(), loaded, tasks, schedule);
  }

  /** Gives the lists that lack one element. */
  private static <T> List<List<T>> without(List<T> list) {
    List<List<T>> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      List<T> less = new ArrayList<>(list);
      less.remove(i);
      all.add(less);
    }
    return all;
  }

  /** Gives the lists in which one element is simpler. */
  private static <T> List<List<T>> eachOf(List<T> list, Function<T, List<T>> simpler) {
    List<List<T>> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      for (T less : simpler.apply(list.get(i))) {
        List<T> changed = new ArrayList<>(list);
        changed.set(i, less);
        all.add(changed);
      }
    }
    return all;
  }
}
