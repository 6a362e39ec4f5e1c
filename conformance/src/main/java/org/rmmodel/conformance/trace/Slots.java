package org.rmmodel.conformance.trace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.Cfg;
import org.rmmodel.checker.tlc.CfgParser;
import org.rmmodel.common.BadInput;

/**
 * The constants of the specification that a recording needs.
 *
 * @param ofName the slots of each module's name: the places for its loads, one load at a time in
 *     each
 */
record Slots(Map<String, List<String>> ofName) {
  /** The name of the specification, and of its cfg. */
  static final String SPECIFICATION = "RecordedProtocol";

  Slots {
    ofName = new LinkedHashMap<>(ofName);
  }

  /**
   * Slots for a recording: as many of each name as can be needed at a time, as each other task has
   * at most one load of it in hand and one is there.
   */
  static Slots of(Recording recording) {
    Map<String, List<String>> slots = new LinkedHashMap<>();
    for (String name : recording.modules().names()) {
      List<String> some = new ArrayList<>();
      for (int i = 0; i <= recording.cpus().size(); i++) {
        some.add(name + "-" + i);
      }
      slots.put(name, some);
    }
    return new Slots(slots);
  }

  /** All slots, in one order. */
  List<String> all() {
    return ofName.values().stream().flatMap(List::stream).toList();
  }

  /**
   * The cfg for a recording.
   *
   * @param folder the specification
   * @param recording the recording
   * @return models/RecordedProtocol.cfg on the defaults, with the recording's constants
   * @throws BadInput if the specification does not know one of the kernel's changes
   */
  String cfg(SpecFolder folder, Recording recording) {
    Kernels kernels = Kernels.load(folder);
    for (String change : recording.kernel().changes()) {
      if (!kernels.hasChange(change)) {
        throw new BadInput("the recording is of a kernel with " + change + ", which is no change");
      }
    }
    Kernel kernel = new Kernel("recorded", "recorded", "", recording.kernel().changes());
    Path file = folder.models().resolve(SPECIFICATION + ".cfg");
    Recording.Modules modules = recording.modules();
    List<String> names = new ArrayList<>();
    List<String> orphans = new ArrayList<>();
    ofName.forEach((name, slots) -> names.add(set(slots)));
    modules.orphans().stream().sorted().forEach(name -> orphans.addAll(slots(name)));
    List<String> cpus = new ArrayList<>();
    for (int cpu = 0; cpu < recording.cpus().size(); cpu++) {
      cpus.add(Integer.toString(cpu));
    }
    List<String> users = tasks(recording, CallKind.GET);
    TreeSet<String> unloaders = new TreeSet<>(users);
    Cfg cfg =
        CfgParser.parse(folder.nameOf(file), folder.read(file))
            .over(
                CfgParser.parseDefaults(
                    folder.nameOf(folder.defaults()), folder.read(folder.defaults())));
    for (CallKind kind : CallKind.values()) {
      String role =
          switch (kind) {
            case DELETE_UNPRIVILEGED -> "Unprivileged";
            case DELETE_BAD_POINTER -> "BadPointer";
            case DELETE_INTERRUPTED -> "Interrupted";
            default -> "";
          };
      if (!role.isEmpty()) {
        List<String> tasks = tasks(recording, kind);
        unloaders.addAll(tasks);
        cfg = cfg.with(constant(role, set(tasks)));
      }
    }
    return cfg.with(constant("Modules", set(all())))
        .with(constant("Names", "{" + String.join(", ", names) + "}"))
        .with(constant("ImportingSlots", set(slots(modules.importer()))))
        .with(constant("ExportingSlots", set(slots(modules.exporter()))))
        .with(constant("OrphanSlots", set(orphans)))
        .with(constant("CPUs", "{" + String.join(", ", cpus) + "}"))
        .with(constant("Users", set(users)))
        .with(constant("Loaders", set(users)))
        .with(constant("Unloaders", set(new ArrayList<>(unloaders))))
        .with(
            constant(
                "Tracing",
                set(recording.tracing() ? List.of("module_get", "module_put") : List.of())))
        .with(kernels.constants(kernel, kernels.changeNames()))
        .text();
  }

  private List<String> slots(String name) {
    return ofName.getOrDefault(name, List.of());
  }

  /** The tasks that make a kind of call, one for each CPU, if somebody does. */
  private static List<String> tasks(Recording recording, CallKind kind) {
    List<String> tasks = new ArrayList<>();
    boolean somebody =
        recording.cpus().stream().flatMap(List::stream).anyMatch(call -> call.kind() == kind);
    for (int cpu = 0; cpu < recording.cpus().size(); cpu++) {
      if (somebody || kind == CallKind.GET) {
        tasks.add(Translation.task(cpu, kind));
      }
    }
    return tasks;
  }

  private static String set(List<String> values) {
    List<String> quoted = values.stream().map(value -> '"' + value + '"').toList();
    return "{" + String.join(", ", quoted) + "}";
  }

  private static Cfg constant(String name, String value) {
    return CfgParser.parseConstant("the recording", 1, name + " = " + value);
  }
}
