package org.rmmodel.lkmm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rmmodel.lkmm.check.Checker;
import org.rmmodel.lkmm.check.Result;
import org.rmmodel.lkmm.execution.Limits;
import org.rmmodel.lkmm.model.MemoryModel;
import org.rmmodel.lkmm.model.Version;
import org.rmmodel.lkmm.parse.Litmus;
import org.rmmodel.lkmm.report.HerdVerdicts;

/** The tests of this module's own, with the verdicts that herd7 7.57 gave of them. */
final class OwnTests {
  private final Map<String, Litmus> tests = new LinkedHashMap<>();
  private final HerdVerdicts verdicts;

  OwnTests(Version version) {
    verdicts = HerdVerdicts.parse(resource("own-" + version.release() + ".tsv").lines().toList());
    for (String name : verdicts.tests()) {
      String text = name.endsWith(".litmus") ? resource("own/" + name) : Cycles.text(name);
      tests.put(name, Litmus.parse(text));
    }
  }

  List<String> names() {
    return List.copyOf(tests.keySet());
  }

  Litmus test(String name) {
    Litmus test = tests.get(name);
    if (test == null) {
      throw new IllegalArgumentException(name);
    }
    return test;
  }

  /** In what a model's result differs from herd7's; empty if it does not. */
  String difference(String name, MemoryModel model) {
    Result result = Checker.check(test(name), model, Limits.USUAL);
    return verdicts.difference(name, result);
  }

  static String resource(String name) {
    try (InputStream in = OwnTests.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
