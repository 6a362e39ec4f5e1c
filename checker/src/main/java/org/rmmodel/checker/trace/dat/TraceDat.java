package org.rmmodel.checker.trace.dat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.trace.format.Entry;
import org.rmmodel.checker.trace.format.EventSource;
import org.rmmodel.checker.trace.format.LogFormat;
import org.rmmodel.checker.trace.format.LogShows;
import org.rmmodel.checker.trace.format.UnreadableException;

/**
 * trace-cmd's binary file: the records of all CPUs in the order of time. An event's number is its
 * place in that order, which is its line in {@code trace-cmd report}, less the lines at the top.
 */
public final class TraceDat implements EventSource {
  /** The format. */
  public static final LogFormat FORMAT = new TraceDatFormat();

  private static final int HARD_INTERRUPT = 0x08;
  private static final int SOFT_INTERRUPT = 0x10;
  private static final int NMI = 0x40;

  private final DatFile file;
  private final Predicate<String> wanted;
  private final Map<String, Boolean> wantedByName = new HashMap<>();
  private final Map<String, String> bufferOf = new HashMap<>();
  private final Set<String> clocks = new HashSet<>();
  private final PriorityQueue<CpuRecords> queue =
      new PriorityQueue<>(
          Comparator.<CpuRecords>comparingLong(cpu -> cpu.time() ^ Long.MIN_VALUE)
              .thenComparingInt(CpuRecords::cpu));
  private long number;
  private boolean depth;
  private boolean migrateDisable;

  /** The format's names. */
  private static final class TraceDatFormat implements LogFormat {
    @Override
    public String id() {
      return "trace.dat";
    }

    @Override
    public String title() {
      return "trace-cmd's trace.dat";
    }

    @Override
    public String form() {
      return "a binary file of version 6 or 7";
    }
  }

  /**
   * Opens a file.
   *
   * @param bytes the file; closed with this
   * @param wanted whether an event of this name is used; what others print is not made
   * @throws UnreadableException if it is broken
   * @throws IOException if it cannot be read
   */
  public TraceDat(Bytes bytes, Predicate<String> wanted) throws IOException {
    this.wanted = wanted;
    file = new DatFile(bytes);
    CpuRecords.Memory memory = new CpuRecords.Memory();
    for (DatFile.Buffer buffer : file.buffers()) {
      for (DatFile.CpuData data : buffer.cpus()) {
        CpuRecords cpu = new CpuRecords(file, buffer, data, memory);
        if (cpu.next()) {
          queue.add(cpu);
          clocks.add(buffer.clock());
        }
      }
    }
    if (clocks.size() > 1) {
      throw new UnreadableException(
          0, "trace.dat has buffers of several clocks, whose events have no common order");
    }
  }

  /**
   * Is it such a file?
   *
   * @param first its first bytes
   * @return whether they are those of a trace.dat
   */
  public static boolean begins(byte[] first) {
    return first.length >= DatFile.MAGIC.length
        && Arrays.equals(first, 0, DatFile.MAGIC.length, DatFile.MAGIC, 0, DatFile.MAGIC.length);
  }

  @Override
  public @Nullable Entry next() throws IOException {
    CpuRecords cpu = queue.poll();
    if (cpu == null) {
      return null;
    }
    number++;
    Entry entry = entry(cpu);
    if (cpu.next()) {
      queue.add(cpu);
    }
    return entry;
  }

  private Entry entry(CpuRecords cpu) throws UnreadableException {
    byte[] record = cpu.record();
    boolean big = file.bigEndian();
    if (record.length < 2) {
      throw new UnreadableException(number, "trace.dat has a record without an event");
    }
    int id = (int) Numbers.unsigned(record, 0, 2, big);
    EventFormat event = file.event(id);
    if (event == null) {
      return new Entry(
          number,
          "",
          -1,
          cpu.cpu(),
          false,
          false,
          cpu.time() / 1e9,
          "event " + id + " of no format");
    }
    long flags = event.number("common_flags", record, big, 0);
    long count = event.number("common_preempt_count", record, big, 0);
    int pid = (int) event.number("common_pid", record, big, -1);
    depth |= (count & 0xf) != 0;
    migrateDisable |= (count & 0xf0) != 0;
    return new Entry(
        number,
        file.task(pid),
        pid,
        cpu.cpu(),
        (flags & (HARD_INTERRUPT | SOFT_INTERRUPT)) != 0 && (flags & NMI) == 0,
        (count & 0xf) != 0,
        cpu.time() / 1e9,
        text(event, record, cpu.buffer().name()));
  }

  private String text(EventFormat event, byte[] record, String buffer) throws UnreadableException {
    String name = event.name();
    boolean big = file.bigEndian();
    if (name.equals("print")) {
      // trace_printk, or what a user has written into trace_marker.
      Field text = event.fields().get("buf");
      String written = text == null ? null : text.string(record, big);
      return file.symbols().name(event.number("ip", record, big, 0)) + ": " + written;
    }
    if (!wantedByName.computeIfAbsent(name, wanted::test)) {
      return name + ":";
    }
    String other = bufferOf.putIfAbsent(name, buffer);
    if (other != null && !other.equals(buffer)) {
      throw new UnreadableException(
          number,
          name
              + " stands in two buffers, '"
              + other
              + "' and '"
              + buffer
              + "': the same events twice; record one of them alone");
    }
    return name + ": " + event.print().print(record, big, event.fields(), file.symbols());
  }

  @Override
  public boolean endsWithin(Entry entry) {
    return false;
  }

  @Override
  public LogShows shows() {
    List<String> notes = new ArrayList<>();
    if (file.buffers().size() > 1) {
      notes.add(file.buffers().size() + " buffers");
    }
    return new LogShows(FORMAT, file.kernel(), List.of(), true, depth, migrateDisable, true, notes);
  }

  @Override
  public void close() throws IOException {
    file.bytes().close();
  }
}
