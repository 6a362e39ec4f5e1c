package org.rmmodel.checker.patch;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Reads patches: mails as a mailbox or {@code git format-patch} has them, one after the other and
 * with text between them, one mail, or a plain diff. The input may have any size: a mail is kept up
 * to {@value #LARGEST_MAIL} bytes, and else a line at a time.
 */
public final class PatchReader {
  static final int LARGEST_MAIL = 8 << 20;
  private static final int LONGEST_LINE = 1 << 16;

  /** No mailbox begins a mail with a longer line, and the pattern is slow on long ones. */
  private static final int LONGEST_FROM = 200;

  private static final Pattern FROM =
      Pattern.compile(
          "From \\S+.* [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?.* [0-9]{4}.*|From [0-9a-f]{40} .*");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,60}:[ \t].*");

  private final DiffReader diffs;
  private final ByteArrayOutputStream mail = new ByteArrayOutputStream();
  private boolean inMail;
  private boolean tooLarge;
  private boolean blank = true;
  private boolean first = true;

  private PatchReader(DiffReader diffs) {
    this.diffs = diffs;
  }

  /**
   * Reads one input after the other.
   *
   * @param name what errors and hunks without a subject call it
   * @param in the input
   * @return what was found
   * @throws IOException if it cannot be read
   */
  public static Patches read(String name, InputStream in) throws IOException {
    DiffReader diffs = new DiffReader();
    diffs.begin(name);
    PatchReader reader = new PatchReader(diffs);
    Lines lines = new Lines(new BufferedInputStream(in, 1 << 16));
    for (byte[] line = lines.next(); line.length > 0; line = lines.next()) {
      reader.line(line);
    }
    reader.endMail();
    return diffs.end();
  }

  private void line(byte[] bytes) {
    String line = new String(bytes, StandardCharsets.ISO_8859_1);
    boolean begins =
        blank && line.length() <= LONGEST_FROM && FROM.matcher(line.stripTrailing()).matches();
    if (begins) {
      endMail();
      inMail = true;
    } else if (first && HEADER.matcher(line.stripTrailing()).matches()) {
      inMail = true;
      keep(bytes);
    } else if (inMail) {
      keep(bytes);
    } else {
      diffs.line(text(bytes));
    }
    blank = line.isBlank();
    first = first && blank;
  }

  private void keep(byte[] bytes) {
    if (mail.size() + bytes.length <= LARGEST_MAIL) {
      mail.write(bytes, 0, bytes.length);
    } else {
      tooLarge = true;
    }
  }

  private void endMail() {
    if (inMail) {
      Mail.read(new ByteArrayInputStream(mail.toByteArray()), diffs);
      if (tooLarge) {
        diffs.remark("a mail of more than " + (LARGEST_MAIL >> 20) + " MiB: its end is left out");
      }
    }
    mail.reset();
    tooLarge = false;
    inMail = false;
  }

  private static String text(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  /** Lines with their ends; what is longer than a line can be comes in pieces. */
  private static final class Lines {
    private final InputStream in;

    Lines(InputStream in) {
      this.in = in;
    }

    byte[] next() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream(120);
      for (int c = in.read(); c >= 0; c = in.read()) {
        line.write(c);
        if (c == '\n' || line.size() >= LONGEST_LINE) {
          break;
        }
      }
      return line.toByteArray();
    }
  }
}
