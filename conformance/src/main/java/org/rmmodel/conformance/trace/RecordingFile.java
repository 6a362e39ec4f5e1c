package org.rmmodel.conformance.trace;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rmmodel.common.BadInput;
import org.rmmodel.conformance.trace.RecordedCall.RecordedStep;
import org.rmmodel.conformance.trace.Recording.Modules;
import org.rmmodel.impl.kernel.Action;

/**
 * Recordings as text: a header, then each CPU's calls with their steps, then {@code end}. Read
 * strictly, as what is missing would be taken for what did not happen.
 *
 * <pre>
 *   rmmodel recording 1
 *   kernel patch1 patch2                   the changes against v3.18
 *   tracing no
 *   modules a b
 *   imports b a                            b imports a symbol of a; - - if nobody does
 *   orphans -
 *   cpus 2
 *   calls 310
 *   steps 1204
 *   call 0 get a 4096 17                   CPU, kind, name, load, when its task came in
 *   step TryModuleGet_IsLive a 120 180     action, module in hand, start and end
 *   return 1 240                           result, and when
 *   end
 * </pre>
 */
public final class RecordingFile {
  private static final String FIRST_WORDS = "rmmodel recording ";
  private static final String VERSION = "1";
  private static final int MOST_CPUS = 64;
  private static final int MOST_NAMES = 64;
  private static final int MOST_STEPS = 10_000_000;
  private static final int LONGEST_LINE = 4096;
  private static final long LARGEST = 1L << 30;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,55}");
  private static final Map<String, Action> ACTIONS = new HashMap<>();

  static {
    for (Action action : Action.values()) {
      ACTIONS.put(action.name(), action);
    }
  }

  private final Path file;
  private final BufferedReader in;
  private final Map<String, String> names = new HashMap<>();
  private int line;

  private RecordingFile(Path file, BufferedReader in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Writes a recording.
   *
   * @param recording the recording
   * @param file the file, which is replaced
   * @throws IOException if it cannot be written
   */
  public static void write(Recording recording, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      Modules modules = recording.modules();
      out.write(FIRST_WORDS + VERSION + "\n");
      out.write("kernel " + list(recording.kernel().changes()) + "\n");
      out.write("tracing " + (recording.tracing() ? "yes" : "no") + "\n");
      out.write("modules " + list(modules.names()) + "\n");
      out.write("imports " + word(modules.importer()) + " " + word(modules.exporter()) + "\n");
      out.write("orphans " + list(modules.orphans()) + "\n");
      out.write("cpus " + recording.cpus().size() + "\n");
      out.write("calls " + recording.cpus().stream().mapToInt(List::size).sum() + "\n");
      out.write("steps " + recording.events() + "\n");
      for (int cpu = 0; cpu < recording.cpus().size(); cpu++) {
        for (RecordedCall call : recording.cpus().get(cpu)) {
          write(cpu, call, out);
        }
      }
      out.write("end\n");
    }
  }

  private static void write(int cpu, RecordedCall call, BufferedWriter out) throws IOException {
    out.write(
        "call "
            + cpu
            + " "
            + call.kind().word()
            + " "
            + word(call.name())
            + " "
            + call.load()
            + " "
            + call.enter()
            + "\n");
    for (RecordedStep step : call.steps()) {
      String module = step.module() == null ? "-" : step.module();
      out.write(
          "step " + step.action() + " " + module + " " + step.start() + " " + step.end() + "\n");
    }
    out.write("return " + call.result() + " " + call.end() + "\n");
  }

  private static String list(Iterable<String> words) {
    String all = String.join(" ", words);
    return all.isEmpty() ? "-" : all;
  }

  private static String word(String text) {
    return text.isEmpty() ? "-" : text;
  }

  /**
   * Reads a recording.
   *
   * @param file the file
   * @return the recording
   * @throws BadInput if it cannot be read, or is no recording, or not a whole one
   */
  static Recording read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInput(file + (Files.exists(file) ? ": not a regular file" : ": no such file"));
    }
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      if (size == 0) {
        throw new BadInput(file + ": empty, and no recording");
      }
      if (size > LARGEST) {
        throw new BadInput(file + ": larger than a recording can be (1 GiB)");
      }
      return read(file, in);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read");
    }
  }

  /**
   * Reads a recording that need not be a file's.
   *
   * @param name what an error calls it
   * @param in the recording's bytes
   * @return the recording
   * @throws IOException if it cannot be read
   * @throws BadInput if it is no recording, or not a whole one
   */
  public static Recording read(Path name, InputStream in) throws IOException {
    return new RecordingFile(
            name, new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1)))
        .recording();
  }

  private Recording recording() throws IOException {
    String first = readLine();
    if (first == null || !first.startsWith(FIRST_WORDS)) {
      throw notARecording();
    }
    String version = first.substring(FIRST_WORDS.length());
    if (!version.equals(VERSION)) {
      throw new BadInput(
          file + ": a recording of version " + version + ", and this reads " + VERSION);
    }
    Set<String> changes = new HashSet<>(words("kernel"));
    boolean tracing = yesOrNo("tracing");
    Modules modules = modules();
    int cpus = amount("cpus", 1, MOST_CPUS);
    int calls = amount("calls", 0, MOST_STEPS);
    int steps = amount("steps", 0, MOST_STEPS);
    List<List<RecordedCall>> all = new ArrayList<>();
    for (int cpu = 0; cpu < cpus; cpu++) {
      all.add(new ArrayList<>());
    }
    int lastCpu = 0;
    for (int i = 0; i < calls; i++) {
      String[] call = fields("call", 6);
      int cpu = (int) number(call[1], 0, cpus - 1);
      if (cpu < lastCpu) {
        throw bad("a call of CPU " + cpu + " after those of CPU " + lastCpu);
      }
      lastCpu = cpu;
      List<RecordedCall> before = all.get(cpu);
      long from = before.isEmpty() ? 0 : before.get(before.size() - 1).end();
      before.add(call(call, from, modules));
    }
    fields("end", 1);
    if (readLine() != null) {
      throw bad("something after the end");
    }
    Recording recording = new Recording(new RecordedKernel(changes), tracing, modules, all);
    if (recording.events() != steps) {
      throw bad("there are " + recording.events() + " steps, and not " + steps);
    }
    return recording;
  }

  private Modules modules() throws IOException {
    List<String> all = words("modules");
    if (all.isEmpty() || all.size() > MOST_NAMES || new HashSet<>(all).size() < all.size()) {
      throw bad("1 to " + MOST_NAMES + " modules are expected, each once");
    }
    all.forEach(this::checkName);
    String[] imports = fields("imports", 3);
    String importer = imports[1].equals("-") ? "" : imports[1];
    String exporter = imports[2].equals("-") ? "" : imports[2];
    boolean known = all.contains(importer) && all.contains(exporter) && !importer.equals(exporter);
    if (!(importer.isEmpty() && exporter.isEmpty()) && !known) {
      throw bad("imports of modules that are not there");
    }
    Set<String> orphans = new HashSet<>(words("orphans"));
    if (!all.containsAll(orphans) || orphans.contains(importer)) {
      throw bad("orphans that are not there, or import something else, too");
    }
    return new Modules(all, importer, exporter, orphans);
  }

  private RecordedCall call(String[] call, long from, Modules modules) throws IOException {
    int begins = line;
    CallKind kind = CallKind.of(call[2]).orElseThrow(() -> bad("no kind of call: " + call[2]));
    String name = call[3].equals("-") ? "" : call[3];
    boolean needed = kind.isOfALoad() || kind == CallKind.LOAD || kind.isDelete();
    if (name.isEmpty() ? needed : !modules.names().contains(name)) {
      throw bad("no module " + call[3]);
    }
    long load = number(call[4], 0, Long.MAX_VALUE);
    long enter = number(call[5], from, Long.MAX_VALUE);
    List<RecordedStep> steps = new ArrayList<>();
    long last = enter;
    while (true) {
      String text = readLine();
      if (text == null) {
        throw cutOff();
      }
      String[] word = text.split(" ", -1);
      if (word[0].equals("step") && word.length == 5) {
        Action action = ACTIONS.get(word[1]);
        if (action == null) {
          throw bad("no step " + word[1] + " is known");
        }
        String module = word[2].equals("-") ? null : known(word[2]);
        long start = number(word[3], last, Long.MAX_VALUE);
        last = number(word[4], start, Long.MAX_VALUE);
        steps.add(new RecordedStep(action, module, start, last));
      } else if (word[0].equals("return") && word.length == 3) {
        int result = (int) number(word[1], Integer.MIN_VALUE, Integer.MAX_VALUE);
        long end = number(word[2], last, Long.MAX_VALUE);
        return new RecordedCall(kind, name, load, enter, steps, result, end, begins);
      } else {
        throw bad("a step or a return is expected");
      }
    }
  }

  /** Each name is there once in memory. */
  private String known(String name) {
    checkName(name);
    return names.computeIfAbsent(name, n -> n);
  }

  private void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw bad("no name of a module");
    }
  }

  private List<String> words(String key) throws IOException {
    String[] all = fields(key, -1);
    return all.length == 2 && all[1].equals("-") ? List.of() : List.of(all).subList(1, all.length);
  }

  private boolean yesOrNo(String key) throws IOException {
    String word = fields(key, 2)[1];
    if (!word.equals("yes") && !word.equals("no")) {
      throw bad(key + " is yes or no");
    }
    return word.equals("yes");
  }

  private int amount(String key, int least, int most) throws IOException {
    return (int) number(fields(key, 2)[1], least, most);
  }

  private long number(String word, long least, long most) {
    try {
      long number = Long.parseLong(word);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw bad("a number is expected");
    }
    throw bad("a number from " + least + " on is expected, not " + word);
  }

  private String[] fields(String key, int count) throws IOException {
    String text = readLine();
    if (text == null) {
      throw cutOff();
    }
    String[] all = text.split(" ", -1);
    if (!all[0].equals(key) || (count >= 0 ? all.length != count : all.length < 2)) {
      throw bad("a line \"" + key + "\" is expected");
    }
    return all;
  }

  /** A line without its end; no longer than a line can be, whatever the file is. */
  private @Nullable String readLine() throws IOException {
    StringBuilder text = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    line++;
    for (; c >= 0 && c != '\n'; c = in.read()) {
      if (text.length() == LONGEST_LINE) {
        throw line == 1 ? notARecording() : bad("a line that is too long");
      }
      text.append((char) c);
    }
    if (c < 0) {
      throw line == 1 ? notARecording() : cutOff();
    }
    return text.toString();
  }

  private BadInput notARecording() {
    return new BadInput(
        file + ": not a recording, which begins with \"" + FIRST_WORDS.strip() + "\"");
  }

  private BadInput cutOff() {
    return new BadInput(file + ": cut off after line " + line + ", as it has no line \"end\"");
  }

  private BadInput bad(String what) {
    return new BadInput(file + ", line " + line + ": " + what);
  }
}
