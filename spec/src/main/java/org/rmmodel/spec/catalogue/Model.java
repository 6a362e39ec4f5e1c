package org.rmmodel.spec.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rmmodel.spec.tlc.Cfg;

/**
 * A model of the catalogue.
 *
 * @param name its name, which is also its cfg's
 * @param module the TLA+ module in {@code models/} that it runs
 * @param title what it shows, in one sentence
 * @param hazard the column of the verdict table that it belongs to, if any
 * @param facts the ids of the kernel facts that it stands for
 * @param lane the smallest lane that runs it, unless a run says otherwise
 * @param negative what it changes, if it is a negative model
 * @param cfg its cfg, without the kernel
 * @param idle actions that cannot fire in any of its runs although their role is there, each with
 *     the reason
 * @param runs its runs, one per kernel
 */
public record Model(
    String name,
    String module,
    String title,
    Optional<String> hazard,
    List<String> facts,
    Lane lane,
    Optional<Negative> negative,
    Cfg cfg,
    Map<String, String> idle,
    List<ModelRun> runs) {}
