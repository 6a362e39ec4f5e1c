package org.rmmodel.property.soak;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.module.Module;

/** One load of one name, as its users on all threads see it. */
final class Life {
  final String name;

  /** The name of the module that it uses, or null. */
  final @Nullable String uses;

  /** The module, before anybody can find this. */
  volatile @Nullable Module module;

  /** Whether gets may begin. */
  volatile boolean registered;

  volatile boolean loaded;

  /** Whether an unload has committed. */
  volatile boolean committed;

  /** How many are on the way in. Raised before {@link #registered} is read. */
  final AtomicInteger entering = new AtomicInteger();

  /** How many references are held, at least. */
  final AtomicInteger held = new AtomicInteger();

  Life(String name, @Nullable String uses) {
    this.name = name;
    this.uses = uses;
  }

  boolean isUp() {
    return loaded && !committed;
  }
}
