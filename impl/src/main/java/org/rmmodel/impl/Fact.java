package org.rmmodel.impl;

/**
 * The facts that the documentation cites by their ids: flaws (F, N), what the protocol promises (P)
 * and what it says of progress (L). Their one source is {@code spec/facts.yaml}, with which a test
 * compares this list; {@code spec/check explain F10} tells each.
 */
public enum Fact {
  /** F1: Bug entry unlinked after the grace period. See {@code spec/flaws/F01.md}. */
  F1("F1", "Bug entry unlinked after the grace period"),

  /** F2: Walkers that the grace period does not wait for. See {@code spec/flaws/F02.md}. */
  F2("F2", "Walkers that the grace period does not wait for"),

  /** F3: A count that is read as huge. See {@code spec/flaws/F03.md}. */
  F3("F3", "A count that is read as huge"),

  /** F4: Zero is left again by __module_get. See {@code spec/flaws/F04.md}. */
  F4("F4", "Zero is left again by __module_get"),

  /** F5: One put too many is silent, and arms BUG_ON. See {@code spec/flaws/F05.md}. */
  F5("F5", "One put too many is silent, and arms BUG_ON"),

  /**
   * F6: References taken while COMING are lost when init() fails. See {@code spec/flaws/F06.md}.
   */
  F6("F6", "References taken while COMING are lost when init() fails"),

  /** F7: A module comes back through UNFORMED. See {@code spec/flaws/F07.md}. */
  F7("F7", "A module comes back through UNFORMED"),

  /** F8a: A get that succeeds after GOING, under force. See {@code spec/flaws/F08a.md}. */
  F8A("F8a", "A get that succeeds after GOING, under force"),

  /** F8b: Force, and then F7. See {@code spec/flaws/F08b.md}. */
  F8B("F8b", "Force, and then F7"),

  /** F8c: Force before the loader has put its init hold. See {@code spec/flaws/F08c.md}. */
  F8C("F8c", "Force before the loader has put its init hold"),

  /** F9: A recovery that fails gives no acquire. See {@code spec/flaws/F09.md}. */
  F9("F9", "A recovery that fails gives no acquire"),

  /** F10: module_put reads the module after its decrement. See {@code spec/flaws/F10.md}. */
  F10("F10", "module_put reads the module after its decrement"),

  /** F11: A loader that nobody wakes. See {@code spec/flaws/F11.md}. */
  F11("F11", "A loader that nobody wakes"),

  /** F12: EEXIST for a module that is going, then stalls. See {@code spec/flaws/F12.md}. */
  F12("F12", "EEXIST for a module that is going, then stalls"),

  /** F13a: BUG_ON in strong_try_module_get, through a lookup. See {@code spec/flaws/F13a.md}. */
  F13A("F13a", "BUG_ON in strong_try_module_get, through a lookup"),

  /** F13b: BUG_ON in module_flags, through print_modules. See {@code spec/flaws/F13b.md}. */
  F13B("F13b", "BUG_ON in module_flags, through print_modules"),

  /** F13c: A kprobe in a module without a reference. See {@code spec/flaws/F13c.md}. */
  F13C("F13c", "A kprobe in a module without a reference"),

  /** F14: A failing load frees without a wait. See {@code spec/flaws/F14.md}. */
  F14("F14", "A failing load frees without a wait"),

  /** F15: A failing load says neither GOING nor goodbye. See {@code spec/flaws/F15.md}. */
  F15("F15", "A failing load says neither GOING nor goodbye"),

  /** F16: A misaligned module stays on module_bug_list. See {@code spec/flaws/F16.md}. */
  F16("F16", "A misaligned module stays on module_bug_list"),

  /** F17: A module that is LIVE is freed by its load. See {@code spec/flaws/F17.md}. */
  F17("F17", "A module that is LIVE is freed by its load"),

  /** F18: A bug entry is used outside its section. See {@code spec/flaws/F18.md}. */
  F18("F18", "A bug entry is used outside its section"),

  /** F19: symbol_put_addr walked without protection. See {@code spec/flaws/F19.md}. */
  F19("F19", "symbol_put_addr walked without protection"),

