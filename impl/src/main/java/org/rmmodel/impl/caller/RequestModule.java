package org.rmmodel.impl.caller;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.ModuleLoader;

/**
 * {@code request_module} ({@code kernel/kmod.c}): has a helper in user space load a module, and
 * waits until that has ended. An {@code init} that requests a user of its own module waits for
 * itself ({@link Fact#F39 F39}).
 *
 * <p>There is one helper; this class has no thread for it. Whoever plays it {@linkplain #serve
 * serves} requests.
 */
public final class RequestModule {
  private final ModuleLoader loader;

  /**
   * What is to be loaded, from the request until the load has ended. Litmus: none, as the kernel
   * has a completion.
   */
  private final AtomicReference<@Nullable Request> asked = new AtomicReference<>();

  /** One request. */
  private static final class Request {
    private final ModuleImage image;

    /** Litmus: none, as the kernel has a completion. */
    private volatile boolean ended;

    Request(ModuleImage image) {
      this.image = image;
    }
  }

  /**
   * Makes the function of a machine.
   *
   * @param loader the machine's module loader
   */
  public RequestModule(ModuleLoader loader) {
    this.loader = Objects.requireNonNull(loader, "loader");
  }

  /**
   * Requests a module, and waits until its load has ended, however it has. Sleeps. Not
   * interruptible.
   *
   * @param cpu the caller's
   * @param image the module
   */
  public void requestModule(Cpu cpu, ModuleImage image) {
    Request request = new Request(Objects.requireNonNull(image, "image"));
    cpu.enter();
    try {
      do {
        cpu.await(Action.RequestModule_Call, image.name(), () -> asked.get() == null);
      } while (!asked.compareAndSet(null, request));
      cpu.await(Action.RequestModule_Wait, image.name(), () -> request.ended);
    } finally {
      cpu.leave();
    }
  }

  /**
   * Tells whether a request waits for the helper.
   *
   * @return whether one does
   */
  public boolean isRequested() {
    return asked.get() != null;
  }

  /**
   * Loads what is requested, if anything is. To be called by one task at a time.
   *
   * @param cpu the helper's
   */
  public void serve(Cpu cpu) {
    Request request = asked.get();
    if (request != null) {
      try {
        loader.loadModule(cpu, request.image);
      } finally {
        asked.set(null);
        request.ended = true;
      }
    }
  }
}
