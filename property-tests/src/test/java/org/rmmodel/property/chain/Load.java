package org.rmmodel.property.chain;

import java.util.List;

/**
 * A load that is to be made.
 *
 * @param name the module's name
 * @param kind how it goes
 * @param imports the modules whose symbols it needs
 * @param capable whether its caller may load modules
 */
record Load(String name, Kind kind, List<String> imports, boolean capable) {
  /** How a load goes, if nothing is in its way. */
  enum Kind {
    GOOD,
    PERMANENT,
    INIT_FAILS,
    INIT_THROWS,
    PARAMETER_REFUSED,
    SYMBOL_MISSING,
    EXPORTED_TWICE,
    /** Its init and exit call the loader about their own module. */
    NOSY
  }
}
