package org.rmmodel.checker.trace.dat;

import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;

/** Writes small files as trace-cmd would, of either version, byte order and size of a long. */
final class DatWriter {
  private static final int PAGE = 4096;
  private static final String COMMON =
      """
      \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
      \tfield:unsigned char common_flags;\toffset:2;\tsize:1;\tsigned:0;
      \tfield:unsigned char common_preempt_count;\toffset:3;\tsize:1;\tsigned:0;
      \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;

      """;
  private static final String COUNTED =
      """
      \tfield:unsigned long ip;\toffset:8;\tsize:8;\tsigned:0;
      \tfield:int refcnt;\toffset:16;\tsize:4;\tsigned:1;
      """;
  private static final String KALLSYMS =
      """
      0000000000001000 T do_init_module
      0000000000002000 T resolve_symbol
      0000000000003000 T last
      """;
  private static final Map<String, Integer> IDS =
      new TreeMap<>(
          Map.of("module_load", 301, "module_get", 302, "module_put", 303, "module_free", 304));

  private final boolean bigEndian;
  private final int longSize;
  private final Out[] pages = new Out[2];
  private final long[] times = new long[2];
  private final boolean[] lost = new boolean[2];

  /** Bytes in an order. */
  private static final class Out {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final boolean bigEndian;

    Out(boolean bigEndian) {
      this.bigEndian = bigEndian;
    }

    Out number(long value, int size) {
      for (int i = 0; i < size; i++) {
        int shift = 8 * (bigEndian ? size - 1 - i : i);
        bytes.write((int) (value >> shift));
      }
      return this;
    }

    Out text(String text) {
      return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Out bytes(byte[] more) {
      bytes.writeBytes(more);
      return this;
    }

    int size() {
      return bytes.size();
    }

    byte[] all() {
      return bytes.toByteArray();
    }
  }

  DatWriter(boolean bigEndian, int longSize) {
    this.bigEndian = bigEndian;
    this.longSize = longSize;
    pages[0] = out();
    pages[1] = out();
  }

  private Out out() {
    return new Out(bigEndian);
  }

  /** Adds an event; those of one CPU in the order of time. */
  DatWriter event(
      int cpu,
      long time,
      int pid,
      int flags,
      int count,
      String event,
      String module,
      long ip,
      int refcnt) {
    byte[] name = (module + "\0").getBytes(StandardCharsets.ISO_8859_1);
    Out record = out().number(IDS.get(event), 2).number(flags, 1).number(count, 1).number(pid, 4);
    boolean counted = event.equals("module_get") || event.equals("module_put");
    if (counted) {
      record.number(ip, 8).number(refcnt, 4);
    } else if (event.equals("module_load")) {
      record.number(0, 4);
    }
    record.number((long) name.length << 16 | (record.size() + 4), 4).bytes(name);
    while (record.size() % 4 != 0) {
      record.number(0, 1);
    }
    long delta = time - times[cpu];
    times[cpu] = time;
    if (delta >= 1 << 27) {
      header(pages[cpu], 30, delta & ((1 << 27) - 1)).number(delta >> 27, 4);
      delta = 0;
    }
    header(pages[cpu], record.size() / 4, delta).bytes(record.all());
    return this;
  }

  private Out header(Out to, int type, long delta) {
    return to.number(bigEndian ? (long) type << 27 | delta : delta << 5 | type, 4);
  }

  DatWriter lost(int cpu) {
    lost[cpu] = true;
    return this;
  }

  private byte[] page(int cpu) {
    byte[] events = pages[cpu].all();
    Out page = out().number(0, 8).number(events.length | (lost[cpu] ? 1L << 31 : 0), longSize);
    return Arrays.copyOf(page.bytes(events).all(), PAGE);
  }

  private byte[] header() {
    String page =
        String.format(
            Locale.ROOT,
            """
            \tfield: u64 timestamp;\toffset:0;\tsize:8;\tsigned:0;
            \tfield: local_t commit;\toffset:8;\tsize:%d;\tsigned:1;
            \tfield: char data;\toffset:%d;\tsize:4080;\tsigned:1;
            """,
            longSize,
            8 + longSize);
    return out()
        .text("header_page\0")
        .number(page.length(), 8)
        .text(page)
        .text("header_event\0")
        .number(1, 8)
        .text("x")
        .all();
  }

