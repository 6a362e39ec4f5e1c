package org.rmmodel.impl.kernel;

/**
 * How {@code scsi_device_get} takes its reference, which it does in a module's {@code exit}, too.
 */
public enum ScsiGet {
  /** It tries, and a put looks at the count first. */
  TRY_AND_PUT_ONLY_WHAT_IS_NOT_ZERO,
  /** {@code __module_get}. */
  ALWAYS,
  /** It tries, and gives up on a device that is being removed. */
  TRY
}
