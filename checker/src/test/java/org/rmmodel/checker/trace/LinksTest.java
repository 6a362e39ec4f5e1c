package org.rmmodel.checker.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rmmodel.checker.trace.ModuleVerdict.Outcome;

/**
 * Modules that use modules: ext4 uses jbd2, mbcache and crc16, all of which are then unloaded in
 * the wrong order.
 */
class LinksTest {
  private static final String LOG = "v6.1/a3-wrong-order-1.txt";

  /** The first line after a given one that holds all of these. */
  private static int find(List<String> lines, int from, String... parts) {
    for (int i = from; i < lines.size(); i++) {
      String line = lines.get(i);
      if (List.of(parts).stream().allMatch(line::contains)) {
        return i;
      }
    }
    throw new AssertionError("no line with " + List.of(parts));
  }

  private static Outcome check(List<String> lines, String module) throws Exception {
    return Logs.check(
            Logs.project(lines).scripts().stream()
                .filter(script -> script.module().equals(module))
                .toList())
        .get(0)
        .outcome();
  }

  private static String wanted(List<String> lines, String module) throws Exception {
    ModuleVerdict verdict =
        Logs.check(
                Logs.project(lines).scripts().stream()
                    .filter(script -> script.module().equals(module))
                    .toList())
            .get(0);
    assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.REJECTED);
    return verdict.wanted();
  }

  @Test
  void linksAreFoundAndTheLogIsAccepted() throws Exception {
    Projection.Log log = Logs.project(Logs.bytes(LOG));

    assertThat(log.links())
        .containsEntry("ext4", Set.of("jbd2", "mbcache", "crc16"))
        .containsKeys("bridge", "stp", "tmtarget");
    assertThat(Logs.check(log.scripts()))
        .allSatisfy(
            verdict ->
                assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.ACCEPTED));
  }

  @Test
  void aTargetThatIsNotPutIsMissed() throws Exception {
    List<String> lines = new ArrayList<>(Logs.lines(LOG));
    lines.remove(find(lines, 0, "module_put: mbcache", "module_unload_free"));

    assertThat(wanted(lines, "mbcache")).contains("has put this one");
  }

  @Test
  void aTargetThatIsPutTwiceWasUsedOnce() throws Exception {
    List<String> lines = new ArrayList<>(Logs.lines(LOG));
    int put = find(lines, 0, "module_put: mbcache", "module_unload_free");
    lines.add(put, lines.get(put));

    assertThat(wanted(lines, "mbcache")).isNotEmpty();
  }

  @Test
  void aTargetIsPutBeforeTheGracePeriod() throws Exception {
    List<String> lines = new ArrayList<>(Logs.lines(LOG));
    int put = find(lines, 0, "module_put: jbd2", "module_unload_free");
    String sync = lines.get(put).replaceFirst("module_put: .*", "sync_call: (synchronize_rcu+0x0)");
    lines.add(put + 1, sync);
    assertThat(check(lines, "jbd2")).isEqualTo(Outcome.ACCEPTED);

    lines.remove(put + 1);
    lines.add(put, sync);
    assertThat(wanted(lines, "jbd2")).isNotEmpty();
    assertThat(check(lines, "mbcache")).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void aPairHasOneReference() throws Exception {
    List<String> lines = new ArrayList<>(Logs.lines(LOG));
    int get = find(lines, 0, "module_get: crc16", "resolve_symbol");
    lines.add(get, lines.get(get));

    assertThat(wanted(lines, "crc16")).contains("one reference for each module");
  }

  @Test
  void aTargetIsNotUnloadedWhileItIsUsedNotEvenByForce() throws Exception {
    for (String flags : List.of("flags=0x800", "flags=0xa00")) {
      List<String> lines = new ArrayList<>(Logs.lines(LOG));
      int call = find(lines, 0, "del_call:", "\"mbcache\"");
      lines.set(call, lines.get(call).replace("flags=0x800", flags));
      lines.set(call + 1, lines.get(call + 1).replace("ret=-11", "ret=0"));
      lines.set(call + 2, lines.get(call + 2).replaceFirst("-> 0x.*", "-> 0x0"));
      lines.add(call + 1, lines.get(call).replaceFirst("del_call: .*", "module_free: mbcache"));

      assertThat(wanted(lines, "mbcache")).as(flags).isNotEmpty();
    }
  }

  @Test
  void linksThatStoodWhenTheLogBeganAreAllowed() throws Exception {
    List<String> lines = Logs.lines(LOG);
    int loaded = find(lines, 0, "module_put: ext4", "do_init_module");
    List<String> late =
        new ArrayList<>(lines.stream().filter(line -> line.startsWith("#")).toList());
    late.addAll(lines.subList(loaded + 2, lines.size()));

    Map<Outcome, Long> outcomes =
        Logs.check(Logs.project(late).scripts()).stream()
            .collect(Collectors.groupingBy(ModuleVerdict::outcome, Collectors.counting()));

    assertThat(outcomes).containsOnlyKeys(Outcome.ACCEPTED);
  }

  @Test
  void aLoadThatFailsPutsWhatItUsed() throws Exception {
    List<String> lines = new ArrayList<>(Logs.lines("v6.1-rt/d1-load-failures-1.txt"));
    int load = find(lines, 0, "module_load: it87");
    int put = find(lines, load, "module_put: hwmon_vid", "module_unload_free");
    lines.remove(put);

    assertThat(wanted(lines, "hwmon_vid")).contains("has put this one");
  }
}