  private byte[] formats() {
    Out all = out().number(1, 4).text("module\0").number(IDS.size(), 4);
    IDS.forEach(
        (name, id) -> {
          boolean counted = name.equals("module_get") || name.equals("module_put");
          int at = counted ? 20 : name.equals("module_load") ? 12 : 8;
          String format =
              "name: "
                  + name
                  + "\nID: "
                  + id
                  + "\nformat:\n"
                  + COMMON
                  + (counted ? COUNTED : "")
                  + "\tfield:__data_loc char[] name;\toffset:"
                  + at
                  + ";\tsize:4;\tsigned:1;\n\n"
                  + "print fmt: \"%s"
                  + (counted
                      ? " call_site=%ps refcnt=%d\", __get_str(name), (void *)REC->ip, REC->refcnt"
                      : " \", __get_str(name)")
                  + "\n";
          all.number(format.length(), 8).text(format);
        });
    return all.all();
  }

  private Out start(String version) {
    return out()
        .bytes(DatFile.MAGIC)
        .text(version + "\0")
        .number(bigEndian ? 1 : 0, 1)
        .number(longSize, 1)
        .number(PAGE, 4);
  }

  private byte[] kallsyms() {
    return out().number(KALLSYMS.length(), 4).text(KALLSYMS).all();
  }

  private byte[] tasks() {
    String tasks = "7 seven\n";
    return out().number(tasks.length(), 8).text(tasks).all();
  }

  byte[] version6() {
    Out file =
        start("6")
            .bytes(header())
            .number(0, 4)
            .bytes(formats())
            .bytes(kallsyms())
            .number(0, 4)
            .bytes(tasks())
            .number(2, 4)
            .text("options  \0")
            .number(0, 2)
            .text("flyrecord\0");
    int data = (file.size() + 32 + PAGE - 1) / PAGE * PAGE;
    file.number(data, 8).number(PAGE, 8).number(data + PAGE, 8).number(PAGE, 8);
    return out().bytes(Arrays.copyOf(file.all(), data)).bytes(page(0)).bytes(page(1)).all();
  }

  byte[] version7(Packing packing) {
    String name = packing.name().toLowerCase(Locale.ROOT);
    Out file = start("7").text(name + "\0" + "1\0");
    file.number(file.size() + 8, 8);
    Out options = out();
    byte[][] sections = {header(), out().number(0, 4).all(), formats(), kallsyms(), tasks()};
    int[] ids = {16, 17, 18, 19, 21};
    byte[][] packed = new byte[sections.length][];
    for (int i = 0; i < sections.length; i++) {
      packed[i] = section(ids[i], sections[i], packing);
    }
    int optionsSize = sections.length * 14 + 6 + 8 + 1 + 6 + 8 + 2 * 20 + 14;
    int at = file.size() + 16 + optionsSize;
    for (int i = 0; i < sections.length; i++) {
      options.number(ids[i], 2).number(8, 4).number(at, 8);
      at += packed[i].length;
    }
    byte[][] cpus = {pages(page(0), packing), pages(page(1), packing)};
    options
        .number(3, 2)
        .number(8 + 1 + 6 + 8 + 2 * 20, 4)
        .number(at, 8)
        .text("\0")
        .text("local\0")
        .number(PAGE, 4)
        .number(2, 4)
        .number(0, 4)
        .number(at + 16, 8)
        .number(cpus[0].length, 8)
        .number(1, 4)
        .number(at + 16 + cpus[0].length, 8)
        .number(cpus[1].length, 8);
    options.number(0, 2).number(8, 4).number(0, 8);
    file.number(0, 2).number(0, 2).number(0, 4).number(options.size(), 8).bytes(options.all());
    for (byte[] section : packed) {
      file.bytes(section);
    }
    file.number(3, 2).number(packing == Packing.NONE ? 0 : 1, 2).number(0, 4).number(0, 8);
    return file.bytes(cpus[0]).bytes(cpus[1]).all();
  }

  private byte[] section(int id, byte[] data, Packing packing) {
    byte[] body = packing == Packing.NONE ? data : block(data, packing);
    return out()
        .number(id, 2)
        .number(packing == Packing.NONE ? 0 : 1, 2)
        .number(0, 4)
        .number(body.length, 8)
        .bytes(body)
        .all();
  }

  private byte[] pages(byte[] page, Packing packing) {
    return packing == Packing.NONE ? page : out().number(1, 4).bytes(block(page, packing)).all();
  }

  private byte[] block(byte[] data, Packing packing) {
    byte[] packed = pack(data, packing);
    return out().number(packed.length, 4).number(data.length, 4).bytes(packed).all();
  }

  private static byte[] pack(byte[] data, Packing packing) {
    if (packing == Packing.ZSTD) {
      ZstdCompressor zstd = new ZstdCompressor();
      byte[] out = new byte[zstd.maxCompressedLength(data.length)];
      return Arrays.copyOf(out, zstd.compress(data, 0, data.length, out, 0, out.length));
    }
    Deflater deflater = new Deflater();
    deflater.setInput(data);
    deflater.finish();
    byte[] out = new byte[data.length + 100];
    int n = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, n);
  }
}
