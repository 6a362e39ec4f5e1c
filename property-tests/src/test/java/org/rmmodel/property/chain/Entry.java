package org.rmmodel.property.chain;

import java.util.ArrayList;
import java.util.List;
import org.rmmodel.impl.module.Module;

/** What the model knows of a module that is loaded. */
final class Entry {
  final String name;
  final Module module;
  final boolean permanent;

  /** Those whose symbols it needs. */
  final List<Entry> uses;

  /** Those that need its symbols, in the order in which they came. */
  final List<Entry> users = new ArrayList<>();

  /** How many references are held, but for those of its users. */
  int references;

  Entry(String name, Module module, boolean permanent, List<Entry> uses) {
    this.name = name;
    this.module = module;
    this.permanent = permanent;
    this.uses = uses;
  }

  int refcount() {
    return references + users.size();
  }
}
