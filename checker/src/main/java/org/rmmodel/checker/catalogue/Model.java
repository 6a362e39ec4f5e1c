package org.rmmodel.checker.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rmmodel.checker.tlc.Cfg;
import org.rmmodel.common.Lane;

/**
 * A model of the catalogue.
 *
 * @param name its name, which is also its cfg's where it has one of its own
 * @param module the TLA+ module in {@code models/} that it runs
 * @param title what it shows, in one sentence
 * @param hazard the column of the verdict table that it belongs to, if any
 * @param assumption the assumption that it turns off, if it does
 * @param properties the property that breaks by that
 * @param lane the smallest lane that runs it, unless a run says otherwise
 * @param negative what it changes, if it is a negative model
 * @param from the model that it is made from, if it has no cfg of its own
 * @param cfg its whole cfg, without the kernel
 * @param specification the module of the models' own actions in {@code actions.yaml} that it runs;
 *     empty for the protocol
 * @param workers how many threads of TLC search
 * @param idle actions that cannot fire in any of its runs although their role is there, each with
 *     the reason
 * @param versions the versions of the kernel that it applies to
 * @param runs its runs, which share out the kernels among them
 */
public record Model(
    String name,
    String module,
    String title,
    Optional<String> hazard,
    Optional<String> assumption,
    List<String> properties,
    Lane lane,
    Optional<Negative> negative,
    Optional<String> from,
    Cfg cfg,
    String specification,
    int workers,
    Map<String, String> idle,
    List<Version> versions,
    List<ModelRun> runs) {
  /**
   * The same model with another cfg.
   *
   * @param other the cfg
   * @return the model
   */
  public Model with(Cfg other) {
    return new Model(
        name,
        module,
        title,
        hazard,
        assumption,
        properties,
        lane,
        negative,
        from,
        other,
        specification,
        workers,
        idle,
        versions,
        runs);
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
