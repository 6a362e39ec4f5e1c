package org.rmmodel.checker.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolMessagesTest {
  private static List<ToolMessage> parse(String text) {
    List<ToolMessage> messages = new ArrayList<>();
    ToolMessages parser = new ToolMessages(messages::add);
    text.lines().forEach(parser::line);
    return messages;
  }

  private static ToolMessage one(int code, int kind, String text) {
    List<ToolMessage> messages =
        parse(
            "@!@!@STARTMSG "
                + code
                + ":"
                + kind
                + " @!@!@\n"
                + text
                + "\n@!@!@ENDMSG "
                + code
                + " @!@!@");
    assertThat(messages).hasSize(1);
    return messages.get(0);
  }

  @Test
  void counts() {
    assertThat(
            one(
                2200,
                0,
                "Progress(4) at 2026-01-01 00:00:00: 2,110,427 states generated (2 s/min),"
                    + " 1,102,979 distinct states found (1 ds/min), 1,100,928 states left on"
                    + " queue."))
        .isEqualTo(new ToolMessage.Progress(4, 1_102_979));
    assertThat(one(2199, 0, "9 states generated, 4 distinct states found, 0 states left on queue."))
        .isEqualTo(new ToolMessage.Stats(4));
    assertThat(one(2194, 0, "The depth of the complete state graph search is 3."))
        .isEqualTo(new ToolMessage.Depth(3));
  }

  @Test
  void coverageOfPlainAndReplacedActions() {
    assertThat(one(2772, 0, "<Get_Inc line 8, col 1 to line 8, col 10 of module Toy>: 3:5"))
        .isEqualTo(new ToolMessage.Coverage("Get_Inc", 5));
    assertThat(
            one(
                2772,
                0,
                "<MCGet line 3, col 1 to line 3, col 8 of module MC (3 29 3 61)>: 0:1,002"))
        .isEqualTo(new ToolMessage.Coverage("MCGet", 1002));
  }

  @Test
  void violations() {
    assertThat(one(2110, 1, "Invariant A is violated."))
        .isEqualTo(new ToolMessage.PropertyViolated("A", false, Map.of()));
    assertThat(one(2112, 1, "Action property B is violated."))
        .isEqualTo(new ToolMessage.PropertyViolated("B", false, Map.of()));
    assertThat(
            one(
                2112,
                1,
                "Action property line 7, col 9 to line 7, col 21 of module B is violated."))
        .isEqualTo(new ToolMessage.PropertyViolated("", false, Map.of()));
    assertThat(
            one(2107, 1, "Invariant A is violated by the initial state:\n/\\ x = 1\n/\\ y = {}\n"))
        .isEqualTo(
            new ToolMessage.PropertyViolated(
                "A", true, Map.of("x", new TlaValue.Num(1), "y", new TlaValue.SetOf(List.of()))));
    assertThat(one(2116, 1, "Temporal properties were violated.\n"))
        .isEqualTo(new ToolMessage.TemporalViolated());
  }

  @Test
  void statesWithValuesOverSeveralLines() {
    ToolMessage message =
        one(
            2217,
            4,
            """
            2: <Get_Inc line 8, col 15 to line 8, col 159 of module Toy>
            /\\ pc = ( u1 :> <<"a", "b">> @@
              u2 :> <<>> )
            /\\ s = "x = 1"
            """);
    Trace.Step step = ((ToolMessage.State) message).step();
    assertThat(step.number()).isEqualTo(2);
    assertThat(step.action()).isEqualTo("Get_Inc");
    assertThat(step.variables().get("pc").asMap()).containsOnlyKeys("u1", "u2");
    assertThat(step.variables().get("s")).isEqualTo(new TlaValue.Str("x = 1"));
  }

  @Test
  void onlyOneVariable() {
    assertThat(one(2217, 4, "1: <Initial predicate>\nx = 1\n"))
        .isEqualTo(new ToolMessage.State(new Trace.Step(1, "", Map.of("x", new TlaValue.Num(1)))));
  }

  @Test
  void endings() {
    assertThat(one(2218, 4, "3: Stuttering")).isEqualTo(new ToolMessage.End(new Trace.Stutters()));
    assertThat(
            one(
                2122,
                4,
                "1: Back to state: <Put line 9, col 15 to line 9, col 137 of module Toy>\n"))
        .isEqualTo(new ToolMessage.End(new Trace.BackTo(1, "Put")));
  }

  @Test
  void nestedMessages() {
    List<ToolMessage> messages =
        parse(
            """
            @!@!@STARTMSG 1000:1 @!@!@
            TLC threw an unexpected exception.
            : @!@!@STARTMSG 5006:0 @!@!@
            TLC found an error in the configuration file at line 4
            @!@!@ENDMSG 5006 @!@!@
            @!@!@ENDMSG 1000 @!@!@
            after
            """);
    assertThat(messages)
        .containsExactly(
            new ToolMessage.Failure(5006, "TLC found an error in the configuration file at line 4"),
            new ToolMessage.Failure(
                1000,
                "TLC threw an unexpected exception.\n: \n"
                    + "TLC found an error in the configuration file at line 4"),
            new ToolMessage.Said("after"));
  }

  @Test
  void outOfMemoryInAnyMessage() {
    assertThat(one(1001, 1, "Java ran out of memory.")).isEqualTo(new ToolMessage.OutOfMemory());
    assertThat(one(1000, 1, "The exception was a java.lang.OutOfMemoryError\n: Java heap space"))
        .isEqualTo(new ToolMessage.OutOfMemory());
  }

  @Test
  void rubbishIsPassedOnAsLinesAndUnknownNumbersAreLeftOut() {
    assertThat(parse("@!@!@ENDMSG 1 @!@!@\n@!@!@STARTMSG x:0 @!@!@\n"))
        .allMatch(message -> message instanceof ToolMessage.Said);
    assertThat(
            parse(
                """
                @!@!@STARTMSG 2202:0 @!@!@
                End.
                @!@!@ENDMSG 2202 @!@!@
                @!@!@STARTMSG 2199:0 @!@!@
                """))
        .isEmpty();
  }

  @Test
  void aMessageWithoutEndIsKeptInBoundedMemory() {
    List<ToolMessage> messages = new ArrayList<>();
    ToolMessages parser = new ToolMessages(messages::add);
    parser.line("@!@!@STARTMSG 9999:1 @!@!@");
    for (int i = 0; i < 40_000; i++) {
      parser.line("x".repeat(100));
    }
    parser.line("@!@!@ENDMSG 9999 @!@!@");
    assertThat(((ToolMessage.Failure) messages.get(0)).text().length())
        .isLessThanOrEqualTo(1 << 20);
  }
}
