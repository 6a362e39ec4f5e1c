package org.rmmodel.property.schedule;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.KernelVersion;

/**
 * A program and a schedule, as data: all that a run depends on. It is written on one line, which is
 * how a finding is handed on, and read back from it.
 *
 * @param version which kernel
 * @param flaw what is wrong with it besides
 * @param traced whether the tracepoints of get and put are on
 * @param loaded which modules are there when it begins
 * @param tasks the calls of each task
 * @param schedule the preemptions
 */
record Scenario(
    KernelVersion version,
    Flaw flaw,
    boolean traced,
    Set<Call.Slot> loaded,
    List<List<Call>> tasks,
    List<Switch> schedule) {

  /** Reads what {@link #toString} wrote, and nothing else. */
  static Scenario parse(String line) {
    try {
      Scenario scenario = read(line);
      if (scenario.toString().equals(line)) {
        return scenario;
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "no schedule: " + line + " (it begins with the kernel, as in v5 flaw F7 a: GET a: 3>0)");
  }

  private static Scenario read(String line) {
    String[] parts = line.split(": ", -1);
    List<String> head = Arrays.asList(parts[0].split(" ", -1));
    KernelVersion version = KernelVersion.prefix(head.get(0).charAt(1) - '0');
    if (head.contains("preemptible")) {
      version = version.withPreemption();
    }
    if (head.contains("force")) {
      version = version.withForceUnload();
    }
    for (Change change : Change.values()) {
      if (head.contains(change.name())) {
        version = version.with(change);
      }
    }
    Set<Call.Slot> loaded = EnumSet.noneOf(Call.Slot.class);
    for (Call.Slot slot : Call.Slot.values()) {
      if (head.contains(slot.module())) {
        loaded.add(slot);
      }
    }
    Flaw flaw = Flaw.valueOf(head.get(head.indexOf("flaw") + 1));
    List<List<Call>> tasks =
        Arrays.stream(parts[1].split(" \\| ", -1))
            .map(task -> Arrays.stream(task.split(", ", -1)).map(Call::parse).toList())
            .toList();
    List<Switch> schedule =
        parts[2].equals("-")
            ? List.of()
            : Arrays.stream(parts[2].split(" ", -1)).map(Switch::parse).toList();
    return new Scenario(version, flaw, head.contains("traced"), loaded, tasks, schedule);
  }

  @Override
  public String toString() {
    StringBuilder line = new StringBuilder("v" + version.patches());
    line.append(version.preemptible() ? " preemptible" : "");
    line.append(version.forceUnload() ? " force" : "");
    version.laterChanges().forEach(change -> line.append(' ').append(change));
    line.append(" flaw ").append(flaw.name());
    line.append(traced ? " traced" : "");
    loaded.stream().sorted().forEach(slot -> line.append(' ').append(slot.module()));
    line.append(": ");
    line.append(
        tasks.stream()
            .map(task -> task.stream().map(Call::toString).collect(Collectors.joining(", ")))
            .collect(Collectors.joining(" | ")));
    line.append(": ");
    line.append(
        schedule.isEmpty()
            ? "-"
            : schedule.stream().map(Switch::toString).collect(Collectors.joining(" ")));
    return line.toString();
  }
}