  /** F20: A module is published by a plain store. See {@code spec/flaws/F20.md}. */
  F20("F20", "A module is published by a plain store"),

  /** F21: Work that exit() starts is not counted. See {@code spec/flaws/F21.md}. */
  F21("F21", "Work that exit() starts is not counted"),

  /** F22: Sections that are too short, before the RCU series. See {@code spec/flaws/F22.md}. */
  F22("F22", "Sections that are too short, before the RCU series"),

  /** F23: Callers that put without a get. See {@code spec/flaws/F23.md}. */
  F23("F23", "Callers that put without a get"),

  /** F24: A get does not make a pointer good. See {@code spec/flaws/F24.md}. */
  F24("F24", "A get does not make a pointer good"),

  /** F25: A load that fails for its allocation tags returns 0. See {@code spec/flaws/F25.md}. */
  F25("F25", "A load that fails for its allocation tags returns 0"),

  /**
   * F26: An init() that returns EEXIST reads as a module that is there. See {@code
   * spec/flaws/F26.md}.
   */
  F26("F26", "An init() that returns EEXIST reads as a module that is there"),

  /** F27: A load that a notifier refused stays COMING. See {@code spec/flaws/F27.md}. */
  F27("F27", "A load that a notifier refused stays COMING"),

  /** F28: A name that is cut off unloads another module. See {@code spec/flaws/F28.md}. */
  F28("F28", "A name that is cut off unloads another module"),

  /** F29: A load that shares a result leaves its entry behind. See {@code spec/flaws/F29.md}. */
  F29("F29", "A load that shares a result leaves its entry behind"),

  /** F30: Code of a module that runs on after its own last put. See {@code spec/flaws/F30.md}. */
  F30("F30", "Code of a module that runs on after its own last put"),

  /** F31: kallsyms prints a module's name after the section. See {@code spec/flaws/F31.md}. */
  F31("F31", "kallsyms prints a module's name after the section"),

  /**
   * F32: An fprobe is registered at addresses of a module that may be gone. See {@code
   * spec/flaws/F32.md}.
   */
  F32("F32", "An fprobe is registered at addresses of a module that may be gone"),

  /** F33: lockdep walks over keys of a module that is freed. See {@code spec/flaws/F33.md}. */
  F33("F33", "lockdep walks over keys of a module that is freed"),

  /** F34: vsock looks a transport up before it gets its module. See {@code spec/flaws/F34.md}. */
  F34("F34", "vsock looks a transport up before it gets its module"),

  /**
   * F35: A listener keeps the reference that it took while COMING. See {@code spec/flaws/F35.md}.
   */
  F35("F35", "A listener keeps the reference that it took while COMING"),

  /** F36: A listener tears down what it has not set up. See {@code spec/flaws/F36.md}. */
  F36("F36", "A listener tears down what it has not set up"),

  /** F37: A symbol is put by a name that nobody exports. See {@code spec/flaws/F37.md}. */
  F37("F37", "A symbol is put by a name that nobody exports"),

  /**
   * F38: A listener that fails at GOING keeps what it has of the module. See {@code
   * spec/flaws/F38.md}.
   */
  F38("F38", "A listener that fails at GOING keeps what it has of the module"),

  /** F39: init() waits for a module that waits for this one. See {@code spec/flaws/F39.md}. */
  F39("F39", "init() waits for a module that waits for this one"),

  /** F40: A tprobe gets its module when the lock is gone. See {@code spec/flaws/F40.md}. */
  F40("F40", "A tprobe gets its module when the lock is gone"),

  /** F41: A put on another CPU can be seen without its get. See {@code spec/flaws/F41.md}. */
  F41("F41", "A put on another CPU can be seen without its get"),

  /** F42: LIVE by a plain store does not show what init() wrote. See {@code spec/flaws/F42.md}. */
  F42("F42", "LIVE by a plain store does not show what init() wrote"),

  /** F43: A get can find COMING, and no count yet. See {@code spec/flaws/F43.md}. */
  F43("F43", "A get can find COMING, and no count yet"),

  /** N1: A failing load poisons the bug list under a walker. See {@code spec/flaws/N01.md}. */
  N1("N1", "A failing load poisons the bug list under a walker"),

