package org.rmmodel.common;

import java.io.IOException;

/**
 * For a program that {@link ChildJvm} starts: its standard input ends when the JVM that started it
 * is gone, however that came, and then so does it.
 */
public final class EndsWithParent {
  private EndsWithParent() {}

  /** Watches from now on, in a thread that does not keep this JVM alive. */
  public static void watch() {
    Thread watcher =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Nothing is said there.
                }
              } catch (IOException e) {
                // No input is no parent.
              }
              Runtime.getRuntime().halt(ExitStatus.INCONCLUSIVE.code());
            },
            "ends with its parent");
    watcher.setDaemon(true);
    watcher.start();
  }
}
