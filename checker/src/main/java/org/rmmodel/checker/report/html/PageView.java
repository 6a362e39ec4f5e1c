package org.rmmodel.checker.report.html;

import java.util.List;

/** All that the template shows. */
record PageView(
    String style,
    String script,
    String title,
    String summary,
    List<Entry> ran,
    List<String> deviations,
    List<ChangesView> changes,
    String comparison,
    List<TableView> tables,
    List<TableView> ordering,
    List<LitmusView> litmus,
    List<FlawView> flaws,
    List<PropertyView> properties,
    List<AssumptionView> assumptions,
    List<ModelView> models,
    List<Recorded> recorded,
    String results) {

  /** A name and what stands behind it. */
  record Entry(String name, String value) {}
}
