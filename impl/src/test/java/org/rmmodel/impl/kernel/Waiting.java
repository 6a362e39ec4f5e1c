package org.rmmodel.impl.kernel;

import java.util.function.BooleanSupplier;

/** A wait for a condition: {@code wait_event_interruptible_timeout}. */
final class Waiting {
  private Waiting() {}

  static boolean waitEvent(WaitQueue queue, Cpu cpu, long nanos, BooleanSupplier condition)
      throws InterruptedException {
    WaitQueue.Waiter waiter = queue.waiter(cpu, nanos);
    while (true) {
      waiter.prepareToWait();
      if (condition.getAsBoolean()) {
        return true;
      }
      if (!waiter.sleep()) {
        return false;
      }
    }
  }
}
