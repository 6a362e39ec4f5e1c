package org.rmmodel.impl.caller;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.module.Lookups;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.module.ModuleNotifier;
import org.rmmodel.impl.module.ModuleQuery;
import org.rmmodel.impl.module.ModuleState;

/**
 * kprobes ({@code kernel/kprobes.c}): {@code check_kprobe_address_safe}, which gets the module that
 * a probe is to be set in, and the notifier, which lets go of a module that goes.
 *
 * <p>Up to v6.8 the module is looked up twice ({@link Fact#F13C F13c}, change {@code
 * kprobes-one-lookup}); up to v6.19 the notifier keeps what it has of a module when ftrace is dead
 * ({@link Fact#F38 F38}, change {@code kprobes-let-go}).
 */
public final class Kprobes implements ModuleNotifier {
  /** What came of a probe's address. */
  public enum Answer {
    /** It is text of no module, and of the kernel neither: nothing is probed. */
    NO_TEXT,
    /** It is in a module that could not be got. */
    REFUSED,
    /** It is in a module, of which the probe has a reference now. */
    WITH_REFERENCE,
    /** It was in a module a moment ago; it is taken for text of the kernel, and probed. */
    WITHOUT_REFERENCE
  }

  /**
   * What came of a probe's address, and where it is.
   *
   * @param answer what came of it
   * @param module the module that was got, or null
   */
  public record Checked(Answer answer, @Nullable Module module) {}

  private final ModuleLoader loader;
  private final Lookups lookups;
  private final Set<Module> probed = ConcurrentHashMap.newKeySet();

  /** Litmus: none, a switch that is set before the calls. */
  private volatile boolean ftraceIsDead;

  /**
   * Makes the kprobes of a machine.
   *
   * @param loader the machine's module loader
   */
  public Kprobes(ModuleLoader loader) {
    this.loader = Objects.requireNonNull(loader, "loader");
    lookups = loader.lookups();
  }

  /**
   * Looks at an address that is to be probed, and gets the module that it is in: {@code
   * check_kprobe_address_safe}. Never waits.
   *
   * @param cpu the caller's
   * @param query which module: by an address in it
   * @return what came of it
   * @throws org.rmmodel.impl.module.UseAfterFreeException if what was found was freed
   */
  public Checked checkKprobeAddressSafe(Cpu cpu, ModuleQuery query) {
    boolean once = loader.kernel().version().kprobesLookUpOnce();
    lookups.begin(cpu, Action.CheckKprobe_Begin);
    try {
      if (!once && lookups.find(cpu, Action.CheckKprobe_IsText, query) == null) {
        return new Checked(Answer.NO_TEXT, null);
      }
      Module module = lookups.find(cpu, Action.CheckKprobe_Lookup, query);
      if (module == null) {
        return new Checked(once ? Answer.NO_TEXT : Answer.WITHOUT_REFERENCE, null);
      }
      return loader.tryModuleGetInSection(cpu, module)
          ? new Checked(Answer.WITH_REFERENCE, module)
          : new Checked(Answer.REFUSED, null);
    } finally {
      lookups.end(cpu);
    }
  }

  /** Nothing can be disarmed any more: {@code ftrace_kill}. */
  public void ftraceKill() {
    ftraceIsDead = true;
  }

  /**
   * Tells whether the table of probes has one in a module.
   *
   * @param module the module
   * @return whether it has
   */
  public boolean hasProbeIn(Module module) {
    return probed.contains(module);
  }

  /**
   * {@code kprobes_module_callback}: arms a probe in what comes, and lets go of what goes.
   *
   * @param cpu who calls
   * @param event what has become of the module
   * @param module the module
   */
  @Override
  public void moduleNotify(Cpu cpu, ModuleState event, Module module) {
    if (event == ModuleState.COMING) {
      probed.add(module);
    } else if (event == ModuleState.GOING
        && (!ftraceIsDead || loader.kernel().version().kprobesLetGo())) {
      probed.remove(module);
    }
  }
}
