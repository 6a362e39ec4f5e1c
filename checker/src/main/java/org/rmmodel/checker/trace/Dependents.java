package org.rmmodel.checker.trace;

import java.util.Locale;

/** Whether another module used the one that delete_module was to unload. */
public enum Dependents {
  /** None did. */
  NO,
  /** One did, all the time. */
  YES,
  /** The log leaves it open. */
  MAYBE;

  /**
   * What the specification calls it.
   *
   * @return the name
   */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
