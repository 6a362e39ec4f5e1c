package org.rmmodel.conformance.flaws;

import java.util.Set;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.module.UseAfterFreeException;
import org.rmmodel.impl.rcu.ListPoisonException;

/** What a task of the kernel dies of. */
final class Death {
  private static final Set<Class<?>> CAUSES =
      Set.of(KernelBugException.class, UseAfterFreeException.class, ListPoisonException.class);

  private Death() {}

  static boolean isOne(Throwable thrown) {
    return CAUSES.contains(thrown.getClass());
  }
}
