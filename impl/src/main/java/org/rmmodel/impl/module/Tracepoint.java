package org.rmmodel.impl.module;

/** The tracepoints of references ({@code include/trace/events/module.h}). */
public enum Tracepoint {
  /** Of {@code try_module_get} and {@code __module_get}. */
  MODULE_GET,
  /** Of {@code module_put}; it reads the module when the reference has been given up. */
  MODULE_PUT
}
