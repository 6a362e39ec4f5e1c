package org.rmmodel.spec.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rmmodel.spec.tlc.Cfg;

/**
 * A model of the catalogue.
 *
 * @param name its name, which is also its cfg's where it has one of its own
 * @param module the TLA+ module in {@code models/} that it runs
 * @param title what it shows, in one sentence
 * @param hazard the column of the verdict table that it belongs to, if any
 * @param facts the ids of the kernel facts that it stands for
 * @param lane the smallest lane that runs it, unless a run says otherwise
 * @param negative what it changes, if it is a negative model
 * @param from the model that it is made from, if it has no cfg of its own
 * @param cfg its whole cfg, without the kernel
 * @param idle actions that cannot fire in any of its runs although their role is there, each with
 *     the reason
 * @param asks the changes that its verdict may depend on
 * @param versions the versions of the kernel that it applies to
 * @param runs its runs, one for each class of kernels that agree on what it asks
 */
public record Model(
    String name,
    String module,
    String title,
    Optional<String> hazard,
    List<String> facts,
    Lane lane,
    Optional<Negative> negative,
    Optional<String> from,
    Cfg cfg,
    Map<String, String> idle,
    List<String> asks,
    List<Version> versions,
    List<ModelRun> runs) {
  /**
   * Whether a run on the one kernel stands for the other one.
   *
   * @param one a kernel
   * @param other a kernel
   * @return true if they agree on every change that the model asks for
   */
  public boolean agree(Kernel one, Kernel other) {
    return asks.stream().allMatch(change -> one.has(change) == other.has(change));
  }

  /**
   * The kernels that it applies to.
   *
   * @return all of them, in the order of {@code kernels.yaml}
   */
  public List<Kernel> kernels() {
    return versions.stream()
        .flatMap(version -> Stream.of(version.kernel(false), version.kernel(true)))
        .toList();
  }

  /**
   * The run that stands for a kernel.
   *
   * @param kernel a kernel
   * @return the run, if the model applies to the kernel and has one
   */
  public Optional<ModelRun> runFor(Kernel kernel) {
    return runs.stream().filter(run -> run.standsFor().contains(kernel)).findFirst();
  }
}
