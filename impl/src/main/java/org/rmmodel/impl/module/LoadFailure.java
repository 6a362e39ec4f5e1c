package org.rmmodel.impl.module;

/** What goes wrong with a load, on the kernels that look at it; on others the load succeeds. */
public enum LoadFailure {
  /** Nothing does. */
  NONE,
  /** A relocation cannot be applied: before {@code complete_formation}, on every kernel. */
  RELOCATION,
  /** {@code complete_formation} refuses a section, on kernels that enforce W^X. */
  MISALIGNED_SECTION,
  /** {@code parse_args} refuses a parameter: after {@code complete_formation}, on every kernel. */
  PARAMETER,
  /** The allocation tags cannot be set up: as late as a parameter, on kernels that look at it. */
  CODETAG,
  /** {@code ro_after_init} cannot be set, when the module is LIVE; some kernels then undo it. */
  RO_AFTER_INIT
}
