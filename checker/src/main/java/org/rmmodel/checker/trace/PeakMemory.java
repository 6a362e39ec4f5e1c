package org.rmmodel.checker.trace;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that this JVM has had. */
final class PeakMemory {
  private PeakMemory() {}

  /**
   * Asks the system, where it says; else the JVM, which counts its pools only.
   *
   * @return MiB, rounded up
   */
  static long mebibytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmHWM:")) {
          return (Long.parseLong(line.replaceAll("\\D", "")) + 1023) / 1024;
        }
      }
    } catch (IOException | NumberFormatException e) {
      // Not Linux.
    }
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      bytes += pool.getPeakUsage().getUsed();
    }
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
