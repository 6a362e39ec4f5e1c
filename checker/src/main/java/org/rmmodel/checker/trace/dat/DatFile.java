package org.rmmodel.checker.trace.dat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.trace.format.UnreadableException;

/**
 * What a trace.dat says of itself: the formats of its events, the symbols, the names of the tasks,
 * and where the pages of each CPU are. Versions 6 and 7. Source: trace-cmd.dat.v6(5) and
 * trace-cmd.dat.v7(5).
 */
final class DatFile {
  static final byte[] MAGIC = {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g'};

  private static final int MAX_SECTION = 64 << 20;
  private static final int MAX_FORMAT = 1 << 20;
  private static final int MAX_OPTION = 8 << 20;
  private static final int MAX_EVENTS = 1 << 16;
  private static final int MAX_CPUS = 4_096;
  private static final int MAX_BUFFERS = 256;
  private static final int MAX_OPTIONS = 1 << 16;
  private static final int MAX_PAGE = 1 << 20;
  private static final int MAX_NAMES = 1 << 20;

  private final Bytes bytes;
  private final Cursor cursor;
  private final boolean bigEndian;
  private final int pageSize;
  private final List<Buffer> buffers = new ArrayList<>();
  private final Map<Integer, EventFormat> events = new HashMap<>();
  private final Map<Integer, String> tasks = new HashMap<>();
  private Packing packing = Packing.NONE;
  private @Nullable PageLayout layout;
  private Symbols symbols = new Symbols("");
  private String kernel = "";
  private int cpus;

  /**
   * The pages of one CPU.
   *
   * @param cpu its number
   * @param offset where they are in the file
   * @param size how many bytes they have there
   */
  record CpuData(int cpu, long offset, long size) {}

  /**
   * A buffer: the kernel's main one, or that of an instance.
   *
   * @param name the instance's name; the main one's is empty
   * @param clock what its times are of, or empty
   * @param pageSize how many bytes a page has
   * @param packing how the pages are compressed
   * @param cpus where each CPU's pages are
   */
  record Buffer(String name, String clock, int pageSize, Packing packing, List<CpuData> cpus) {}

  /**
   * Reads all but the pages.
   *
   * @param bytes the file
   * @throws UnreadableException if it is no trace.dat of a known version, or broken
   * @throws IOException if it cannot be read
   */
  DatFile(Bytes bytes) throws IOException {
    this.bytes = bytes;
    Cursor start = new Cursor(bytes, 0, false);
    start.expect(new String(MAGIC, StandardCharsets.ISO_8859_1), "magic number");
    String version = start.string();
    bigEndian = start.u1() == 1;
    start.u1();
    cursor = new Cursor(bytes, start.at(), bigEndian);
    long size = cursor.u4();
    pageSize = pageSize(size);
    switch (version) {
      case "6" -> readVersion6();
      case "7" -> readVersion7();
      default ->
          throw new UnreadableException(
              0, "trace.dat of version '" + version + "'; versions 6 and 7 are read");
    }
    if (layout == null) {
      throw new UnreadableException(0, "trace.dat says nothing of its pages");
    }
  }

  private static int pageSize(long size) throws UnreadableException {
    if (size < 512 || size > MAX_PAGE || Long.bitCount(size) != 1) {
      throw new UnreadableException(0, "trace.dat has pages of " + size + " bytes");
    }
    return (int) size;
  }

  private void readVersion6() throws IOException {
    headerPage(cursor);
    ftraceFormats(cursor);
    eventFormats(cursor);
    kallsyms(cursor);
    cursor.bytes(cursor.u4(), MAX_SECTION, "printk formats");
    commandLines(cursor);
    cpus = cpus(cursor.u4());
    Map<String, Long> instances = new HashMap<>();
    String kind = kind(cursor);
    if (kind.startsWith("options")) {
      for (int option = cursor.u2(), n = 0; option != 0; option = cursor.u2(), n++) {
        byte[] data = cursor.bytes(cursor.u4(), MAX_OPTION, "option");
        if (n > MAX_OPTIONS) {
          throw new UnreadableException(0, "trace.dat has options without end");
        }
        if (option == Option.BUFFER && instances.size() < MAX_BUFFERS) {
          Cursor of = new Cursor(Bytes.of(data), 0, bigEndian);
          long offset = of.u8();
          instances.put(of.string(), offset);
        } else if (option == Option.CPU_COUNT) {
          cpus = cpus(new Cursor(Bytes.of(data), 0, bigEndian).u4());
        } else {
          common(option, data);
        }
      }
      kind = kind(cursor);
    }
    buffers.add(table("", kind, cursor));
    for (Map.Entry<String, Long> instance : instances.entrySet()) {
      Cursor at = new Cursor(bytes, instance.getValue(), bigEndian);
      buffers.add(table(instance.getKey(), kind(at), at));
    }
  }

  private static String kind(Cursor cursor) throws IOException {
    return new String(cursor.bytes(10), StandardCharsets.ISO_8859_1);
  }

  private Buffer table(String name, String kind, Cursor at) throws IOException {
    if (!kind.startsWith("flyrecord")) {
      throw latency(kind.startsWith("latency"));
    }
    List<CpuData> data = new ArrayList<>();
    for (int cpu = 0; cpu < cpus; cpu++) {
      data.add(cpuData(cpu, at.u8(), at.u8()));
    }
    return new Buffer(name, "", pageSize, Packing.NONE, data);
  }

  private static UnreadableException latency(boolean is) {
    return new UnreadableException(
        0,
        is
            ? "trace.dat of a latency tracer, which holds text: give what trace-cmd report prints"
            : "trace.dat has no table of CPUs where it should be");
  }

  private CpuData cpuData(int cpu, long offset, long size) throws UnreadableException {
    if (offset < 0 || size < 0 || (size > 0 && offset > bytes.length() - size)) {
      throw new UnreadableException(
          0, "trace.dat is cut off: the pages of CPU " + cpu + " are not all there");
    }
    return new CpuData(cpu, offset, size);
  }

  private static int cpus(long n) throws UnreadableException {
    if (n < 0 || n > MAX_CPUS) {
      throw new UnreadableException(0, "trace.dat says that it has " + n + " CPUs");
    }
    return (int) n;
  }

  /** The options of trace-cmd that are used. */
  private static final class Option {
    static final int BUFFER = 3;
    static final int UNAME = 5;
    static final int CPU_COUNT = 8;
    static final int HEADER = 16;
    static final int FTRACE_FORMATS = 17;
    static final int EVENT_FORMATS = 18;
    static final int KALLSYMS = 19;
    static final int COMMAND_LINES = 21;
    static final int BUFFER_TEXT = 22;

    private Option() {}
  }

  private void readVersion7() throws IOException {
    packing = Packing.of(cursor.string());
    cursor.string();
    List<byte[]> options = new ArrayList<>();
    Map<Integer, Long> sections = new HashMap<>();
    Set<Long> seen = new HashSet<>();
    long next = cursor.u8();
    int n = 0;
    while (next != 0) {
      if (!seen.add(next)) {
        throw new UnreadableException(0, "trace.dat has options that go in a circle");
      }
      Cursor at = section(next, 0, "options");
      next = 0;
      while (true) {
        int option = at.u2();
        byte[] data = at.bytes(at.u4(), MAX_OPTION, "option");
        if (++n > MAX_OPTIONS) {
          throw new UnreadableException(0, "trace.dat has options without end");
        }
        if (option == 0) {
          next = new Cursor(Bytes.of(data), 0, bigEndian).u8();
          break;
        }
        if (option == Option.BUFFER) {
          if (options.size() == MAX_BUFFERS) {
            throw new UnreadableException(0, "trace.dat has buffers without end");
          }
          options.add(data);
        } else if (option == Option.BUFFER_TEXT) {
          throw latency(true);
        } else if (option >= Option.HEADER && option <= Option.COMMAND_LINES && data.length >= 8) {
          sections.put(option, new Cursor(Bytes.of(data), 0, bigEndian).u8());
        } else {
          common(option, data);
        }
      }
    }
    for (Map.Entry<Integer, Long> section : sections.entrySet()) {
      int id = section.getKey();
      switch (id) {
        case Option.HEADER -> headerPage(section(section.getValue(), id, "header"));
        case Option.FTRACE_FORMATS -> ftraceFormats(section(section.getValue(), id, "formats"));
        case Option.EVENT_FORMATS -> eventFormats(section(section.getValue(), id, "formats"));
        case Option.KALLSYMS -> kallsyms(section(section.getValue(), id, "kallsyms"));
        case Option.COMMAND_LINES -> commandLines(section(section.getValue(), id, "tasks"));
        default -> {}
      }
    }
    for (byte[] option : options) {
      buffers.add(buffer(new Cursor(Bytes.of(option), 0, bigEndian)));
    }
  }

  /** The contents of a section, unpacked if it is compressed. */
  private Cursor section(long offset, int id, String what) throws IOException {
    Cursor at = new Cursor(bytes, offset, bigEndian);
    int found = at.u2();
    boolean packed = (at.u2() & 1) != 0;
    at.u4();
    at.u8();
    if (found != id) {
      throw new UnreadableException(0, "trace.dat has no " + what + " where they should be");
    }
    return packed ? new Cursor(Bytes.of(packing.block(at, MAX_SECTION, what)), 0, bigEndian) : at;
  }

  private Buffer buffer(Cursor option) throws IOException {
    long offset = option.u8();
    String name = option.string();
    String clock = option.string();
    int page = pageSize(option.u4());
    int count = cpus(option.u4());
    List<CpuData> data = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int cpu = cpus(option.u4());
      data.add(cpuData(cpu, option.u8(), option.u8()));
    }
    Cursor section = new Cursor(bytes, offset, bigEndian);
    section.u2();
    boolean packed = (section.u2() & 1) != 0;
    return new Buffer(name, clock, page, packed ? packing : Packing.NONE, data);
  }

