package org.rmmodel.conformance.flaws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Flaw;
import org.rmmodel.checker.catalogue.Kernel;

/** Flaw by kernel: what TLC finds and what the real classes show, side by side. */
final class FlawTable {
  /** How many preemptions a schedule may have, unless one says otherwise. */
  static final int BOUND = 3;

  /** The widest line of a table. */
  private static final int WIDTH = 110;

  private static final int NAME_WIDTH = 16;

  private final Sightings sightings;
  private final int bound;
  private final List<Cell> cells;

  private FlawTable(Sightings sightings, int bound, List<Cell> cells) {
    this.sightings = sightings;
    this.bound = bound;
    this.cells = cells;
  }

  /**
   * What is to be searched.
   *
   * @param flaws the flaws
   * @param bound how many preemptions a schedule may have
   * @param thorough whether each kernel is searched with this bound; else one of those that agree
   *     on what the model asks for, and the others with one preemption less where nothing is
   *     expected
   * @param only the only kernel, if there is one
   */
  record Scope(List<Flaw> flaws, int bound, boolean thorough, Optional<Kernel> only) {
    private int boundOn(Kernel kernel, Kernel first, Side tlc) {
      return thorough || kernel.equals(first) || tlc == Side.FOUND ? bound : Math.max(0, bound - 1);
    }

    private List<Kernel> of(List<Kernel> kernels) {
      return kernels.stream()
          .filter(kernel -> only.isEmpty() || only.get().equals(kernel))
          .toList();
    }
  }

  /** Searches, on as many threads as there are processors. */
  static FlawTable compute(Sightings sightings, Scope scope) {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<List<Future<Cell>>> groups = new ArrayList<>();
      for (Flaw flaw : scope.flaws()) {
        for (String model : Sightings.models(flaw).keySet()) {
          for (List<Kernel> group : sightings.groups(model)) {
            List<Kernel> kernels = scope.of(group);
            groups.add(
                kernels.stream()
                    .map(
                        kernel ->
                            threads.submit(
                                () ->
                                    search(sightings, flaw, model, kernel, kernels.get(0), scope)))
                    .toList());
          }
        }
      }
      List<Cell> cells = new ArrayList<>();
      for (List<Future<Cell>> group : groups) {
        join(group.stream().map(FlawTable::get).toList(), cells);
      }
      return new FlawTable(sightings, scope.bound(), cells);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Kernels that come out as the first one of their group share its cell. */
  private static void join(List<Cell> group, List<Cell> cells) {
    if (group.isEmpty()) {
      return;
    }
    Cell first = group.get(0);
    for (Cell cell : group.subList(1, group.size())) {
      if (cell.tlc() == first.tlc() && cell.java() == first.java()) {
        first = first.with(cell);
      } else {
        cells.add(cell);
      }
    }
    cells.add(first);
  }

  private static Cell get(Future<Cell> search) {
    try {
      return search.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Cell search(
      Sightings sightings, Flaw flaw, String model, Kernel kernel, Kernel first, Scope scope) {
    Side tlc = sightings.tlc(flaw, model, kernel);
    Scene scene = Scenes.of(model);
    int bound = scope.boundOn(kernel, first, tlc);
    Search.Result result = Search.of(scene, Sightings.version(kernel), bound);
    Side java = result.isFound() ? Side.FOUND : Side.NOT_FOUND;
    return new Cell(flaw.id(), model, List.of(kernel), tlc, java, result, result.schedules());
  }

  List<Cell> cells() {
    return cells;
  }

  /** The cells on which the two sides do not agree. */
  List<Cell> differences() {
    return cells.stream().filter(Cell::differs).toList();
  }

  /** How many schedules were taken in all. */
  long schedules() {
    return cells.stream().mapToLong(Cell::allSchedules).sum();
  }

  /** How many searches there were. */
  long kernels() {
    return cells.stream().mapToLong(cell -> cell.kernels().size()).sum();
  }

  /** Flaws over kernels; a kernel has a line for TLC and one for the real classes. */
  String matrix() {
    Map<String, List<Cell>> byFlaw =
        cells.stream()
            .collect(Collectors.groupingBy(Cell::flaw, LinkedHashMap::new, Collectors.toList()));
    StringBuilder out = new StringBuilder("```\n");
    List<String> left = new ArrayList<>(byFlaw.keySet());
    while (!left.isEmpty()) {
      int width = NAME_WIDTH;
      int most = 0;
      while (most < left.size() && width + columnWidth(left.get(most)) <= WIDTH) {
        width += columnWidth(left.get(most++));
      }
      block(out, left.subList(0, most), byFlaw);
      left = left.subList(most, left.size());
      out.append(left.isEmpty() ? "" : "\n");
    }
    return out.append("```\n").toString();
  }

  private void block(StringBuilder out, List<String> flaws, Map<String, List<Cell>> byFlaw) {
    line(out, "", "", flaws, flaw -> flaw);
    for (List<Kernel> version : versions()) {
      String name = version.get(0).version();
      line(
          out,
          name,
          "TLC",
          flaws,
          flaw -> pair(byFlaw.getOrDefault(flaw, List.of()), version, Cell::tlc));
      line(
          out,
          "",
          "Java",
          flaws,
          flaw -> pair(byFlaw.getOrDefault(flaw, List.of()), version, Cell::java));
    }
  }

  private static void line(
      StringBuilder out,
      String name,
      String side,
      List<String> flaws,
      Function<String, String> cell) {
    StringBuilder line = new StringBuilder("%-11s%-5s".formatted(name, side));
    for (String flaw : flaws) {
      line.append(("%-" + columnWidth(flaw) + "s").formatted(cell.apply(flaw)));
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private static int columnWidth(String flaw) {
    return Math.max(3, flaw.length() + 1);
  }

  private List<List<Kernel>> versions() {
    return List.copyOf(
        sightings.kernels().stream()
            .collect(
                Collectors.groupingBy(Kernel::version, LinkedHashMap::new, Collectors.toList()))
            .values());
  }

  private static String pair(List<Cell> cells, List<Kernel> kernels, Function<Cell, Side> side) {
    return kernels.stream()
        .map(
            kernel ->
                Side.anyOf(
                        cells.stream()
                            .filter(cell -> cell.kernels().contains(kernel))
                            .map(side)
                            .toList())
                    .sign())
        .collect(Collectors.joining());
  }

  /** Each search in a line. */
  String searches() {
    StringBuilder out = new StringBuilder("```\n");
    out.append("flaw model                    kernels                     TLC Java\n");
    cells.forEach(cell -> out.append(cell.line()).append('\n'));
    return out.append("```\n").toString();
  }

  /** What was done, in one sentence. */
  String summary() {
    long models = cells.stream().map(Cell::model).distinct().count();
    return ("%d flaws by %d models, %d searches, %d schedules of at most %d preemptions;"
            + " %d differences")
        .formatted(
            cells.stream().map(Cell::flaw).distinct().count(),
            models,
            kernels(),
            schedules(),
            bound,
            differences().size());
  }
}
