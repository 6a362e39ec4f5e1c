package org.rmmodel.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.rmmodel.common.EndsWithParent;
import org.rmmodel.fixtures.AskedOfMutants;

/**
 * Runs tests in a JVM of its own until the first one fails, and writes down how that went: {@code
 * Probe RESULT ENGINE CLASS...}. Of the classes it runs the tests that are {@link AskedOfMutants}.
 */
public final class Probe {
  private static final Pattern TRIES = Pattern.compile("tries = (\\d+)");

  private Probe() {}

  /**
   * Runs the tests and ends the JVM: with 0 whatever the tests said, as the result says it.
   *
   * @param args the file for the result, the engine, and what to run
   */
  @SuppressWarnings("SystemExitOutsideMain") // this is main
  public static void main(String[] args) {
    EndsWithParent.watch();
    List<DiscoverySelector> selectors =
        Arrays.stream(args)
            .skip(2)
            .<DiscoverySelector>map(DiscoverySelectors::selectClass)
            .toList();
    Listener listener = new Listener(Path.of(args[0]));
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .filters(
                    EngineFilter.includeEngines(args[1]),
                    TagFilter.includeTags(AskedOfMutants.TAG),
                    TagFilter.excludeTags("of-history"))
                .build(),
            listener);
    listener.end("survived", "", "");
  }

  private static final class Listener implements TestExecutionListener {
    private final Path result;
    private final Map<String, Long> tries = new ConcurrentHashMap<>();
    private int tests;

    Listener(Path result) {
      this.result = result;
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
      entry
          .getKeyValuePairs()
          .values()
          .forEach(
              text -> {
                Matcher matcher = TRIES.matcher(text);
                if (matcher.find()) {
                  tries.put(test.getUniqueId(), Long.parseLong(matcher.group(1)));
                }
              });
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult outcome) {
      if (test.isTest()) {
        tests++;
      }
      switch (outcome.getStatus()) {
        case SUCCESSFUL -> {}
        case ABORTED -> end("aborted", test.getDisplayName(), reason(outcome));
        case FAILED -> end("caught", test.getDisplayName(), reason(outcome));
      }
    }

    private static String reason(TestExecutionResult outcome) {
      Throwable thrown = outcome.getThrowable().orElse(null);
      return thrown == null ? "" : firstLines(thrown);
    }

    private static String firstLines(Throwable thrown) {
      return String.valueOf(thrown.getMessage() == null ? thrown : thrown.getMessage())
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .limit(3)
          .reduce("", (one, two) -> one.isEmpty() ? two : one + " / " + two);
    }

    /** Nothing else is of interest: threads that hang are left behind. */
    void end(String word, String where, String reason) {
      String text =
          String.join(
              "\n",
              word,
              Integer.toString(tests),
              Long.toString(tries()),
              where.replace('\n', ' '),
              reason.replace('\n', ' '));
      try {
        Files.writeString(result, text);
      } catch (IOException e) {
        System.err.println("cannot write " + result);
        Runtime.getRuntime().halt(2);
      }
      Runtime.getRuntime().halt(0);
    }

    private long tries() {
      long counted = counter();
      return counted >= 0 ? counted : tries.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What the suite itself has counted, if a property names who counts. */
    private static long counter() {
      @Nullable String counter = System.getProperty("rmmodel.kill.counter");
      if (counter == null) {
        return -1;
      }
      try {
        return ((Number) Class.forName(counter).getMethod("total").invoke(null)).longValue();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "%s counts nothing: %s", counter, e), e);
      }
    }
  }
}
