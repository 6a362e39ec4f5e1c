package org.rmmodel.checker.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final String JOINED = "7001";
  private static final String DROPPED = "7002";
  private static final String LOST = "7006";

  private final List<String> told = new ArrayList<>();
  private final Roster roster = new Roster(told::add);

  /** As TLC's server prints it. */
  private void hears(String... codes) {
    ToolMessages messages = new ToolMessages(roster::take);
    for (String code : codes) {
      messages.line("@!@!@STARTMSG " + code + ":0 @!@!@");
      messages.line("Worker at rmi://localhost:4711/0 (2026-11-30 18:15:56)");
      messages.line("@!@!@ENDMSG " + code + " @!@!@");
    }
  }

  @Test
  void nobodyIsThereAtFirst() {
    assertThat(roster.hadAny()).isFalse();
    assertThat(roster.isEmpty()).isTrue();
    assertThat(roster.doubt()).isEmpty();
  }

  @Test
  void aWorkerThatFailsToAnswerTakesNothingWithIt() {
    hears(JOINED, JOINED, LOST, DROPPED);
    assertThat(told).last().isEqualTo("a worker is lost: 1 at work");
    assertThat(roster.doubt()).isEmpty();
    hears(LOST, DROPPED);
    assertThat(roster.isEmpty()).isTrue();
    assertThat(roster.hadAny()).isTrue();
    assertThat(roster.doubt()).isEmpty();
  }

  @Test
  void oneThatIsDroppedByTheClockLeavesADoubtForGood() {
    hears(JOINED, JOINED, DROPPED);
    assertThat(roster.doubt()).hasValueSatisfying(why -> assertThat(why).contains("dropped"));
    hears(LOST, JOINED);
    assertThat(roster.doubt()).isPresent();
  }

  @Test
  void aLostFingerprintServerLeavesADoubt() {
    ToolMessages messages = new ToolMessages(roster::take);
    messages.line("Warning: Failed to connect from here to the fp server at there.");
    assertThat(roster.doubt()).hasValueSatisfying(why -> assertThat(why).contains("fingerprint"));
  }
}
