package org.rmmodel.impl.caller;

import java.util.Objects;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.ScsiGet;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleLoader;

/**
 * A device of a SCSI host's module ({@code scsi_device_get} and {@code scsi_device_put}, {@code
 * drivers/scsi/scsi.c}), which the module's {@code exit} uses, too.
 *
 * <p>v3.18 tries to get, takes no notice of a refusal, and puts only if the count is not zero,
 * which patch 5 makes -1 ({@link Fact#F3 F3}). v3.19 and v4.0 get by {@code __module_get}, which
 * lifts the count from zero ({@link Fact#F4 F4}, change {@code scsi-always-gets}). From v4.1 on a
 * device that is being removed is given up (change {@code scsi-tries}).
 */
public final class ScsiDevice {
  private final ModuleLoader loader;
  private final Module module;

  /**
   * Makes a device.
   *
   * @param loader the machine's module loader
   * @param module the host's module
   */
  public ScsiDevice(ModuleLoader loader, Module module) {
    this.loader = Objects.requireNonNull(loader, "loader");
    this.module = Objects.requireNonNull(module, "module");
  }

  /**
   * Gets the device, shuts it down, and puts it: what {@code exit} does.
   *
   * @param cpu the one that {@code exit} runs on
   * @return false for a WARN_ON of module_put
   */
  public boolean use(Cpu cpu) {
    ScsiGet gets = loader.kernel().version().scsiGets();
    switch (gets) {
      case ALWAYS -> loader.moduleGet(cpu, module);
      case TRY -> {
        if (!loader.tryModuleGet(cpu, module)) {
          return true;
        }
      }
      case TRY_AND_PUT_ONLY_WHAT_IS_NOT_ZERO -> {
        loader.tryModuleGet(cpu, module); // whether it succeeds or not
        if (loader.lookups().count(cpu, Action.ScsiDevicePut_Refcount, module) == 0) {
          return true;
        }
      }
    }
    return loader.modulePut(cpu, module);
  }
}
