package org.rmmodel.checker.trace.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.checker.trace.TraceEvent;
import org.rmmodel.checker.trace.TraceLine;

/**
 * What happens to a log on its way: mails, wrappers, lost blanks; and that no format is guessed.
 */
class TextSourceTest {
  private static final String LOAD = "  insmod-8     [001] ...1.   77.000001: module_load: hub ";
  private static final String GET =
      "  insmod-8     [001] ...1.   77.000002: module_get: hub call_site=cdev_get refcnt=3";
  private static final String FREE = "  rmmod-9      [001] ...1.   78.000001: module_free: hub";
  private static final List<TraceEvent> EVENTS = Read.text(LOAD, GET, FREE).events();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void lineEndsMayBeThoseOfAnotherSystem() {
    assertThat(Read.of(bytes(LOAD + "\r\n" + GET + "\r\n" + FREE + "\r\n"), null).events())
        .isEqualTo(EVENTS);
  }

  @Test
  void theWholeLogMayBeIndentedAndBeginWithAByteOrderMark() {
    String indented = "    # entries-in-buffer/entries-written: 3/%d   #P:4";
    Read read =
        Read.text(
            "\u00ef\u00bb\u00bf    # tracer: nop", "    " + LOAD, "    " + GET, "    " + FREE);
    assertThat(read.events()).isEqualTo(EVENTS);
    assertThat(read.shows().notes()).isEmpty();
    assertThat(Read.problem(indented.replace("%d", "7"), "    " + LOAD))
        .isEqualTo("log:1: events were lost: 3 entries in the buffer of 7 written");
  }

  @Test
  void blanksAtTheEndMayHaveBeenLost() {
    assertThat(Read.text(LOAD.stripTrailing(), GET, FREE).events()).isEqualTo(EVENTS);
  }

