package org.rmmodel.checker.report.html;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.rmmodel.common.OneLine;

/** What has changed against an earlier report. */
record ChangesView(
    String at, String summary, List<Difference> differences, String more, String gone) {
  private static final int MOST = 2000;
  private static final int MOST_NAMES = 200;

  /** One thing that is not as it was. */
  record Difference(String where, String to, String before, String now, String style) {}

  static ChangesView of(Results before, Results now) {
    List<Difference> all = new ArrayList<>();
    environment(all, "TLC", before.tlc(), now.tlc());
    environment(all, "JDK", before.java(), now.java());
    environment(all, "lane", before.lane(), now.lane());
    cells(all, before, now);
    now.runs()
        .forEach(
            (id, run) -> {
              Results.Run old = before.runs().get(id);
              if (!run.equals(old)) {
                all.add(
                    new Difference(
                        "run " + id,
                        Anchor.run(id),
                        old == null ? "not in the earlier report" : told(old),
                        told(run),
                        old != null && !old.verdict().equals(run.verdict()) ? "bad" : ""));
              }
            });
    List<String> gone =
        before.runs().keySet().stream().filter(id -> !now.runs().containsKey(id)).toList();
    long both = now.runs().keySet().stream().filter(before.runs()::containsKey).count();
    return new ChangesView(
        OneLine.of(before.at()),
        both + " runs are in both reports; " + count(all.size(), "difference") + ".",
        all.stream().limit(MOST).toList(),
        all.size() > MOST ? "and " + (all.size() - MOST) + " more" : "",
        names(gone));
  }

  private static String count(int number, String what) {
    return number == 0 ? "no " + what : number + " " + what + (number == 1 ? "" : "s");
  }

  private static String names(Collection<String> ids) {
    List<String> shown = ids.stream().limit(MOST_NAMES).map(OneLine::of).toList();
    return String.join(", ", shown)
        + (ids.size() > MOST_NAMES ? " and " + (ids.size() - MOST_NAMES) + " more" : "");
  }

  private static void environment(List<Difference> all, String what, String before, String now) {
    if (!before.equals(now)) {
      all.add(new Difference(what, "", OneLine.of(before), now, ""));
    }
  }

  private static void cells(List<Difference> all, Results before, Results now) {
    now.tables()
        .forEach(
            (table, rows) ->
                rows.forEach(
                    (row, signs) ->
                        signs.forEach(
                            (column, sign) -> {
                              String old =
                                  before
                                      .tables()
                                      .getOrDefault(table, Map.of())
                                      .getOrDefault(row, Map.of())
                                      .getOrDefault(column, "");
                              if (!old.equals(sign) && before.tables().containsKey(table)) {
                                all.add(
                                    new Difference(
                                        "table " + table + ", " + row + ", " + column,
                                        "table-" + table,
                                        old.isEmpty() ? "not asked" : OneLine.of(old),
                                        sign,
                                        old.isEmpty() ? "" : "bad"));
                              }
                            })));
  }

  private static String told(Results.Run run) {
    return OneLine.of(run.verdict()) + ", " + run.states() + " states, depth " + run.depth();
  }
}
