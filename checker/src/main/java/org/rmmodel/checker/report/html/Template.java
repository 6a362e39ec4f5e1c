package org.rmmodel.checker.report.html;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.rmmodel.common.Markup;

/** The page as a file with gaps, and what belongs to it. */
final class Template {
  private Template() {}

  /** Fills the gaps; a name that the values do not have is an error, and no gap is left. */
  static String filled(Object values) {
    return Mustache.compiler()
        .withEscaper(Markup::escaped)
        .withLoader(name -> new StringReader(resource(name + ".mustache")))
        .strictSections(true)
        .emptyStringIsFalse(true)
        .compile(resource("report.mustache"))
        .execute(values);
  }

  /** A file that belongs to this program. */
  static String resource(String name) {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this program has no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
