package org.rmmodel.checker.trace;

/**
 * Which step of the protocol a get or put belongs to, by the function that {@code call_site=}
 * names. A compiler may add an offset or a suffix to the name.
 */
public enum CallSite {
  /** The get of a link: a module that is loaded uses a symbol of this one. */
  RESOLVE_SYMBOL("resolve_symbol"),
  /** The put of a link: the module that used this one is freed, or its load has failed. */
  MODULE_UNLOAD_FREE("module_unload_free"),
  /** The put of the init hold. */
  DO_INIT_MODULE("do_init_module"),
  /** Any other caller. */
  OTHER("");

  private final String function;

  CallSite(String function) {
    this.function = function;
  }

  /**
   * Finds the call site.
   *
   * @param symbol the symbol after {@code call_site=}, or an address
   * @return the step; {@link #OTHER} if the symbol is none that the protocol knows
   */
  static CallSite of(String symbol) {
    for (CallSite site : values()) {
      if (symbol.startsWith(site.function)) {
        return site;
      }
    }
    throw new IllegalStateException("every symbol begins with nothing");
  }
}
