package org.rmmodel.checker.trace.dat;

import org.rmmodel.checker.trace.format.UnreadableException;

/**
 * Where the parts of a page are: the file header_page of tracefs.
 *
 * @param timestamp the time's offset in bytes
 * @param commit the offset of how much of the page is used
 * @param commitSize how many bytes that has, 4 or 8: a long of the kernel
 * @param data the offset of the events
 */
record PageLayout(int timestamp, int commit, int commitSize, int data) {
  /**
   * Reads the file.
   *
   * @param text the file, whose lines are fields like those of an event
   * @return the layout
   * @throws UnreadableException if a field is missing, or has a size that cannot be
   */
  static PageLayout parse(String text) throws UnreadableException {
    Field timestamp = null;
    Field commit = null;
    Field data = null;
    for (String line : text.split("\n", -1)) {
      Field field = Field.parse(line);
      if (field != null) {
        timestamp = field.name().equals("timestamp") ? field : timestamp;
        commit = field.name().equals("commit") ? field : commit;
        data = field.name().equals("data") ? field : data;
      }
    }
    if (timestamp == null
        || commit == null
        || data == null
        || timestamp.size() != 8
        || (commit.size() != 4 && commit.size() != 8)
        || timestamp.offset() + 8 > data.offset()
        || commit.offset() + commit.size() > data.offset()) {
      throw new UnreadableException(0, "trace.dat says nothing usable of its pages");
    }
    return new PageLayout(timestamp.offset(), commit.offset(), commit.size(), data.offset());
  }
}
