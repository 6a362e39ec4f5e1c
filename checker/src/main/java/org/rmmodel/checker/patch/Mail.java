package org.rmmodel.checker.patch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.jspecify.annotations.Nullable;

/** Reads one mail: its subject, and the lines of all its parts that are text. */
final class Mail extends AbstractContentHandler {
  private static final int LONGEST = 1 << 16;
  private static final MimeConfig CONFIG =
      MimeConfig.custom()
          .setMaxLineLen(LONGEST)
          .setMaxHeaderLen(LONGEST)
          .setMaxHeaderCount(1000)
          .setMaxContentLen(-1)
          .build();

  /** A mail in a list's digest is three deep; mime4j's readers call each other for each level. */
  private static final int DEEPEST = 30;

  private final DiffReader diffs;
  private int depth;
  private @Nullable String subject;

  private Mail(DiffReader diffs) {
    this.diffs = diffs;
  }

  static void read(InputStream in, DiffReader diffs) {
    diffs.begin("a mail without a subject");
    MimeStreamParser parser = new MimeStreamParser(CONFIG);
    parser.setContentDecoding(true);
    parser.setContentHandler(new Mail(diffs));
    try {
      parser.parse(in);
    } catch (MimeException | IOException | IllegalStateException e) {
      diffs.remark("a mail whose form is broken: what could be read of it is shown");
    }
  }

  @Override
  public void startMessage() throws MimeException {
    deeper();
  }

  @Override
  public void endMessage() {
    depth--;
  }

  @Override
  public void startMultipart(BodyDescriptor body) throws MimeException {
    deeper();
  }

  @Override
  public void endMultipart() {
    depth--;
  }

  private void deeper() throws MimeException {
    depth++;
    if (depth > DEEPEST) {
      throw new MimeException("parts in parts, more than " + DEEPEST + " deep");
    }
  }

  @Override
  public void field(Field field) {
    if (field.getName().equalsIgnoreCase("Date")) {
      Dates.of(field.getBody()).ifPresent(diffs::date);
    }
    if (subject == null && field.getName().equalsIgnoreCase("Subject")) {
      subject =
          DecoderUtil.decodeEncodedWords(
                  field.getBody().replaceAll("\\s+", " ").strip(),
                  DecodeMonitor.SILENT,
                  StandardCharsets.UTF_8)
              .replaceAll("\\p{Cntrl}", " ");
      diffs.begin(subject);
    }
  }

  @Override
  public void body(BodyDescriptor body, InputStream in) throws IOException {
    String type = body.getMimeType().toLowerCase(Locale.ROOT);
    boolean text =
        (type.startsWith("text/") && !type.equals("text/html"))
            || type.contains("patch")
            || type.contains("diff")
            || type.equals("application/octet-stream");
    if (!text) {
      return;
    }
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, charset(body)));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      diffs.line(line);
    }
  }

  private static Charset charset(BodyDescriptor body) {
    try {
      String name = body.getCharset();
      return name == null || name.equalsIgnoreCase("us-ascii")
          ? StandardCharsets.UTF_8
          : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.ISO_8859_1;
    }
  }
}
