package org.rmmodel.checker.typeset;

import java.util.List;
import java.util.Set;
import org.rmmodel.checker.catalogue.ActionEntry;
import org.rmmodel.checker.catalogue.Actions;
import org.rmmodel.checker.catalogue.Change;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.tlc.TlaSources;

/** What of the kernel the definitions of modules stand for. */
final class KernelSteps {
  private final Actions actions;
  private final Kernels kernels;
  private final TlaSources sources;

  KernelSteps(Actions actions, Kernels kernels, TlaSources sources) {
    this.actions = actions;
    this.kernels = kernels;
    this.sources = sources;
  }

  boolean isAction(String name) {
    return actions.names().contains(name);
  }

  /** A module and those that it extends. */
  Set<String> extendedBy(String module) {
    return sources.closure(module);
  }

  List<ActionEntry> actions() {
    return actions.entries();
  }

  List<Change> changes() {
    return kernels.changes();
  }

  boolean isChange(String id) {
    return kernels.hasChange(id);
  }

  /** The steps that an action is: those that name its module, else those of the protocol. */
  List<ActionEntry> steps(Definitions.Defined action) {
    List<ActionEntry> named =
        actions().stream().filter(entry -> entry.action().equals(action.name())).toList();
    List<ActionEntry> here =
        named.stream().filter(entry -> entry.belongsTo(action.module())).toList();
    return here.isEmpty() ? named.stream().filter(entry -> entry.of().isEmpty()).toList() : here;
  }
}