  private void common(int option, byte[] data) {
    if (option == Option.UNAME) {
      String[] words = text(data).strip().split(" ", 4);
      kernel = words.length > 2 ? words[2] : "";
    }
  }

  private static String text(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private void headerPage(Cursor at) throws IOException {
    at.expect("header_page\0", "header_page");
    layout = PageLayout.parse(text(at.bytes(at.u8(), MAX_FORMAT, "header_page")));
    at.expect("header_event\0", "header_event");
    at.bytes(at.u8(), MAX_FORMAT, "header_event");
  }

  private void ftraceFormats(Cursor at) throws IOException {
    long count = at.u4();
    for (long i = 0; i < count; i++) {
      event(at);
    }
  }

  private void eventFormats(Cursor at) throws IOException {
    long systems = at.u4();
    for (long i = 0; i < systems; i++) {
      at.string();
      long count = at.u4();
      for (long j = 0; j < count; j++) {
        event(at);
      }
    }
  }

  private void event(Cursor at) throws IOException {
    EventFormat format = EventFormat.parse(text(at.bytes(at.u8(), MAX_FORMAT, "event format")));
    if (format != null) {
      events.put(format.id(), format);
    }
    if (events.size() > MAX_EVENTS) {
      throw new UnreadableException(0, "trace.dat has events without end");
    }
  }

  private void kallsyms(Cursor at) throws IOException {
    symbols = new Symbols(text(at.bytes(at.u4(), MAX_SECTION, "kallsyms")));
  }

  private void commandLines(Cursor at) throws IOException {
    String names = text(at.bytes(at.u8(), MAX_SECTION, "tasks"));
    for (String line : names.split("\n", -1)) {
      int blank = line.indexOf(' ');
      if (blank > 0 && blank < 10 && tasks.size() < MAX_NAMES) {
        try {
          tasks.put(Integer.valueOf(line.substring(0, blank)), line.substring(blank + 1).intern());
        } catch (NumberFormatException e) {
          // No task's line.
        }
      }
    }
  }

  Bytes bytes() {
    return bytes;
  }

  boolean bigEndian() {
    return bigEndian;
  }

  PageLayout layout() {
    PageLayout known = layout;
    if (known == null) {
      throw new IllegalStateException("the constructor looks for it");
    }
    return known;
  }

  List<Buffer> buffers() {
    return buffers;
  }

  @Nullable EventFormat event(int id) {
    return events.get(id);
  }

  Symbols symbols() {
    return symbols;
  }

  String kernel() {
    return kernel;
  }

  /** The name of a task, as the kernel had it at the end of the recording. */
  String task(int pid) {
    String known = tasks.get(pid);
    return known != null ? known : pid == 0 ? "<idle>" : "<...>";
  }
}