  @Test
  void theLastLineMayHaveNoEndButNotBeCutOff() {
    Read read = Read.of(bytes(LOAD + "\n" + GET + "\n" + FREE), null);
    assertThat(read.events()).isEqualTo(EVENTS);
    assertThat(read.shows().notes())
        .containsExactly("the last line has no line end, and is taken as complete");
    assertThat(Read.problem(bytes(LOAD + "\n" + GET.substring(0, GET.length() - 3))))
        .isEqualTo("log:2: the log is cut off in mid-line");
    assertThat(Read.problem(bytes(LOAD + "\n" + GET.substring(0, 12))))
        .isEqualTo("log:2: the log is cut off in mid-line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"> ", ">", ">> ", "> > "})
  void quoteMarksOfAMailAreTakenAway(String mark) {
    Read read =
        Read.text(
            "On Friday, somebody wrote:",
            mark + "# tracer: nop",
            mark,
            mark + LOAD,
            mark + GET,
            mark + FREE);

    assertThat(read.events()).isEqualTo(EVENTS);
    assertThat(read.lines())
        .extracting(TraceLine::task)
        .containsExactly("insmod", "insmod", "rmmod");
    assertThat(read.lines()).extracting(TraceLine::number).containsExactly(4L, 5L, 6L);
    assertThat(read.shows().notes()).contains("a mail's quote marks were taken away");
  }

  @Test
  void aMailMayHaveMoreWordsThanLog() {
    String[] mail = new String[40];
    Arrays.fill(mail, "I have a kernel, and this is what it does.");
    mail[30] = "> # entries-in-buffer/entries-written: 3/3   #P:4";
    mail[31] = "> " + LOAD;
    mail[32] = "> " + GET;
    mail[33] = "> " + FREE;

    Read read = Read.text(mail);
    assertThat(read.events()).isEqualTo(EVENTS);
    assertThat(read.lines().get(0).task()).isEqualTo("insmod");
    assertThat(read.shows().notes()).contains("36 lines of the mail's own passed over");
    mail[30] = mail[30].replace("3/3", "3/8");
    assertThat(Read.problem(mail)).startsWith("log:31: events were lost");
  }

  @Test
  void linesThatAMailProgramWrappedAreJoined() {
    String[] pieces = {
      LOAD + "OE",
      GET.substring(0, GET.indexOf("call_site") - 1),
      GET.substring(GET.indexOf("call_site")),
      GET.substring(0, GET.indexOf("77")),
      GET.substring(GET.indexOf("77"), GET.indexOf("refcnt")),
      GET.substring(GET.indexOf("refcnt")),
      "  insmod-8     [001] ...1.   77.000003: sched_switch: prev_comm=insmod prev_pid=8",
      "prev_prio=120 prev_state=S",
      "  insmod-8     [001] ...1.   77.000004: module_load: bus",
      "OE",
      FREE
    };

    Read read = Read.text(pieces);
    assertThat(read.events())
        .containsExactly(
            EVENTS.get(0),
            EVENTS.get(1),
            EVENTS.get(1),
            new TraceEvent.ModuleLoad("bus"),
            EVENTS.get(2));
    assertThat(read.lines()).extracting(TraceLine::number).containsExactly(1L, 2L, 4L, 7L, 9L, 11L);
    assertThat(read.shows().notes()).contains("5 wrapped lines joined");

    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = "> " + pieces[i];
    }
    assertThat(Read.text(pieces).events()).isEqualTo(read.events());
    // The mail program of somebody who quotes may wrap after the mark.
    pieces[2] = pieces[2].substring(2);
    pieces[9] = pieces[9].substring(2);
    assertThat(Read.text(pieces).events()).isEqualTo(read.events());
  }

  /** What is no rest of the line before is not swallowed by it. */
  @ParameterizedTest
  @ValueSource(strings = {"something else", "refcnt=4", "[snip]", "[...]", "oops", "hub OE"})
  void whatIsNoRestOfTheLineBeforeIsNotJoined(String line) {
    for (String before : new String[] {GET, LOAD + "OE", FREE}) {
      assertThat(Read.problem(before, line, FREE)).startsWith("log:2: no line of tracefs trace: '");
    }
  }

  @Test
  void aWrappersFirstLinesArePassedOverAndCounted() {
    Read read = Read.text("Tracing modules. Ctrl-C to end.", "", "[ ready ]", LOAD, GET, FREE);

    assertThat(read.events()).isEqualTo(EVENTS);
    assertThat(read.shows().notes()).containsExactly("2 lines before the first event passed over");
  }

  @Test
  void anEventAmongAWrappersLinesIsNotPassedOver() {
    assertThat(Read.problem("Tracing.", "insmod 77.0: module_load: hub", GET, FREE))
        .startsWith("log:2: no line of tracefs trace: '");
  }

  @Test
  void ofTwoFormatsNoneIsGuessed() {
    String perf = "rmmod    9 [001]    78.000001:    module:module_free: hub";
    assertThat(Read.problem(LOAD, GET, perf))
        .isEqualTo(
            "log:3: two formats fit: tracefs trace (line 1) and perf script (line 3); say which"
                + " with --format trace or --format perf-script");
    assertThat(Read.of(bytes(perf + "\n"), "perf-script").events()).hasSize(1);
    assertThatThrownBy(() -> Read.of(bytes(LOAD + "\n" + perf + "\n"), "trace"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("log:2: no line of tracefs trace: 'rmmod    9");
    assertThatThrownBy(() -> Read.of(bytes(LOAD + "\n"), "perf-script"))
        .hasMessageContaining("log:1: no line of perf script");
    assertThatThrownBy(() -> Read.of(bytes(LOAD + "\n"), "trace.dat"))
        .hasMessageContaining("this is no trace.dat");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\n\n\n"})
  void anEmptyLogIsSaidToBeEmpty(String text) {
    assertThat(Read.problem(bytes(text))).isEqualTo("log: the log is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"#", "#\n#", "hello", "{\"a\": 1}", "a,b,c\n1,2,3", "<html>"})
  void whatIsNoLogIsRefused(String text) {
    assertThat(Read.problem(bytes(text)))
        .isEqualTo("log:1: this is no log in a known format; docs/record.md lists them");
  }
}
