package org.rmmodel.checker.report.html;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Flaw;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.ordering.OrderingFacts.Asked;
import org.rmmodel.checker.report.Comparison;
import org.rmmodel.checker.report.OrderingTable;
import org.rmmodel.checker.report.Outcome;
import org.rmmodel.checker.report.Sheet;
import org.rmmodel.checker.report.VerdictTables;
import org.rmmodel.checker.tlc.TlaSources;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Output;
import org.rmmodel.common.lanes.SvgLanes;

/**
 * All that came out of a call on one HTML page that needs nothing else: no network, no other file,
 * and no script to be read.
 */
public final class HtmlReport {
  private final VerdictTables tables;
  private final Catalogue catalogue;
  private final List<RunResult> results;
  private final Ran ran;
  private final Optional<EarlierReport> earlier;
  private final TlaSources sources;
  private final List<Sheet> sheets;
  private final Optional<OrderingTable> ordering;
  private final Optional<Sheet> order;
  private final Set<String> places;
  private final Set<String> models;

  /**
   * A report.
   *
   * @param tables the tables that the runs count for
   * @param results the runs
   * @param ran what ran
   * @param earlier the report that it is compared with, if there is one
   */
  public HtmlReport(
      VerdictTables tables, List<RunResult> results, Ran ran, Optional<EarlierReport> earlier) {
    this.tables = tables;
    this.catalogue = tables.catalogue();
    this.results = List.copyOf(results);
    this.ran = ran;
    this.earlier = earlier;
    this.sources = TlaSources.scan(catalogue.folder());
    this.sheets = tables.sheets(results.stream().map(Outcome::of).toList());
    this.ordering = tables.ordering();
    this.order = ordering.map(OrderingTable::sheet);
    this.models =
        results.stream()
            .map(result -> result.of().model().name())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    this.places = places();
  }

  /**
   * Writes {@code index.html}.
   *
   * @param folder the folder; it is there
   * @throws BadInput if it cannot be written
   */
  public void write(Path folder) {
    Output.write(folder.resolve("index.html"), text());
  }

  /**
   * The page.
   *
   * @return HTML
   */
  public String text() {
    return Template.filled(view());
  }

  /** The flaws and promises that the page tells of. */
  private Set<String> places() {
    Set<String> ids = new LinkedHashSet<>();
    results.forEach(result -> ids.addAll(catalogue.facts().of(result.of().model())));
    order.ifPresent(sheet -> sheet.columns().forEach(column -> ids.add(column.id())));
    boolean all =
        catalogue.facts().flaws().stream()
            .filter(Flaw::isModelled)
            .allMatch(flaw -> ids.contains(flaw.id()));
    return all ? Set.copyOf(catalogue.facts().ids()) : ids;
  }

  private PageView view() {
    List<Asked> asked = ordering.map(OrderingTable::asked).orElse(List.of());
    Set<String> tests = asked.stream().map(one -> one.test().name()).collect(Collectors.toSet());
    List<Sheet> all = new ArrayList<>(sheets);
    order.ifPresent(all::add);
    Results now = Results.of(ran, results, all);
    Map<Case, RunResult> byCase = new LinkedHashMap<>();
    results.forEach(result -> byCase.put(result.of(), result));
    return new PageView(
        Template.resource("report.css") + SvgLanes.style(),
        Template.resource("report.js"),
        "Module unloading: verdicts",
        summary(),
        entries(),
        results.stream()
            .filter(result -> result.status().exit() != Status.AS_EXPECTED.exit())
            .flatMap(
                result -> result.deviations().stream().map(line -> result.of().id() + ": " + line))
            .toList(),
        earlier.map(one -> ChangesView.of(one.results(), now)).stream().toList(),
        tables
            .comparison(results.stream().map(Outcome::of).toList())
            .map(Comparison::text)
            .orElse(""),
        sheets.stream().map(sheet -> TableView.of(sheet, places, Anchor::run)).toList(),
        order.map(sheet -> TableView.of(sheet, places, Anchor::litmus)).stream().toList(),
        asked.stream().map(one -> LitmusView.of(one, places)).toList(),
        catalogue.facts().flaws().stream()
            .filter(flaw -> places.contains(flaw.id()))
            .map(flaw -> FlawView.of(flaw, catalogue, sources, byCase, models))
            .toList(),
        catalogue.facts().properties().stream()
            .filter(property -> places.contains(property.id()))
            .map(property -> PropertyView.of(property, catalogue, models, tests))
            .toList(),
        catalogue.facts().assumptions().stream()
            .map(assumption -> AssumptionView.of(assumption, catalogue, models, places))
            .toList(),
        ModelView.of(results, catalogue, sources, places),
        Recorded.of(catalogue.folder().root().resolveSibling("")),
        now.json());
  }

  private String summary() {
    long good = results.stream().filter(result -> result.status() == Status.AS_EXPECTED).count();
    long bad =
        results.stream()
            .filter(result -> result.status().exit() != Status.AS_EXPECTED.exit())
            .count();
    return results.size()
        + (results.size() == 1 ? " run, " : " runs, ")
        + good
        + " as expected, "
        + bad
        + " not.";
  }

  private List<PageView.Entry> entries() {
    int kernels = results.stream().mapToInt(one -> one.of().run().standsFor().size()).sum();
    double sum = results.stream().mapToDouble(RunResult::seconds).sum();
    return List.of(
        new PageView.Entry("When", ran.at().toString()),
        new PageView.Entry("TLC", ran.tlc()),
        new PageView.Entry("JDK", ran.java()),
        new PageView.Entry("Lane", ran.laneName()),
        new PageView.Entry(
            "Runs", results.size() + ", which stand for " + kernels + " (a model on a kernel)"),
        new PageView.Entry(
            "Time",
            ran.jobs() == 0
                ? String.format(Locale.ROOT, "%.1f s when added up, made in parts", sum)
                : String.format(
                    Locale.ROOT,
                    "%.1f s, %d at a time; %.1f s when added up",
                    ran.seconds(),
                    ran.jobs(),
                    sum)),
        new PageView.Entry(
            "Seeds", "none: TLC searches all states, breadth first, with fingerprint function 0"));
  }

  /**
   * Where in the page a run is.
   *
   * @param of the run
   * @return the id of its element
   */
  public static String placeOf(Case of) {
    return Anchor.run(of.id());
  }
}
