package org.rmmodel.checker.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.Cfg;
import org.rmmodel.common.BadInput;

/** Which kernels a log may be of. */
final class TraceKernel {
  private static final String BASE = "patch5";
  private static final String ATOMIC = "patch4";

  /** What TraceProtocol asks of the kernel; TLC stops a search that asks for more. */
  private static final List<String> ASKED =
      List.of(
          "preempt",
          "patch1",
          "patch2",
          "patch3",
          "patch4",
          "patch5",
          "signed-refcount",
          "get-put-preemptible",
          "rcu-sched",
          "rcu-readers",
          "flavours-merged",
          "notifier-on-failure",
          "going-on-failure",
          "ro-failure-unloads",
          "ro-failure-ignored");

  private final Kernels kernels;
  private final @Nullable String id;
  private final List<Kernel> given;

  /**
   * The kernels.
   *
   * @param folder the specification
   * @param id what the user says, as for {@code run}; null if it may be any
   * @throws BadInput if there is no such kernel, or no log of it can be checked
   */
  TraceKernel(SpecFolder folder, @Nullable String id) {
    kernels = Kernels.load(folder);
    this.id = id;
    given = id == null ? List.of() : kernels.parse(id);
    for (Kernel kernel : given) {
      if (!kernel.has(BASE)) {
        throw new BadInput(
            "--kernel "
                + id
                + ": logs of kernels before p5 cannot be checked, as "
                + (kernel.has(ATOMIC)
                    ? "their count has no base"
                    : "they print the counter of one CPU only"));
      }
    }
  }

  /** What the user says; null if nothing. */
  @Nullable String given() {
    return id;
  }

  /** What the name that the user gave stands for, if that needs saying. */
  String note() {
    return id == null ? "" : kernels.note(id).orElse("");
  }

  /** Every kernel that a log may be of: the user's, or all. */
  private List<Kernel> candidates() {
    return id != null ? given : kernels.all().stream().filter(kernel -> kernel.has(BASE)).toList();
  }

  /**
   * Kernels of one class.
   *
   * @param is the class
   * @param kernels the kernels; the first stands for all
   */
  record Group(KernelClass is, List<Kernel> kernels) {}

  /**
   * The kernels that a log may be of.
   *
   * @param shown what the log shows
   * @param unlikely whether those are wanted that most likely would have shown more, or the others;
   *     of what the user says nothing is unlikely
   * @param lateFailures whether a load may have failed before module_load
   * @return each class with its kernels, the strictest first
   */
  List<Group> groups(ShownKernel shown, boolean unlikely, boolean lateFailures) {
    Map<KernelClass, List<Kernel>> groups = new LinkedHashMap<>();
    for (Kernel kernel : candidates()) {
      boolean isUnlikely = id == null && shown.isUnlikely(kernel);
      if (isUnlikely == unlikely && (id != null || shown.fits(kernel))) {
        KernelClass is = KernelClass.of(kernel);
        groups
            .computeIfAbsent(lateFailures ? is : is.withoutLateFailures(), k -> new ArrayList<>())
            .add(kernel);
      }
    }
    return groups.entrySet().stream()
        .map(entry -> new Group(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingInt(group -> group.is.freedom()))
        .toList();
  }

  /** Do the log's columns say that it is of another kernel than the user says? */
  boolean isContradicted(ShownKernel shown) {
    return id != null && given.stream().noneMatch(shown::fits);
  }

  /** The kernels in words. */
  String inWords(Collection<Kernel> some) {
    if (id != null) {
      return some.size() == given.size() || some.isEmpty()
          ? id
          : id + (some.iterator().next().preempt() ? ", preemptible" : ", not preemptible");
    }
    return new KernelRanges(kernels).inWords(some);
  }

  /**
   * The constants that tell the specification.
   *
   * @param kernel a kernel
   * @return the constants
   */
  Cfg constants(Kernel kernel) {
    return kernels.constants(kernel, ASKED);
  }

  /** A kernel of the file, for tests. */
  Kernel find(String name) {
    return kernels.find(name).orElseThrow(() -> new IllegalArgumentException("no kernel " + name));
  }
}
