package org.rmmodel.conformance.replay;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.graph.StateGraph;
import org.rmmodel.checker.tlc.Cfg;
import org.rmmodel.checker.tlc.TlaValue;
import org.rmmodel.checker.tlc.TlaValueParser;

/**
 * Who takes part in a run of a model, and with which bounds: the constants of its cfg.
 *
 * @param kernel the kernel
 * @param sets the constants that are sets, as the names of their elements
 * @param numbers the constants that are numbers
 * @param names the name of what is loaded into each slot
 * @param imports the names that each slot's module imports
 * @param putsNeedNoGet whether the assumption is off that puts balance gets: {@code
 *     PutsUnbalanced}, which is TRUE from patch 5 on
 */
record Roles(
    Kernel kernel,
    Map<String, Set<String>> sets,
    Map<String, Integer> numbers,
    Map<String, String> names,
    Map<String, List<String>> imports,
    boolean putsNeedNoGet) {

  /** The sets whose members are tasks. */
  private static final List<String> TASKS =
      List.of(
          "Users",
          "Borrowers",
          "Readers",
          "ListWalkers",
          "BugWalkers",
          "SymbolGetters",
          "SymbolPutters",
          "Probers",
          "Descriptors",
          "Printers",
          "Symbolizers",
          "SymbolNamers",
          "BugBringers",
          "FprobeSetters",
          "KeyLookers",
          "Connectors",
          "Kthreads",
          "Loaders",
          "Unloaders");

  static Roles of(Catalogue catalogue, Case of, StateGraph graph) {
    Cfg cfg = of.cfg(catalogue.kernels());
    Map<String, Set<String>> sets = new LinkedHashMap<>();
    Map<String, Integer> numbers = new LinkedHashMap<>();
    cfg.constants()
        .forEach(
            (name, value) -> {
              TlaValue parsed = TlaValueParser.parse(value.text());
              if (parsed instanceof TlaValue.SetOf set) {
                Set<String> elements = new LinkedHashSet<>();
                set.elements().forEach(element -> elements.add(element.text()));
                sets.put(name, elements);
              } else if (parsed instanceof TlaValue.Num number) {
                numbers.put(name, (int) number.value());
              }
            });
    Cfg.Name puts = cfg.substitutions().get("PutsBalanceGets");
    boolean putsNeedNoGet =
        puts != null
            && puts.text().equals("PutsUnbalanced")
            && of.run().kernel().changes().contains("patch5");
    return new Roles(
        of.run().kernel(), sets, numbers, graph.names(), graph.imports(), putsNeedNoGet);
  }

  Set<String> modules() {
    return names.keySet();
  }

  Set<String> tasks() {
    Set<String> tasks = new LinkedHashSet<>();
    TASKS.forEach(role -> tasks.addAll(of(role)));
    return tasks;
  }

  /** Who has a role; nobody, if the cfg does not give it. */
  Set<String> of(String role) {
    return sets.getOrDefault(role, Collections.emptySet());
  }

  boolean has(String member, String role) {
    return of(role).contains(member);
  }

  int number(String constant) {
    return Objects.requireNonNull(numbers.get(constant), constant);
  }

  /** How many CPUs a task may count on. */
  int cpus() {
    return of("CPUs").size();
  }
}
