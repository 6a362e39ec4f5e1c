package org.rmmodel.property.schedule;

/** What can happen in a run that is worth counting. */
enum Event {
  UNLOADED,
  UNLOAD_FAILED,
  /** A release found references, and then at its recovery that the last put had been. */
  COMMITTED_BY_LAST_PUT,
  GOT,
  /** A get was refused before its caller could know of an unload. */
  REFUSED,
  INIT_FAILED,
  PARAMETER_REFUSED,
  SYMBOL_MISSING,
  EXPORTED_TWICE,
  NAME_EXISTS
}