  /** N2: last_unloaded_module is of two names. See {@code spec/flaws/N02.md}. */
  N2("N2", "last_unloaded_module is of two names"),

  /** P1: A get and a commit never both succeed from one base. See {@code docs/verdicts.md}. */
  P1("P1", "A get and a commit never both succeed from one base"),

  /** P2: At the commit nothing is outstanding. See {@code docs/verdicts.md}. */
  P2("P2", "At the commit nothing is outstanding"),

  /** P3: A count of zero stays zero until the module is freed. See {@code docs/verdicts.md}. */
  P3("P3", "A count of zero stays zero until the module is freed"),

  /** P4: After the commit no get succeeds. See {@code docs/verdicts.md}. */
  P4("P4", "After the commit no get succeeds"),

  /** P5: A get refused on a live module means a commit. See {@code docs/verdicts.md}. */
  P5("P5", "A get refused on a live module means a commit"),

  /** P6: A failing unload leaves no trace. See {@code docs/verdicts.md}. */
  P6("P6", "A failing unload leaves no trace"),

  /**
   * P7: module_refcount is linearizable: what it reports was true during the call. See {@code
   * docs/verdicts.md}.
   */
  P7("P7", "module_refcount is linearizable: what it reports was true during the call"),

  /**
   * P7b: What module_refcount reports was true during the call, or one less. See {@code
   * docs/verdicts.md}.
   */
  P7B("P7b", "What module_refcount reports was true during the call, or one less"),

  /** P8: BUG_ON and WARN_ON are never reached. See {@code docs/verdicts.md}. */
  P8("P8", "BUG_ON and WARN_ON are never reached"),

  /** P9: No module is freed while it is referenced. See {@code docs/verdicts.md}. */
  P9("P9", "No module is freed while it is referenced"),

  /**
   * P10: Once a module is GOING nobody gets a new reference, even if it is forced. See {@code
   * docs/verdicts.md}.
   */
  P10("P10", "Once a module is GOING nobody gets a new reference, even if it is forced"),

  /**
   * P11: A module that another one needs is referenced and not GOING. See {@code docs/verdicts.md}.
   */
  P11("P11", "A module that another one needs is referenced and not GOING"),

  /**
   * P12: What a list reader finds stays allocated to the end of its section. See {@code
   * docs/verdicts.md}.
   */
  P12("P12", "What a list reader finds stays allocated to the end of its section"),

  /** P13: What holders did happens before exit(). See {@code docs/verdicts.md}. */
  P13("P13", "What holders did happens before exit()"),

  /**
   * P14: module_put does not touch the module after its decrement. See {@code docs/verdicts.md}.
   */
  P14("P14", "module_put does not touch the module after its decrement"),

  /** P15: BUG_ON in strong_try_module_get is never reached. See {@code docs/verdicts.md}. */
  P15("P15", "BUG_ON in strong_try_module_get is never reached"),

  /** P16: No name is on the list twice. See {@code docs/verdicts.md}. */
  P16("P16", "No name is on the list twice"),

  /**
   * P17: Loads of one file share a result, and none leaves its entry behind. See {@code
   * docs/verdicts.md}.
   */
  P17("P17", "Loads of one file share a result, and none leaves its entry behind"),

  /** L1: The unload of an idle module ends. See {@code docs/verdicts.md}. */
  L1("L1", "The unload of an idle module ends"),

  /** L2: Nobody has to wait inside a get or a put. See {@code docs/verdicts.md}. */
  L2("L2", "Nobody has to wait inside a get or a put"),

  /** L3: A load whose name is taken returns. See {@code docs/verdicts.md}. */
  L3("L3", "A load whose name is taken returns"),

  /** L4: A wait for readers only delays other loads and unloads. See {@code docs/verdicts.md}. */
  L4("L4", "A wait for readers only delays other loads and unloads");

  private final String id;
  private final String title;

  Fact(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /**
   * The id, as the documents and the tables write it.
   *
   * @return the id
   */
  public String id() {
    return id;
  }

  /**
   * What it is about.
   *
   * @return one line
   */
  public String title() {
    return title;
  }
}
