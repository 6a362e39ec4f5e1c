package org.rmmodel.property.schedule;

import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.module.UseAfterFreeException;
import org.rmmodel.impl.rcu.ListPoisonException;

/** Which oracle an exception stands for. */
final class Exceptions {
  private Exceptions() {}

  static Oracle oracle(Throwable thrown) {
    if (thrown instanceof UseAfterFreeException) {
      return Oracle.USE_AFTER_FREE;
    }
    if (thrown instanceof ListPoisonException) {
      return Oracle.LIST_POISON;
    }
    return thrown instanceof KernelBugException ? Oracle.KERNEL_BUG : Oracle.EXCEPTION;
  }
}
