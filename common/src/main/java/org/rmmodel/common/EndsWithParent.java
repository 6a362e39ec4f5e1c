package org.rmmodel.common;

import java.util.concurrent.CompletableFuture;

/** For a program that another one starts: when that is gone, however it ended, so does this. */
public final class EndsWithParent {
  private EndsWithParent() {}

  /** Watches from now on, in a thread that does not keep this JVM alive. */
  public static void watch() {
    ProcessHandle.current().parent().ifPresent(EndsWithParent::watch);
  }

  private static void watch(ProcessHandle parent) {
    CompletableFuture<Void> unused =
        parent.onExit().thenRun(() -> Runtime.getRuntime().halt(ExitStatus.INCONCLUSIVE.code()));
  }
}
