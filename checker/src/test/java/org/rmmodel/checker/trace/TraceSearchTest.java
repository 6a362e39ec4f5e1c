package org.rmmodel.checker.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.trace.ModuleVerdict.Outcome;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.util.FP64;
import tlc2.value.impl.IntValue;
import util.SimpleFilenameToStream;
import util.ToolIO;
import util.UniqueString;

/**
 * The search against the plain one: every state that TraceNext reaches, with Next and Permitted
 * conjoined by TLC itself, no step left out, none taken first. Both must say the same of short logs
 * and of their mutants.
 */
class TraceSearchTest {
  private static final UniqueString CURSOR = UniqueString.uniqueStringOf("cursor");
  private static final int MOST_STATES = 8_000;

  @TempDir private Path folder;

  @Test
  void saysWhatThePlainSearchSays() throws Exception {
    List<ModuleScript> scripts = new ArrayList<>();
    for (String name : Logs.ALL) {
      List<String> lines = Logs.lines(name);
      for (int end : new int[] {28}) {
        List<String> log = lines.subList(0, end);
        scripts.addAll(Logs.project(log).scripts());
        int event = 0;
        for (Map.Entry<Integer, List<Mutations.Kind>> at : Mutations.of(log).entrySet()) {
          Mutations.Kind kind = at.getValue().get(event++ % at.getValue().size());
          scripts.addAll(Logs.project(Mutations.mutate(log, at.getKey(), kind).lines()).scripts());
        }
      }
    }
    SpecFolder spec = SpecFolder.find();
    ToolIO.out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    System.setProperty("TLA-Library", spec.root() + File.pathSeparator + spec.models());
    TraceKernel kernels = new TraceKernel(spec, null);
    String cfg =
        TraceChecker.cfg(spec, scripts, false, kernels.constants(kernels.find("v6.2-nopreempt")));
    Files.writeString(folder.resolve("Quick.cfg"), cfg);
    Files.writeString(folder.resolve("Plain.cfg"), cfg.replace("NEXT Search", "NEXT TraceNext"));

    List<Outcome> quick = new ArrayList<>();
    Steps steps = new Steps(spec.root().toString(), folder.resolve("Quick").toString());
    for (ModuleScript script : scripts) {
      ModuleVerdict verdict =
          TraceSearch.search(steps, script, new Meter.Bounds(1_000_000, 60), (m, l, n, f) -> {});
      quick.add(verdict.outcome() == Outcome.VIOLATED ? Outcome.ACCEPTED : verdict.outcome());
    }
    FP64.Init(0);
    FastTool tool =
        new FastTool(
            spec.root().toString(),
            "TraceProtocol",
            folder.resolve("Plain").toString(),
            new SimpleFilenameToStream());
    int compared = 0;
    for (int i = 0; i < scripts.size(); i++) {
      Outcome plain = plain(tool, scripts.get(i));
      if (plain != Outcome.INCONCLUSIVE) {
        compared++;
        assertThat(quick.get(i)).as(scripts.get(i).lines().toString()).isEqualTo(plain);
      }
    }
    assertThat(compared).isGreaterThan(scripts.size() / 2);
    assertThat(quick).contains(Outcome.ACCEPTED, Outcome.REJECTED);
  }

  private static Outcome plain(FastTool tool, ModuleScript script) {
    TraceOperators.use(script);
    Set<Long> seen = new HashSet<>();
    Deque<TLCState> todo = new ArrayDeque<>();
    StateVec init = tool.getInitStates();
    for (int i = 0; i < init.size(); i++) {
      todo.push(init.elementAt(i));
    }
    while (!todo.isEmpty()) {
      TLCState state = todo.pop();
      if (((IntValue) state.lookup(CURSOR)).val == script.lines().size()) {
        return Outcome.ACCEPTED;
      }
      if (seen.size() > MOST_STATES) {
        return Outcome.INCONCLUSIVE;
      }
      for (Action action : tool.getActions()) {
        StateVec next = tool.getNextStates(action, state);
        for (int i = 0; i < next.size(); i++) {
          if (seen.add(next.elementAt(i).fingerPrint())) {
            todo.push(next.elementAt(i));
          }
        }
      }
    }
    return Outcome.REJECTED;
  }
}
