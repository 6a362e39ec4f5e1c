package org.rmmodel.jcstress.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForkedJvmTest {
  @Test
  void outcomesAreReadWithTheirCounts() {
    Samples samples =
        ForkedJvm.parse(
            List.of("noise", "litmus\toutcome\t7\ttrue, false", "litmus\tstatus\tNORMAL"), 0);
    assertThat(samples.outcomes()).containsOnlyKeys("true, false").containsValue(7L);
    assertThat(samples.failed()).isEmpty();
  }

  @Test
  void withoutTheLastLineThereIsNoResult() {
    Samples samples = ForkedJvm.parse(List.of("litmus\toutcome\t7\t0", "out of luck"), 134);
    assertThat(samples.total()).isZero();
    assertThat(samples.failed()).contains("134").contains("out of luck");
  }

  @Test
  void aStatusOtherThanNormalIsAFailure() {
    Samples samples =
        ForkedJvm.parse(List.of("litmus\tmessage\tslow", "litmus\tstatus\tTIMEOUT_ERROR"), 0);
    assertThat(samples.failed()).isEqualTo("TIMEOUT_ERROR: slow");
  }

  @Test
  void whatAnActorThrowsIsTold() {
    Samples samples =
        ForkedJvm.parse(
            List.of(
                "litmus\tmessage\tUnrecoverable",
                "litmus\tmessage\tjava.lang.IllegalStateException: on no list",
                "litmus\tstatus\tTEST_ERROR"),
            0);
    assertThat(samples.thrown()).isEqualTo("java.lang.IllegalStateException: on no list");
  }
}
