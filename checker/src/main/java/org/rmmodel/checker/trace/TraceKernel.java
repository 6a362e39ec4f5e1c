package org.rmmodel.checker.trace;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.Cfg;
import org.rmmodel.common.BadInput;

/** Which kernel a log is taken to be of. */
final class TraceKernel {
  private static final String BASE = "patch5";
  private static final String ATOMIC = "patch4";
  private static final String GETS_PREEMPTIBLE = "get-put-preemptible";

  /** The kernels that are assumed by what the flags of a log's lines say. */
  private static final String PREEMPT_OFF = "v6.2-nopreempt";

  private static final String PREEMPT_ON = "v6.5-preempt";

  private final Kernels kernels;
  private final @Nullable Kernel given;

  /**
   * A kernel.
   *
   * @param folder the specification
   * @param id what the user says, as for {@code run}; null if the log's flags are to say it
   * @throws BadInput if there is no such kernel, or no log of it can be checked
   */
  TraceKernel(SpecFolder folder, @Nullable String id) {
    kernels = Kernels.load(folder);
    given = id == null ? null : one(kernels.parse(id));
    if (given != null && !given.has(BASE)) {
      throw new BadInput(
          "--kernel "
              + id
              + ": logs of kernels before p5 cannot be checked, as "
              + (given.has(ATOMIC)
                  ? "their count has no base"
                  : "they print the counter of one CPU only"));
    }
  }

  /** Of two, the one that allows more. */
  private static Kernel one(List<Kernel> parsed) {
    return parsed.stream().filter(Kernel::preempt).findFirst().orElse(parsed.get(0));
  }

  /**
   * Whether gets and puts run with preemption off.
   *
   * @return what the kernel says; empty if the flags of each line do
   */
  Optional<Boolean> preemptOff() {
    return Optional.ofNullable(given).map(kernel -> !preemptible(kernel));
  }

  private static boolean preemptible(Kernel kernel) {
    return kernel.has(GETS_PREEMPTIBLE) && kernel.preempt();
  }

  /**
   * The kernel.
   *
   * @param scripts what the log says
   * @return the one that the user gave, or the one that the log's flags suggest
   */
  Kernel of(List<ModuleScript> scripts) {
    return given != null
        ? given
        : kernels
            .find(scripts.stream().anyMatch(ModuleScript::preemptible) ? PREEMPT_ON : PREEMPT_OFF)
            .orElseThrow(() -> new IllegalStateException("kernels.yaml has no v6.2 or v6.5"));
  }

  /**
   * For the report.
   *
   * @param scripts what the log says
   * @return the kernel's id, and where it comes from
   */
  String inWords(List<ModuleScript> scripts) {
    Kernel kernel = of(scripts);
    return kernel.id()
        + (given != null
            ? ""
            : preemptible(kernel)
                ? " (assumed, as a get or put ran with preemption on)"
                : " (assumed, as gets and puts ran with preemption off)");
  }

  /**
   * The constants that tell the specification.
   *
   * @param scripts what the log says
   * @return the constants; every change may be asked for
   */
  Cfg constants(List<ModuleScript> scripts) {
    return kernels.constants(of(scripts), kernels.changeNames());
  }
}
