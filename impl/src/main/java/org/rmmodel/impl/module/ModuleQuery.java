package org.rmmodel.impl.module;

import java.util.Objects;

/**
 * What a lookup asks for: a module by an address in it, or by a symbol that it defines. Only formed
 * modules are ever asked. Without side effects.
 */
@FunctionalInterface
public interface ModuleQuery {
  /**
   * Tells whether a module is the one.
   *
   * @param module a module
   * @return whether it is
   */
  boolean isMetBy(Module module);

  /**
   * Asks for the module in whose memory an address is.
   *
   * @param address the address
   * @return the query
   */
  static ModuleQuery address(long address) {
    return module -> module.contains(address);
  }

  /**
   * Asks for the module that has a {@code BUG()} at an address.
   *
   * @param address the address
   * @return the query
   */
  static ModuleQuery bugAt(long address) {
    return module -> module.hasBugAt(address);
  }

  /**
   * Asks for a module that defines a symbol.
   *
   * @param symbol the symbol
   * @return the query
   */
  static ModuleQuery symbol(String symbol) {
    Objects.requireNonNull(symbol, "symbol");
    return module -> module.image().exports().contains(symbol);
  }

  /**
   * Asks for whatever module is there, as the specification does, which leaves out what is asked
   * for.
   *
   * @return the query
   */
  static ModuleQuery any() {
    return module -> true;
  }
}
