package org.rmmodel.impl.module;

/** Somebody touched a module after its memory was freed. */
public final class UseAfterFreeException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  UseAfterFreeException(String module, String toucher) {
    super("use after free: " + module + " touched by " + toucher);
  }
}
